import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { Client, fetchExchange } from '@urql/core';
import { createClient } from 'graphql-sse';
import { aHall, type Hall } from '../support/hall';
import { aServer, type TestServer } from '../support/server';

let server: TestServer;
let hall: Hall;
beforeAll(async () => {
  server = await aServer();
  hall = await aHall(server.database.db);
});
afterAll(() => server.close());

interface Sent {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly operationName?: string;
  readonly extensions?: object;
}

/** `fetch`, and the bodies that went through it. */
function watchedFetch() {
  const bodies: Sent[] = [];
  const watched: typeof fetch = (input, init) => {
    bodies.push(JSON.parse(String(init?.body)));
    return fetch(input, init);
  };
  return { bodies, watched };
}

/** How many results were given again while this was done. */
async function hits(work: () => Promise<unknown>): Promise<number> {
  const before = server.app.results?.hits ?? 0;
  await work();
  return (server.app.results?.hits ?? 0) - before;
}

async function plainly({ query, variables, operationName }: Sent): Promise<void> {
  const response = await fetch(`${server.app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables, operationName }),
  });
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ data: { conference: { slug: hall.conference.slug } } });
}

/** The body as it is, as an event stream. */
async function streamed(body: Sent, path: string): Promise<void> {
  const response = await fetch(`${server.app.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify(body),
  });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  const text = await response.text();
  expect(text).toContain(hall.conference.slug);
  expect(text).not.toContain('"errors"');
}

/** A text of its own for each test, so that none finds another's result. */
const asks = (name: string) => `query ${name}($slug: String!) { conference(slug: $slug) { slug state } }`;

describe('a stock client gets the result that others got', () => {
  it('on Apollo Client, whose HttpLink sends extensions', async () => {
    const { bodies, watched } = watchedFetch();
    const client = new ApolloClient({
      cache: new InMemoryCache(),
      link: new HttpLink({ uri: `${server.app.url}/graphql`, fetch: watched }),
    });
    const ask = () =>
      client.query<{ conference: { slug: string } }>({
        query: gql(asks('OfApollo')),
        variables: { slug: hall.conference.slug },
        fetchPolicy: 'network-only',
      });
    expect((await ask()).data?.conference.slug).toBe(hall.conference.slug);
    const [body] = bodies as [Sent];
    expect(body.extensions).toMatchObject({ clientLibrary: { name: expect.any(String) } });
    expect(await hits(ask)).toBe(1);
    expect(await hits(() => plainly(body))).toBe(1);
    expect(await hits(() => streamed(body, '/graphql'))).toBe(1);
    expect(await hits(() => streamed(body, '/graphql/stream'))).toBe(1);
    client.stop();
  });

  it.each(['/graphql', '/graphql/stream'])('on urql, which takes JSON or a stream from %s', async (path) => {
    const { bodies, watched } = watchedFetch();
    const client = new Client({
      url: `${server.app.url}${path}`,
      preferGetMethod: false,
      fetch: watched,
      exchanges: [fetchExchange],
    });
    const name = path === '/graphql' ? 'OfUrql' : 'OfUrqlStream';
    const ask = async () => {
      const { data, error } = await client.query(asks(name), { slug: hall.conference.slug }).toPromise();
      expect([error, data?.conference?.slug]).toEqual([undefined, hall.conference.slug]);
    };
    await ask();
    const [body] = bodies as [Sent];
    expect(await hits(ask)).toBe(1);
    expect(await hits(() => plainly(body))).toBe(1);
    expect(await hits(() => streamed({ ...body, extensions: { clientLibrary: { name: 'x' } } }, path))).toBe(1);
  });

  it.each(['/graphql', '/graphql/stream'])('on graphql-sse with extensions, from %s', async (path) => {
    const client = createClient({ url: `${server.app.url}${path}`, retryAttempts: 0 });
    const name = path === '/graphql' ? 'OfSse' : 'OfSseStream';
    const body = { query: asks(name), variables: { slug: hall.conference.slug }, extensions: { trace: { id: 1 } } };
    const ask = async () => {
      for await (const { data, errors } of client.iterate(body))
        expect([errors, data]).toEqual([undefined, { conference: { slug: hall.conference.slug, state: 'OPEN' } }]);
    };
    await ask();
    expect(await hits(ask)).toBe(1);
    expect(await hits(() => plainly(body))).toBe(1);
    client.dispose();
  });
});
