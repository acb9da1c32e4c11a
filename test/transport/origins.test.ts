import { aServer, type TestServer } from '../support/server';

let server: TestServer;
beforeAll(async () => {
  server = await aServer({ ORIGINS: 'https://app.example' });
});
afterAll(() => server.close());

const preflight = (origin: string) =>
  fetch(`${server.app.url}/graphql`, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
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

  it('names no other site', async () => {
    expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
  });
});
