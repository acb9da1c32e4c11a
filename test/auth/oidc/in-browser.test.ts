import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { linkIdentity } from '../../../src/auth/oidc/link-identity';
import { freshDatabase, type TestDatabase } from '../../support/database';
import { aHall } from '../../support/hall';
import { endWithUs } from '../../support/leftovers';
import { aServerProcess, type ServerProcess } from '../../support/process';
import { freePort } from '../../support/redis';
import { aBrowser, aPage } from '../../web/support/browser';
import { describeInBrowser } from '../../web/support/describe-in-browser';

describeInBrowser('sign-in by an OpenID provider, in a browser', () => {
  let database: TestDatabase;
  let server: ServerProcess;
  let provider: ChildProcess;
  let browser: Browser;
  let issuer: string;
  beforeAll(async () => {
    database = await freshDatabase();
    const [port, providerPort] = [await freePort(), await freePort()];
    const home = `http://127.0.0.1:${port}`;
    // Another site to a browser, as the provider of an organisation is: cookies of ours are not sent along from there.
    issuer = `http://localhost:${providerPort}`;
    const args = [String(providerPort), `${home}/oidc/callback`, `${home}/chair`, 'localhost'];
    const script = join(__dirname, 'provider.mjs');
    provider = endWithUs(spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'ignore'] }));
    await once(provider.stdout as NodeJS.ReadableStream, 'data');
    server = await aServerProcess({
      ...{ DATABASE_URL: database.url, PORT: String(port), PUBLIC_URL: home, PRODUCTION: 'off', LOG_LEVEL: 'silent' },
      ...{ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'giaouoc', OIDC_CLIENT_SECRET: 'a-secret-that-only-tests-know' },
    });
    browser = await aBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.terminate();
    provider?.kill();
    await database.drop();
  });

  it('leads from the desk to the provider and back, and out at both', async () => {
    const hall = await aHall(database.db);
    const accountId = hall.secretary.accountId as string;
    await linkIdentity(database.db, hall.administrator, { accountId, issuer, subject: 'thu-ky' });
    await fetch(`${issuer}/as/thu-ky`, { method: 'POST' });
    const { page } = await aPage(browser, server.url);
    await page.goto('/chair');
    await page.locator('a[href="/oidc/sign-in"]').click();
    await page.locator('button[name=go]').click();
    await page.getByRole('button', { name: 'Đăng xuất' }).waitFor();
    expect(page.url()).toBe(`${server.url}/chair`);
    expect(await page.context().cookies(server.url)).toEqual([
      expect.objectContaining({ name: 'giaouoc', sameSite: 'Strict', httpOnly: true }),
    ]);

    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.locator('a[href="/oidc/sign-out"]').click();
    // The provider asks itself whether they mean it.
    await page.locator('button[name=logout]').first().click();
    await page.locator('a[href="/oidc/sign-in"]').waitFor();
    expect(page.url().startsWith(`${server.url}/chair`)).toBe(true);
    expect(await page.context().cookies(`${server.url}/oidc/sign-out`)).toEqual([]);
    const atProvider = await page.context().cookies(issuer);
    expect(atProvider.filter(({ name }) => name === '_session')).toHaveLength(0);
  });
});
