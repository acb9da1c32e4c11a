// Writes `schema/page-documents.json`, or with --check compares it: the texts of all queries and subscriptions the
// pages send, to the byte, which are what the public may send with PUBLIC_DOCUMENTS=listed. Those of `x.graphql` come
// from `x.documents.ts` (documents.mjs) by way of the pages' own client, which adds `__typename` and prints them. What
// people write themselves in GraphiQL is not listed.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, cacheExchange, fetchExchange, subscriptionExchange } from '@urql/core';
import { getOperationAST, parse } from 'graphql';

const web = join(import.meta.dirname, '..');
const sources = join(web, 'src');
const target = join(web, '..', 'schema', 'page-documents.json');
const texts = new Set();

// As web/src/connection/connection.ts makes it.
const client = new Client({
  url: 'http://localhost/graphql',
  preferGetMethod: false,
  fetch: async (_url, { body }) => {
    texts.add(JSON.parse(body).query);
    return new Response('{"data":null}', { headers: { 'content-type': 'application/json' } });
  },
  exchanges: [
    cacheExchange,
    fetchExchange,
    subscriptionExchange({
      forwardSubscription: ({ query }) => {
        texts.add(query);
        return { subscribe: (sink) => ({ unsubscribe: () => sink.complete() }) };
      },
    }),
  ],
});

const files = readdirSync(sources, { recursive: true }).sort();
for (const name of files.filter((each) => each.endsWith('.documents.ts'))) {
  const text = readFileSync(join(sources, name), 'utf8');
  for (const [, json] of text.matchAll(/^export const \w+Document = (\{.*\}) as unknown as DocumentNode/gm)) {
    const document = JSON.parse(json);
    const kind = getOperationAST(document)?.operation;
    if (kind === 'query') await client.query(document, {}).toPromise();
    if (kind === 'subscription')
      client
        .subscription(document, {})
        .subscribe(() => undefined)
        .unsubscribe();
  }
}

// Sent as they are written, past the client.
texts.add(readFileSync(join(sources, 'connection', 'me.graphql'), 'utf8'));
const written = readFileSync(join(sources, 'connection', 'texts.ts'), 'utf8');
for (const text of Object.values(await import(`data:text/javascript,${encodeURIComponent(written)}`))) texts.add(text);

for (const text of texts) parse(text);
const json = `${JSON.stringify([...texts].sort(), null, 2)}\n`;
if (!process.argv.includes('--check')) {
  writeFileSync(target, json);
} else if (readFileSync(target, 'utf8') !== json) {
  process.stderr.write(
    'Not up to date: schema/page-documents.json. Run `npm run page-documents` and commit the result.\n',
  );
  process.exit(1);
}
process.exit(0);
