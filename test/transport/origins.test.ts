import { aServer, type TestServer } from '../support/server';

let server: TestServer;
beforeAll(async () => {
  server = await aServer({ ORIGINS: 'https://app.example' });
});
afterAll(() => server.close());

const preflight = (origin: string, headers = 'authorization,content-type', path = '/graphql') =>
  fetch(`${server.app.url}${path}`, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': headers,
    },
  });

describe('ORIGINS', () => {
  it('lets pages of a listed site ask, with a token and without cookies', async () => {
    const allowed = await preflight('https://app.example');
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://app.example');
    expect(allowed.headers.get('access-control-allow-headers')).toMatch(/authorization/);
    expect(allowed.headers.get('access-control-allow-credentials')).toBeNull();
    const asked = await fetch(`${server.app.url}/graphql`, {
      method: 'POST',
      headers: { origin: 'https://app.example', 'content-type': 'application/json' },
      body: '{"query":"{ serverTime }"}',
    });
    expect(asked.headers.get('access-control-allow-origin')).toBe('https://app.example');
  });

  it.each([
    ['Apollo Client', 'content-type,apollographql-client-name,apollographql-client-version'],
    ['Apollo Kotlin and iOS', 'content-type,x-apollo-operation-name,x-apollo-operation-id'],
    ['a client that asks for a preflight', 'apollo-require-preflight,graphql-preflight'],
    ['OpenTelemetry', 'content-type,traceparent,tracestate,baggage'],
    ['fetch-event-source', 'content-type,accept,last-event-id,cache-control'],
  ])('lets them send what %s sends', async (_, headers) => {
    for (const path of ['/graphql', '/graphql/stream']) {
      const { status, headers: answered } = await preflight('https://app.example', headers, path);
      expect(status).toBe(204);
      const allowed = (answered.get('access-control-allow-headers') ?? '').split(',').map((each) => each.trim());
      // `accept` needs no leave. Source: Fetch standard, "CORS-safelisted request-header"
      expect(headers.split(',').filter((each) => each !== 'accept' && !allowed.includes(each))).toEqual([]);
    }
  });

  it('lets them read when to come again, and the tag and age of a snapshot', async () => {
    for (const path of ['/graphql?query=%7BserverTime%7D', '/conferences/x/snapshot.json']) {
      const answer = await fetch(`${server.app.url}${path}`, { headers: { origin: 'https://app.example' } });
      expect(answer.headers.get('access-control-expose-headers')).toBe('etag, retry-after, x-giaouoc-stale');
    }
  });

  it('names no other site', async () => {
    expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
  });
});
