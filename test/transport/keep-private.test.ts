import { aHall, type Hall } from '../support/hall';
import { aServer, type TestServer } from '../support/server';

let server: TestServer;
let hall: Hall;
beforeAll(async () => {
  server = await aServer({ ORIGINS: 'https://app.example', BODY_LIMIT_BYTES: '2000' });
  hall = await aHall(server.database.db);
});
afterAll(() => server.close());

const json = { 'content-type': 'application/json' };
const search = (query: string) => `/graphql?${new URLSearchParams({ query })}`;
const post = (body: string) => ({ method: 'POST', headers: json, body });
const asked: readonly [string, string, RequestInit][] = [
  ['a GET', search('{ me { role } }'), {}],
  ['a GET that is refused', search('mutation { signOut { receipt { sequence } } }'), {}],
  ['a GET without a query', '/graphql', {}],
  ['a POST', '/graphql', post('{"query":"{ me { role } }"}')],
  ['a POST that is refused', '/graphql', post('{"query":"{ password }"}')],
  ['a POST that is no operation', '/graphql', post('[]')],
  ['a POST that is no JSON', '/graphql', post('{')],
  ['a POST that is too large', '/graphql', post(`{"query":"${'x'.repeat(3_000)}"}`)],
  ['a stream that is refused', '/graphql/stream', post('{}')],
];

describe('an answer of /graphql', () => {
  it.each(asked)('is kept by no cache, and depends on who asks: %s', async (_, path, init) => {
    const { headers } = await fetch(`${server.app.url}${path}`, init);
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('vary')).toMatch(/^Cookie, Authorization, Accept, Accept-Encoding(, Origin)?$/i);
  });

  it('is kept by no cache for who is signed in, and names the site it is for', async () => {
    const authorization = `Bearer ${await server.token(hall.observer)}`;
    const answer = await fetch(`${server.app.url}${search('{ me { role } }')}`, {
      headers: { authorization, origin: 'https://app.example' },
    });
    expect(await answer.json()).toMatchObject({ data: { me: { role: 'OBSERVER' } } });
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(answer.headers.get('vary')?.toLowerCase().split(', ').sort()).toEqual([
      'accept',
      'accept-encoding',
      'authorization',
      'cookie',
      'origin',
    ]);
  });

  it('that is an event stream depends on the same, and is not changed on its way', async () => {
    const stop = new AbortController();
    const query = 'subscription ($id: ID!) { conferenceChanged(conferenceId: $id) { sequence } }';
    const { headers } = await fetch(`${server.app.url}/graphql/stream`, {
      ...post(JSON.stringify({ query, variables: { id: hall.conference.id } })),
      signal: stop.signal,
    });
    expect(headers.get('cache-control')).toBe('no-cache, no-transform');
    expect(headers.get('vary')).toMatch(/^Cookie, Authorization, Accept/);
    stop.abort();
  });

  it('is no other than before: pages and snapshots keep their own', async () => {
    const page = await fetch(`${server.app.url}/live`);
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const snapshot = await fetch(`${server.app.url}/conferences/${hall.conference.slug}/snapshot.json`);
    expect(snapshot.headers.get('cache-control')).toMatch(/^public/);
  });
});
