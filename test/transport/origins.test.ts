import WebSocket from 'ws';
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

  const stream = (headers: Record<string, string>) =>
    fetch(`${server.app.url}/graphql/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
      body: '{"query":"{ serverTime }"}',
    });
  /** The status a socket is answered with: 101 when it opens. */
  const socket = (headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve) => {
      const opened = new WebSocket(`${server.app.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
        headers,
      });
      opened.on('error', () => undefined);
      opened.once('unexpected-response', (_request, response) => resolve(response.statusCode));
      opened.once('open', () => resolve(101));
      opened.once('open', () => opened.terminate());
    });

  it.each(['https://evil.example', 'https://app.example.evil.example', 'http://app.example', 'null', 'no address'])(
    'opens no socket and no event stream to a page of another site: %s',
    async (origin) => {
      expect((await stream({ origin })).status).toBe(403);
      expect(await socket({ origin })).toBe(403);
    },
  );

  it('opens sockets and event streams to listed sites, to its own pages and to programs', async () => {
    for (const headers of [{}, { origin: 'https://app.example' }, { origin: server.app.url }] as Record<
      string,
      string
    >[]) {
      const opened = await stream(headers);
      expect([opened.status, (await opened.text()).includes('serverTime')]).toEqual([200, true]);
      expect(await socket(headers)).toBe(101);
    }
  });
});
