import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getIntrospectionQuery, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { createClient } from 'graphql-sse';
import { codes } from '../../src/errors/codes';
import { followLog, readProgramme } from '../../src/rehearsal/documents';
import { aHall, type Hall } from '../support/hall';
import { Inbox } from '../support/inbox';
import { aServer, type TestServer } from '../support/server';

const ofPages: readonly string[] = JSON.parse(
  readFileSync(join(__dirname, '..', '..', 'schema', 'page-documents.json'), 'utf8'),
);
/** The first operation of a text; `me.graphql` is sent as it is, with three. */
const operationOf = (text: string) =>
  parse(text).definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION) as OperationDefinitionNode;
const nameOf = (text: string) => operationOf(text).name?.value ?? text;

let server: TestServer;
let hall: Hall;
beforeAll(async () => {
  server = await aServer({ PUBLIC_DOCUMENTS: 'listed' });
  hall = await aHall(server.database.db);
});
afterEach(() => server.hangUp());
afterAll(() => server.close());

const unlisted = '{ blocs { totalCount } }';
const watch = 'subscription ($id: ID!) { conferenceChanged(conferenceId: $id) { sequence } }';

/** The code of the first error of an event stream; null where what comes first is a result. */
async function codeOfStream(path: string, query: string, variables: object): Promise<string | null> {
  const stop = new AbortController();
  const response = await fetch(`${server.app.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query, variables }),
    signal: stop.signal,
  });
  let text = '';
  for await (const chunk of response.body as never as AsyncIterable<Uint8Array>) {
    text += Buffer.from(chunk).toString();
    if (/\ndata: .*\n\n/.test(text)) break;
  }
  stop.abort();
  return /"code":"(\w+)"/.exec(text)?.[1] ?? null;
}

describe('PUBLIC_DOCUMENTS=listed', () => {
  it('has every query and subscription of the pages in the list, and no other kind', () => {
    expect(ofPages.length).toBeGreaterThan(30);
    const kinds = new Set(ofPages.map((text) => operationOf(text).operation));
    expect([...kinds].sort()).toEqual(['query', 'subscription']);
    expect(ofPages.filter((text) => text.includes('__schema'))).toEqual([]);
  });

  // A log is asked for beyond its end, so that something comes of it at once.
  it.each(ofPages.map((text) => [nameOf(text), text]))('lets the public send %s of the pages', async (_, text) => {
    const variables = {
      slug: hall.conference.slug,
      id: hall.conference.id,
      conferenceId: hall.conference.id,
      blocId: hall.bloc.id,
      after: 9_999,
    };
    if (operationOf(text).operation === 'query') {
      const { status, errors = [] } = await server.ask(text, variables);
      expect([status, errors.map(({ extensions }) => extensions.code)]).not.toEqual([403, ['DOCUMENT_NOT_LISTED']]);
      expect([200, 400]).toContain(status);
      return;
    }
    expect(await codeOfStream('/graphql/stream', text, variables)).not.toBe('DOCUMENT_NOT_LISTED');
  });

  it('lets the players of a rehearsal ask, and anybody sign in', async () => {
    const { status } = await server.ask(readProgramme, { slug: hall.conference.slug });
    expect(status).toBe(200);
    expect(await codeOfStream('/graphql', followLog, { id: hall.conference.id, after: 9_999 })).toBe(
      'LOG_POSITION_AHEAD',
    );
    const signIn = await server.ask('mutation { signIn(input: { code: "AAAA-BBBB-CCCC" }) { token } }');
    expect(signIn.errors).toMatchObject([{ extensions: { code: 'BADGE_INVALID' } }]);
  });

  it.each([
    ['a query of their own', unlisted],
    ['a question about the schema', getIntrospectionQuery()],
    ['a page of the list with a space more', `${ofPages[0]} `],
    ['a subscription of their own', watch],
  ])('refuses the public %s on every transport', async (_, query) => {
    const variables = { id: hall.conference.id };
    const { vi } = codes.DOCUMENT_NOT_LISTED;
    const socket = await server.follow(await server.socket(), query, variables).failure();
    expect(socket).toMatchObject([{ extensions: { code: 'DOCUMENT_NOT_LISTED', vi } }]);
    for (const path of ['/graphql', '/graphql/stream'])
      expect(await codeOfStream(path, query, variables)).toBe('DOCUMENT_NOT_LISTED');
    // A POST carries no subscription, listed or not.
    const code = query === watch ? 'BAD_REQUEST' : 'DOCUMENT_NOT_LISTED';
    const posted = await server.ask(query, variables);
    expect(posted).toMatchObject({ status: codes[code].status, errors: [{ extensions: { code } }] });
    const search = new URLSearchParams({ query, variables: JSON.stringify(variables) });
    const got = await fetch(`${server.app.url}/graphql?${search}`);
    expect(((await got.json()) as typeof posted).errors?.[0]?.extensions.code).toBe(code);
  });

  it('binds neither who has signed in nor an API key', async () => {
    expect((await server.ask(unlisted, {}, hall.observer)).data.blocs.totalCount).toEqual(expect.any(Number));
    const variables = { id: hall.conference.id };
    expect(await server.follow(await server.socket(hall.observer), watch, variables).next()).toBeDefined();
    const made = await server.ask(
      'mutation ($input: IssueApiKeyInput!) { issueApiKey(input: $input) { token } }',
      { input: { name: 'Ứng dụng', scopes: ['READ'] } },
      hall.administrator,
    );
    const authorization = `Bearer ${made.data.issueApiKey.token}`;
    const answer = await fetch(`${server.app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query: unlisted }),
    });
    expect(await answer.json()).toMatchObject({ data: { blocs: { totalCount: expect.any(Number) } } });
    const client = createClient({ url: `${server.app.url}/graphql/stream`, headers: { authorization } });
    expect(await new Inbox(client as never, { query: watch, variables }).next()).toBeDefined();
    client.dispose();
  });
});
