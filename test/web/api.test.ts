import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { type CodeRow, codes } from '../../src/errors/codes';
import { aServer, type TestServer } from '../support/server';
import { seriousFaults } from './support/axe';
import { aBrowser, aPage, type Watched } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';

const run = promisify(execFile);
const cwd = join(__dirname, '..', '..');

describeInBrowser('the page for authors of apps', () => {
  let browser: Browser;
  let server: TestServer;
  let watched: Watched;
  beforeAll(async () => {
    [browser, server] = await Promise.all([aBrowser(), aServer({}, 'shipped')]);
    watched = await aPage(browser, server.app.url);
    await watched.page.goto('/api');
    // Once the example for a conference has its id.
    await watched.page.getByText('Ảnh chụp một hội nghị').waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const cellsOf = (page: Page) =>
    page
      .getByTestId('codes')
      .locator('tbody tr')
      .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
  const textOf = async (name: string) => (await watched.page.locator(`[data-example=${name}]`).textContent()) ?? '';

  it('has nothing seriously wrong, and leads to the schema', async () => {
    const { page, faults } = watched;
    expect([...(await seriousFaults(page))]).toEqual([]);
    const address = await page.getByRole('link', { name: 'Tải lược đồ về' }).getAttribute('href');
    const schema = await fetch(`${server.app.url}${address}`);
    expect(await schema.text()).toContain('type Conference implements Node');
    expect(faults).toEqual([]);
  });

  it.each(['vi', 'en'] as const)(
    'lists every error code with its status, what to do and what people are told: %s',
    async (language) => {
      const { page, context } = await aPage(browser, server.app.url, {
        language,
        viewport: { width: 360, height: 740 },
      });
      await page.goto('/api');
      await page.getByText(/^(Mọi mã lỗi|Every error code) /).click();
      expect(await cellsOf(page)).toEqual(
        Object.entries<CodeRow>(codes).map(([code, { status, meaning, [language]: told }]) => [
          code,
          String(status),
          meaning[language].replaceAll('`', ''),
          told,
        ]),
      );
      expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
      expect([...(await seriousFaults(page))]).toEqual([]);
      await context.close();
    },
  );

  it('copies an example whole', async () => {
    const { page, context } = watched;
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Sao chép: Truy vấn bằng curl' }).click();
    await page.getByText('Đã sao chép').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await textOf('query'));
  });

  it('has a query for curl that runs', async () => {
    const { stdout } = await run('bash', ['-c', await textOf('query')]);
    expect(JSON.parse(stdout).data.blocs.nodes[0].name.vi).toContain('5 thành phố');
  });

  it('has a stream for curl that runs', async () => {
    const curl = spawn('bash', ['-c', `exec ${await textOf('stream')}`]);
    let heard = '';
    for await (const part of curl.stdout) {
      heard += String(part);
      if (heard.includes('"sequence"')) break;
    }
    expect(heard).toContain('event: next');
    curl.kill();
    if (curl.exitCode === null && curl.signalCode === null) await once(curl, 'exit');
  });

  /** The first line that a program prints, which then is ended: it would follow on. */
  const firstLineOf = async (command: string, args: readonly string[], folder: string): Promise<string> => {
    const program = spawn(command, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      for await (const line of createInterface({ input: program.stdout })) return line;
      throw new Error('It ended without a word.');
    } finally {
      program.kill();
      if (program.exitCode === null && program.signalCode === null) await once(program, 'exit');
    }
  };
  /** What the examples follow: the newest conference, and its newest poll. */
  const followed = { sequence: expect.any(Number), conference: { name: { vi: expect.stringContaining('giao ước') } } };

  it('has steps for Relay that run', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'giaouoc-relay-'));
    try {
      symlinkSync(join(cwd, 'node_modules'), join(folder, 'node_modules'));
      expect(JSON.parse(await firstLineOf('sh', ['-c', await textOf('relay')], folder))).toMatchObject(followed);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('says the conventions in both languages', async () => {
    const english = await aPage(browser, server.app.url, { language: 'en', viewport: { width: 360, height: 740 } });
    await english.page.goto('/api');
    await english.page.getByText('Never replace a higher sequence').waitFor();
    expect(await english.page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
    expect([...(await seriousFaults(english.page))]).toEqual([]);
    await english.context.close();
    await watched.page.getByText('không làm hai lần').waitFor();
  });

  it.each(['plain', 'socket', 'apollo', 'urql'])('has a program for Node that runs: %s', async (name) => {
    const first = await firstLineOf('node', ['--input-type=module', '-e', await textOf(name)], cwd);
    expect(JSON.parse(first)).toMatchObject({
      ...followed,
      conference: { ...followed.conference, polls: { nodes: [] } },
    });
  });
});
