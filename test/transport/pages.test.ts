import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { aServer, type TestServer } from '../support/server';

const project = join(__dirname, '..', '..');

describe('servePages', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await aServer();
  });
  afterAll(() => server.close());

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(server.app.url + path, { headers, redirect: 'manual' });
  /** Addresses a page loads from, in the order they stand. */
  const loads = (html: string) =>
    [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? '');

  it.each(['/graphiql'])('serves %s in Vietnamese under strict headers', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<html lang="vi">');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/^default-src 'self'; .*frame-ancestors 'none'/),
    });
    expect(response.headers.get('content-security-policy')).not.toMatch(/script-src|unsafe|https?:/);
  });

  it.each(['/graphiql'])('makes %s of files of its own, without inline scripts or styles', async (path) => {
    const html = await (await get(path)).text();
    expect(html).not.toMatch(/(src|href|action)="(https?:)?\/\//);
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/);
    const addresses = loads(html);
    expect(addresses.length).toBeGreaterThan(1);
    for (const address of addresses) {
      const file = await get(address);
      expect([address, file.status]).toEqual([address, 200]);
      expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(file.headers.get('x-content-type-options')).toBe('nosniff');
      if (address.endsWith('.css')) expect(await file.text()).not.toMatch(/@import|url\(\s*["']?(https?:)?\/\//);
    }
  });

  it('lets the page of GraphiQL style itself under a nonce, another for each answer', async () => {
    const nonces = new Set<string>();
    for (let n = 0; n < 2; n += 1) {
      const response = await get('/graphiql');
      const policy = response.headers.get('content-security-policy') ?? '';
      const [, nonce = ''] = /; style-src 'self' 'nonce-([\w-]{22})'$/.exec(policy) ?? [];
      expect(await response.text()).toContain(`nonce="${nonce}"`);
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(2);
  });

  it('sends a file compressed to whoever takes it so, and nothing to whoever has it', async () => {
    const address = loads(await (await get('/graphiql')).text()).find((each) => each.endsWith('lib/graphiql.js')) ?? '';
    const plain = await get(address, { 'accept-encoding': 'identity' });
    const small = await get(address, { 'accept-encoding': 'gzip, br' });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(small.headers.get('content-encoding')).toBe('gzip');
    expect(await small.text()).toBe(await plain.text());
    const again = await get(address, { 'if-none-match': plain.headers.get('etag') ?? '' });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await get(address, { 'if-none-match': '"another"' })).status).toBe(200);
    expect((await get(address, { 'accept-encoding': 'gzip;q=0' })).headers.get('content-encoding')).toBeNull();
  });

  it('serves the schema as text', async () => {
    const response = await get('/schema.graphql');
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await response.text()).toBe(readFileSync(join(project, 'schema', 'api.graphql'), 'utf8'));
  });

  it.each(['/assets/../package.json', '/assets/%2e%2e/package.json', '/pages/ask.js', '/assets/ask.js'])(
    'serves nothing that is not named: %s',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );

  it('shows first queries that fit the schema, the live one when its # signs are gone', async () => {
    const text = readFileSync(join(project, 'pages', 'graphiql.js'), 'utf8');
    const first = /const firstQuery = `([^`]*)`/.exec(text)?.[1] ?? '';
    expect(await server.ask(first)).toMatchObject({ status: 200, data: { bloc: expect.anything() } });
    const [query = '', live = ''] = first.split('# subscription');
    const both = parse(`${query}subscription${live.replaceAll(/^# ?/gm, '')}`);
    expect(both.definitions).toHaveLength(2);
    expect(validate(buildSchema(await (await get('/schema.graphql')).text()), both)).toEqual([]);
  });
});
