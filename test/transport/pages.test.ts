import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { firstQuery } from '../../web/src/graphiql/first-query';
import { aServer, type TestServer } from '../support/server';

const project = join(__dirname, '..', '..');

const paths = [
  '/',
  '/bloc/cum-5-thanh-pho',
  '/conference/a/b',
  '/live',
  '/live/votes',
  '/hall',
  '/hall/a',
  '/chair',
  '/office',
  '/office/cum-5-thanh-pho/leader/results/2026',
  '/setup',
  '/api',
  '/graphiql',
];

describe('servePages', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await aServer();
  });
  afterAll(() => server.close());

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(server.app.url + path, { headers, redirect: 'manual' });
  const loads = (html: string) =>
    [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? '');

  it.each(paths)('serves %s in Vietnamese under strict headers', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    const html = await response.text();
    expect(html).toContain('<html lang="vi">');
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|(src|href)="(https?:)?\/\//);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=()',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    const policy = response.headers.get('content-security-policy');
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'; .*frame-ancestors 'none'$/);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  it('lets other sites frame what is made to be embedded, and nothing else of it is looser', async () => {
    const [framed, whole] = await Promise.all([get('/embed/conference/x'), get('/conference/x')]);
    const policy = (response: Response) => response.headers.get('content-security-policy') ?? '';
    expect(policy(framed)).toBe(policy(whole).replace("frame-ancestors 'none'", 'frame-ancestors *'));
    expect(policy(framed)).toMatch(/frame-ancestors \*$/);
    expect(await framed.text()).toBe(await whole.text());
  });

  it.each(['/live', '/graphiql'])('lets browsers keep for good what carries a hash in its name: %s', async (path) => {
    const addresses = loads(await (await get(path)).text());
    expect(addresses.length).toBeGreaterThan(2);
    for (const address of addresses) {
      expect(address).toMatch(/-[\w-]{8}\.(js|css)$/);
      const file = await get(address);
      expect([address, file.status]).toEqual([address, 200]);
      expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(file.headers.get('x-content-type-options')).toBe('nosniff');
      if (address.endsWith('.css'))
        expect(await file.text()).not.toMatch(/@import|url\(\s*["']?((https?:)?\/\/|data:font)/);
    }
  });

  it('has browsers ask each time for what keeps the page of the delegate, which names only files that are there', async () => {
    const worker = await get('/worker.js');
    expect(Object.fromEntries(worker.headers)).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy': expect.stringContaining("connect-src 'self'"),
    });
    const files = (await worker.text()).match(/\/assets\/[\w-]+\.(js|css)/g) ?? [];
    expect(files).toEqual(expect.arrayContaining(loads(await (await get('/live')).text())));
    for (const file of files) expect([file, (await get(file)).status]).toEqual([file, 200]);
  });

  it('sends a file as small as it is taken, and nothing to whoever has it', async () => {
    const address = loads(await (await get('/live')).text())[0] ?? '';
    const as = (encoding: string) => get(address, { 'accept-encoding': encoding });
    const [plain, gzip, br] = [await as('identity'), await as('gzip'), await as('gzip, br')];
    expect([plain, gzip, br].map(({ headers }) => headers.get('content-encoding'))).toEqual([null, 'gzip', 'br']);
    expect(br.headers.get('vary')).toBe('accept-encoding');
    const text = await plain.text();
    expect(await gzip.text()).toBe(text);
    expect(await br.text()).toBe(text);
    expect((await as('br;q=0, gzip;q=0')).headers.get('content-encoding')).toBeNull();
    expect((await as('gzip;q=0')).headers.get('content-encoding')).toBeNull();
    for (const path of [address, '/live', '/worker.js', '/schema.graphql']) {
      const tag = (await get(path)).headers.get('etag') ?? '';
      // As a browser asks that loads a page again.
      const again = await get(path, { 'if-none-match': tag, 'cache-control': 'max-age=0' });
      expect([path, again.status, await again.text()]).toEqual([path, 304, '']);
      expect(again.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
      expect((await get(path, { 'if-none-match': '"another"' })).status).toBe(200);
    }
  });

  it('sends pages, worker and schema compressed too, with a tag that comes of their content', async () => {
    for (const path of ['/live', '/worker.js', '/schema.graphql']) {
      const [plain, br] = [
        await get(path, { 'accept-encoding': 'identity' }),
        await get(path, { 'accept-encoding': 'br' }),
      ];
      expect([path, br.headers.get('content-encoding')]).toEqual([path, 'br']);
      expect(await br.text()).toBe(await plain.text());
      expect(plain.headers.get('etag')).toMatch(/^W\/"[\w-]{22}"$/);
      expect(plain.headers.get('last-modified')).toBeNull();
    }
  });

  it('leads the short link of a badge to the page of the delegate', async () => {
    const response = await get('/badge');
    expect([response.status, response.headers.get('location')]).toEqual([302, '/live']);
  });

  it.each(['/hall', '/chair'])('tells %s the public address, as far as there is one', async (path) => {
    const place = (content: string) => `<meta name="public-address" content="${content}">`;
    expect(await (await get(path)).text()).toContain(place(''));
    const known = await aServer({ PUBLIC_URL: 'https://hoinghi.example.vn', PRODUCTION: 'off' });
    const page = await fetch(`${known.app.url}${path}`, { headers: { 'accept-encoding': 'br' } });
    expect(await page.text()).toContain(place('https://hoinghi.example.vn'));
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('etag')).not.toBe((await get(path)).headers.get('etag'));
    await known.close();
  });

  it.each([
    '/no-such-page',
    '/livestock',
    '/live.html',
    '/api/x',
    '/graphiql/x',
    '/schema.graphql.br',
    '/assets',
    '/assets/',
    '/assets/live.js',
    '/assets/%2e%2e/live.html',
    '/assets/../package.json',
    '/assets/%2e%2e/%2e%2e/package.json',
  ])('serves nothing that is not named: %s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it('serves no compressed copy under its own name', async () => {
    const [address = ''] = loads(await (await get('/live')).text());
    expect((await get(`${address}.br`)).status).toBe(404);
  });

  it('serves the schema as text', async () => {
    const response = await get('/schema.graphql');
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await response.text()).toBe(readFileSync(join(project, 'schema', 'api.graphql'), 'utf8'));
  });

  it('shows neither GraphiQL nor the schema where callers may not ask for it, and every other page', async () => {
    const closed = await aServer({ INTROSPECTION: 'off' });
    for (const path of ['/graphiql', '/schema.graphql']) {
      for (const method of ['GET', 'HEAD'])
        expect([path, method, (await fetch(closed.app.url + path, { method })).status]).toEqual([path, method, 404]);
    }
    for (const path of ['/', '/live', '/api']) expect((await fetch(closed.app.url + path)).status).toBe(200);
    await closed.close();
  });

  it.each(['vi', 'en'] as const)('shows first queries that fit the schema, the live one too: %s', async (language) => {
    const first = firstQuery(language);
    expect(await server.ask(first)).toMatchObject({ status: 200, data: { bloc: expect.anything() } });
    const [query = '', live = ''] = first.split('# subscription');
    const both = parse(`${query}subscription${live.replaceAll(/^# ?/gm, '')}`);
    expect(both.definitions).toHaveLength(2);
    expect(validate(buildSchema(await (await get('/schema.graphql')).text()), both)).toEqual([]);
  });

  it('loads /live with less than 120 KB of compressed JavaScript', async () => {
    let bytes = 0;
    for (const address of loads(await (await get('/live')).text()).filter((each) => each.endsWith('.js'))) {
      const response = await get(address, { 'accept-encoding': 'br' });
      bytes += Number(response.headers.get('content-length'));
    }
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(120_000);
  });
});
