import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { IsNull, Not } from 'typeorm';
import { linkIdentity, unlinkIdentity } from '../../../src/auth/oidc/link-identity';
import { revokeAccount } from '../../../src/auth/revoke-account';
import { Session } from '../../../src/auth/session';
import { Role, type Viewer } from '../../../src/graphql/authorize/viewer';
import { freshDatabase, type TestDatabase } from '../../support/database';
import { aHall, aViewer, type Hall } from '../../support/hall';
import { endWithUs } from '../../support/leftovers';
import { aServerProcess, type ServerProcess } from '../../support/process';
import { freePort } from '../../support/redis';

let database: TestDatabase;
let hall: Hall;
let server: ServerProcess;
let provider: ChildProcess;
let issuer: string;

/** A server that knows the provider. */
async function aServerOf(settings: Record<string, string>, port?: number): Promise<ServerProcess> {
  const own = port ?? (await freePort());
  return aServerProcess({
    DATABASE_URL: database.url,
    PORT: String(own),
    PUBLIC_URL: `http://127.0.0.1:${own}`,
    PRODUCTION: 'off',
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: 'giaouoc',
    OIDC_CLIENT_SECRET: 'a-secret-that-only-tests-know',
    LOG_LEVEL: 'silent',
    ...settings,
  });
}

beforeAll(async () => {
  database = await freshDatabase();
  const [port, providerPort] = [await freePort(), await freePort()];
  const home = `http://127.0.0.1:${port}`;
  issuer = `http://127.0.0.1:${providerPort}`;
  const script = join(__dirname, 'provider.mjs');
  const args = [script, String(providerPort), `${home}/oidc/callback`, `${home}/chair`];
  provider = endWithUs(spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] }));
  await once(provider.stdout as NodeJS.ReadableStream, 'data');
  server = await aServerOf({}, port);
});
afterAll(async () => {
  await server?.terminate();
  provider?.kill();
  await database.drop();
});
beforeEach(async () => {
  hall = await aHall(database.db);
  await database.db.query('delete from identity');
});

/** A browser with cookies, which follows redirects as far as it is told. */
class Browser {
  readonly cookies = new Map<string, string>();

  async get(address: string): Promise<Response> {
    const { host } = new URL(address);
    const own = [...this.cookies].filter(([key]) => key.startsWith(`${host} `));
    const cookie = own.map(([key, value]) => `${key.slice(host.length + 1)}=${value}`).join('; ');
    const response = await fetch(address, { redirect: 'manual', headers: cookie ? { cookie } : {} });
    for (const each of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(each) as unknown as [string, string, string];
      if (value === '') this.cookies.delete(`${host} ${name}`);
      else this.cookies.set(`${host} ${name}`, value);
    }
    return response;
  }

  /** Goes on until the next address begins so; @returns that address, without going there */
  async until(address: string, beginning: string): Promise<string> {
    let next = address;
    while (!next.startsWith(beginning)) {
      const { headers } = await this.get(next);
      next = new URL(headers.get('location') ?? '', next).href;
    }
    return next;
  }

  /** The cookie of the server of this name, to change it. */
  own(name: string): string {
    return `${new URL(server.url).host} ${name}`;
  }

  async me(): Promise<{ role: string; name: string }> {
    const cookie = this.cookies.get(this.own('giaouoc'));
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(cookie ? { cookie: `giaouoc=${cookie}` } : {}) },
      body: JSON.stringify({ query: '{ me { role name } }' }),
    });
    return ((await response.json()) as { data: { me: { role: string; name: string } } }).data.me;
  }
}

/** The way of somebody whom the provider calls `subject`, up to the address that leads back. */
async function comingBack(subject: string): Promise<{ browser: Browser; back: string }> {
  await fetch(`${issuer}/as/${subject}`, { method: 'POST' });
  const browser = new Browser();
  const back = await browser.until(`${server.url}/oidc/sign-in`, `${server.url}/oidc/callback`);
  return { browser, back };
}

const link = (viewer: Viewer, subject: string) =>
  linkIdentity(database.db, hall.administrator, { accountId: viewer.accountId as string, issuer, subject });

describe('sign-in by an OpenID provider', () => {
  it('opens a session of the account that is linked, and ends it here and there', async () => {
    await link(hall.secretary, 'thu-ky');
    const { browser, back } = await comingBack('thu-ky');
    const response = await browser.get(back);
    expect([response.status, response.headers.get('location')]).toEqual([303, '/chair']);
    const session = response.headers.getSetCookie().find((each) => each.startsWith('giaouoc=')) as string;
    expect(session).toMatch(/; HttpOnly; SameSite=Strict$/);
    expect(await browser.me()).toEqual({ role: 'SECRETARY', name: hall.secretary.name });

    // Whom an administrator links after asking for an act cannot confirm it (confirmation/hold-pending-act).
    const ownSession = { accountId: hall.secretary.accountId as string, givenAt: Not(IsNull()) };
    const opened = await database.db.manager.findBy(Session, ownSession);
    expect(opened.map(({ givenIn }) => givenIn)).toEqual([hall.administrator.sessionId]);

    const out = await browser.get(`${server.url}/oidc/sign-out`);
    const leave = new URL(out.headers.get('location') as string);
    expect(leave.origin + leave.pathname).toBe(`${issuer}/session/end`);
    expect(leave.searchParams.get('post_logout_redirect_uri')).toBe(`${server.url}/chair`);
    // By it the provider knows whom it is to sign out, and for whom.
    const [, payload = ''] = (leave.searchParams.get('id_token_hint') ?? '').split('.');
    const hint = JSON.parse(Buffer.from(payload, 'base64url').toString());
    expect(hint).toMatchObject({ iss: issuer, sub: 'thu-ky', aud: 'giaouoc' });
    expect((await browser.me()).role).toBe('PUBLIC');
    browser.cookies.set(browser.own('giaouoc'), /giaouoc=([^;]*)/.exec(session)?.[1] as string);
    expect((await browser.me()).role).toBe('PUBLIC');
  });

  it('leads who works for a bloc to the page of the year, not to the desk', async () => {
    await link(await aViewer(database.db, Role.STAFF), 'can-bo');
    const { browser, back } = await comingBack('can-bo');
    expect((await browser.get(back)).headers.get('location')).toBe('/office');
    expect(await browser.me()).toMatchObject({ role: 'STAFF' });
  });

  it('asks for a code with PKCE, state and nonce', async () => {
    const response = await new Browser().get(`${server.url}/oidc/sign-in`);
    const asked = Object.fromEntries(new URL(response.headers.get('location') as string).searchParams);
    expect(asked).toEqual({
      client_id: 'giaouoc',
      response_type: 'code',
      scope: 'openid',
      redirect_uri: `${server.url}/oidc/callback`,
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    const kept = response.headers.getSetCookie()[0];
    expect(kept).toMatch(/^giaouoc-oidc=[\w-]+; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it('tells whom nobody has linked what to give to the administrator', async () => {
    const { browser, back } = await comingBack('a<b>');
    const response = await browser.get(back);
    expect(response.status).toBe(403);
    expect(await response.text()).toContain(`<pre>${issuer}\na&#60;b&#62;</pre>`);
    expect((await browser.me()).role).toBe('PUBLIC');
  });

  it('refuses another state, another nonce, another verifier, and a browser that began nothing', async () => {
    await link(hall.chair, 'chu-toa');
    const changed = (part: 'state' | 'nonce' | 'verifier') => async (browser: Browser, back: string) => {
      const key = browser.own('giaouoc-oidc');
      const flow = JSON.parse(Buffer.from(browser.cookies.get(key) as string, 'base64url').toString());
      flow[part] = `${flow[part]}`.split('').reverse().join('');
      browser.cookies.set(key, Buffer.from(JSON.stringify(flow)).toString('base64url'));
      return back;
    };
    for (const wrong of [
      changed('state'),
      changed('nonce'),
      changed('verifier'),
      async (_browser: Browser, back: string) => back.replace(/state=[\w-]{10}/, 'state=0123456789'),
      async (browser: Browser, back: string) => {
        browser.cookies.delete(browser.own('giaouoc-oidc'));
        return back;
      },
      async () => `${server.url}/oidc/callback`,
    ]) {
      const { browser, back } = await comingBack('chu-toa');
      const response = await browser.get(await wrong(browser, back));
      expect([response.status, (await browser.me()).role]).toEqual([400, 'PUBLIC']);
    }
  });

  it('refuses a code that was used', async () => {
    await link(hall.chair, 'chu-toa');
    const { browser, back } = await comingBack('chu-toa');
    const key = browser.own('giaouoc-oidc');
    const flow = browser.cookies.get(key) as string;
    expect((await browser.get(back)).status).toBe(303);
    expect((await browser.get(back)).status).toBe(400);
    browser.cookies.set(key, flow);
    expect((await browser.get(back)).status).toBe(400);
  });

  it('refuses a revoked account, and whom an administrator has unlinked', async () => {
    await link(hall.observer, 'quan-sat');
    await link(hall.secretary, 'thu-ky');
    const before = await comingBack('thu-ky');
    await before.browser.get(before.back);
    await revokeAccount(database.db, hall.administrator, { accountId: hall.observer.accountId as string });
    await unlinkIdentity(database.db, hall.administrator, { issuer, subject: 'thu-ky' });
    for (const subject of ['quan-sat', 'thu-ky']) {
      const { browser, back } = await comingBack(subject);
      expect((await browser.get(back)).status).toBe(403);
    }
    expect((await before.browser.me()).role).toBe('PUBLIC');
  });

  it('goes on without the word of the provider where the browser has not kept it', async () => {
    const out = await new Browser().get(`${server.url}/oidc/sign-out`);
    const leave = new URL(out.headers.get('location') as string);
    expect([leave.pathname, leave.searchParams.has('id_token_hint')]).toEqual(['/session/end', false]);
  });

  it('counts with wrong badge codes, and looks at nothing more once there were too many', async () => {
    await link(hall.chair, 'chu-toa');
    const limited = await aServerOf({ SIGN_IN_TRIES_PER_MINUTE: '3' });
    const callback = () => new Browser().get(`${limited.url}/oidc/callback?code=x&state=y`);
    const guess = '{"query":"mutation { signIn(input: { code: \\"AAAA-AAAA-AAAA\\" }) { token } }"}';
    for (let n = 0; n < 3; n += 1) expect((await callback()).status).toBe(400);
    const refused = await callback();
    expect([refused.status, Number(refused.headers.get('retry-after'))]).toEqual([429, expect.any(Number)]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.text()).toContain('Thử quá nhiều lần');
    const byBadge = await fetch(`${limited.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: guess,
    });
    expect(await byBadge.text()).toContain('TOO_MANY_TRIES');
    await limited.terminate();
  });

  it('is offered on the page of the desk, where it is configured', async () => {
    const page = async (url: string) => (await fetch(`${url}/chair`)).text();
    expect(await page(server.url)).toContain('<meta name="oidc" content="on">');
  });

  it('says that the provider is away, and goes on with badges', async () => {
    const lonely = await aServerOf({ OIDC_ISSUER: 'http://127.0.0.1:9' });
    const response = await fetch(`${lonely.url}/oidc/sign-in`, { redirect: 'manual' });
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('đăng nhập bằng mã thẻ');
    expect((await fetch(`${lonely.url}/readyz`)).status).toBe(200);
    await lonely.terminate();
  });
});
