import { request as ask } from 'node:http';
import { Methods } from '../../src/transport/http/methods';
import { aHall, type Hall } from '../support/hall';
import { aServer, type TestServer } from '../support/server';

let server: TestServer;
let hall: Hall;
/** An address for each route there is, but for two of the many assets. */
let addresses: string[];
beforeAll(async () => {
  const looked = jest.spyOn(Methods.prototype, 'allowedAt');
  server = await aServer({ ORIGINS: 'https://app.example', METRICS: 'on' });
  hall = await aHall(server.database.db);
  await fetch(`${server.app.url}/nothing`);
  const [methods] = looked.mock.contexts as unknown as [{ routes: ReadonlyMap<string, unknown> }];
  const urls = [...methods.routes.keys()];
  const assets = urls.filter((url) => url.startsWith('/assets/'));
  addresses = urls
    .filter((url) => !assets.slice(2).includes(url))
    .map((url) => url.replace(':slug', hall.conference.slug).replace('*', 'x'));
  looked.mockRestore();
});
afterAll(() => server.close());

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** Sends it as it is: `fetch` adds headers of its own and takes compression away. */
function send(method: string, path: string, headers: Record<string, string> = {}, body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = ask(`${server.app.url}${path}`, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers as Record<string, string>,
          body: Buffer.concat(chunks),
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const json = { 'content-type': 'application/json' };

describe('every answer', () => {
  it('says whether it may be kept and on what it depends, and refuses a method by naming those there are', async () => {
    expect(addresses).toEqual(
      expect.arrayContaining(['/', '/live/x', '/graphql', '/graphql/stream', '/schema.graphql', '/badge', '/metrics']),
    );
    for (const path of [
      ...addresses,
      '/nothing',
      '/graphql/nothing',
      '/%ff',
      `/conferences/${'x'.repeat(200)}/snapshot.json`,
    ]) {
      const seen: Record<string, Answer> = {};
      for (const method of methods) {
        const answer = await send(method, path, { origin: 'https://app.example' });
        seen[method] = answer;
        const { status, headers } = answer;
        const said = [headers['cache-control'], headers.vary].every((value) => value?.trim());
        expect([method, path, status, said]).toEqual([method, path, status, true]);
        if (status === 405)
          expect([method, path, headers.allow]).toEqual([method, path, expect.stringContaining('OPTIONS')]);
        if (status === 405 && headers.allow?.includes('GET')) expect(headers.allow.split(', ')).not.toContain(method);
      }
      const isThere = addresses.includes(path);
      if (isThere)
        for (const method of ['PUT', 'PATCH', 'DELETE']) expect([path, seen[method]!.status]).toEqual([path, 405]);
      if (isThere || path === '/nothing') expect([path, seen.OPTIONS!.status]).toEqual([path, isThere ? 204 : 404]);
    }
  });

  it('says so too where a socket is not opened', async () => {
    const upgrade = {
      ...{ connection: 'upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' },
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    };
    for (const [path, origin, refused] of [
      ['/nothing', 'https://app.example', 404],
      ['/graphql', 'https://evil.example', 403],
    ] as const) {
      const { status, headers } = await send('GET', path, { ...upgrade, origin });
      expect([path, status, headers['cache-control'], headers.vary]).toEqual([
        ...[path, refused],
        ...['no-store', 'accept-encoding'],
      ]);
    }
  });

  it('has to HEAD the status and head of GET, and no body', async () => {
    const query = `/graphql?${new URLSearchParams({ query: '{ awards { code } }' })}`;
    const stream = `/graphql/stream?${new URLSearchParams({ query: '{ awards { code } }' })}`;
    const own = addresses.filter((path) => path !== '/graphql' && path !== '/graphql/stream' && path !== '/metrics');
    for (const path of [...own, query, stream]) {
      const [get, head] = [await send('GET', path), await send('HEAD', path)];
      const kept = ({ status, headers }: Answer) => [
        status,
        headers['content-type'],
        headers['cache-control'],
        headers.etag,
      ];
      expect([path, ...kept(head)]).toEqual([path, ...kept(get)]);
      if (path !== stream)
        expect([path, head.headers['content-length']]).toEqual([path, get.headers['content-length']]);
      expect(head.body.length).toBe(0);
    }
  });

  it('to a page of a listed origin names that origin, and lets its known headers through', async () => {
    const snapshot = `/conferences/${hall.conference.slug}/snapshot.json`;
    const asked = [
      'content-type,authorization',
      'content-type,apollographql-client-name,apollographql-client-version',
      'content-type,x-apollo-operation-name,x-apollo-operation-id',
      'content-type,apollo-require-preflight',
      'content-type,traceparent,tracestate,baggage',
      'content-type,accept,last-event-id',
      'content-type,graphql-preflight',
      'if-none-match',
    ];
    for (const path of ['/graphql', '/graphql/stream', '/schema.graphql', snapshot])
      for (const names of asked) {
        const preflight = { 'access-control-request-method': 'POST', 'access-control-request-headers': names };
        const { status, headers } = await send('OPTIONS', path, { origin: 'https://app.example', ...preflight });
        expect([path, status, headers['access-control-allow-origin']]).toEqual([path, 204, 'https://app.example']);
        const allowed = [...(headers['access-control-allow-headers'] ?? '').split(', '), 'accept'];
        expect([path, names.split(',').filter((name) => !allowed.includes(name))]).toEqual([path, []]);
        expect(headers['access-control-max-age']).toBe('86400');
        const other = await send('OPTIONS', path, { origin: 'https://evil.example', ...preflight });
        expect([path, Object.keys(other.headers).filter((name) => name.startsWith('access-control-allow'))]).toEqual([
          path,
          [],
        ]);
      }
    for (const path of ['/graphql?query={__typename}', '/schema.graphql', '/nothing']) {
      const { headers } = await send('GET', path, { origin: 'https://app.example' });
      expect([path, headers['access-control-allow-origin']]).toEqual([path, 'https://app.example']);
      expect([path, headers.vary?.toLowerCase()]).toEqual([path, expect.stringContaining('origin')]);
      const other = await send('GET', path, { origin: 'https://evil.example' });
      expect(other.headers['access-control-allow-origin']).toBeUndefined();
    }
  });
});

describe('a long answer of GraphQL', () => {
  const introspection =
    '{ __schema { types { name description fields { name description args { name description } } } } }';
  const post = (query: string, encoding?: string, more: Record<string, string> = {}) =>
    send(
      'POST',
      '/graphql',
      { ...json, ...(encoding ? { 'accept-encoding': encoding } : {}), ...more },
      JSON.stringify({ query }),
    );

  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['*', 'br'],
    ['deflate', undefined],
    ['gzip;q=0', undefined],
    ['identity;q=1, gzip;q=0.5', undefined],
    [undefined, undefined],
  ])('is compressed for who takes %s: %s', async (accepted, coding) => {
    const plain = await post(introspection);
    const { headers, body } = await post(introspection, accepted);
    expect([headers['content-encoding'], Number(headers['content-length'])]).toEqual([coding, body.length]);
    expect(headers.vary).toContain('Accept-Encoding');
    const { brotliDecompressSync, gunzipSync } = await import('node:zlib');
    const unpack = { br: brotliDecompressSync, gzip: gunzipSync };
    expect(coding ? unpack[coding as 'br'](body) : body).toEqual(plain.body);
    if (coding) expect(body.length).toBeLessThan(plain.body.length / 3);
  });

  it('is not compressed when it is short, an act, a refusal or an event stream', async () => {
    const long = 'x'.repeat(5_000);
    const short = await post('{ awards { code } }', 'gzip');
    const refused = await post(`{ ${'a '.repeat(500)}}`, 'gzip');
    const act = await post(`mutation { ${long}: signOut(input: {}) { __typename } }`, 'gzip');
    const stream = await post(introspection, 'gzip', { accept: 'text/event-stream' });
    const signIn = await post('mutation { signIn(input: { code: "ZZZZ-ZZZZ-ZZZZ" }) { token } }', 'gzip');
    for (const { headers } of [short, refused, act, stream, signIn])
      expect(headers['content-encoding']).toBeUndefined();
  });

  it('that holds a code is not compressed, however long it is', async () => {
    const authorization = `Bearer ${await server.token(hall.secretary)}`;
    // Bytes are counted of the answer, so a name of its own makes it long.
    const issue = `issueBadge(input: { role: OBSERVER, conferenceId: "${hall.conference.id}", name: "Lan" }) { code ${'x'.repeat(5_000)}: code }`;
    const { headers, body } = await post(`mutation { ${issue} }`, 'gzip, br', { authorization });
    expect(String(body)).toMatch(/"code":"[0-9A-Z]{4}-/);
    expect(headers['content-encoding']).toBeUndefined();
  });
});
