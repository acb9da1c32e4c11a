import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { aServer, type TestServer } from '../support/server';
import { until } from '../support/until';
import { aBrowser } from '../web/support/browser';
import { describeInBrowser } from '../web/support/describe-in-browser';
import { programsIn } from './programs';

const project = join(__dirname, '..', '..');
const run = promisify(execFile);
const programs = programsIn(project).filter(({ language }) => language === 'js');

/** As an app is bundled for browsers; `ws` is never loaded there. */
const bundling = (names: readonly string[]) => `export default {
  input: ${JSON.stringify(Object.fromEntries(names.map((name) => [name, `./${name}.mjs`])))},
  platform: 'browser',
  transform: { define: { 'process.env.NODE_ENV': '"production"' } },
  output: { dir: 'made', entryFileNames: '[name].js' },
};`;

// A page elsewhere that its operator has listed in ORIGINS, with the programs of README.md and docs/clients.md in it.
describeInBrowser('an example, in a page of another origin', () => {
  let browser: Browser;
  let server: TestServer;
  let elsewhere: Server;
  let origin: string;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'giaouoc-pages-'));
    symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
    elsewhere = createServer((request, response) => {
      const name = (request.url ?? '').slice(1);
      if (!name.endsWith('.js')) {
        response.setHeader('content-type', 'text/html');
        return response.end(`<link rel="icon" href="data:,"><script type="module" src="/${name}.js"></script>`);
      }
      response.setHeader('content-type', 'text/javascript');
      response.end(readFileSync(join(folder, 'made', name)));
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => elsewhere.once('listening', resolve));
    origin = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
    server = await aServer({ ORIGINS: origin }, 'shipped');
    const names = programs.map((_, index) => `example-${index}`);
    for (const [index, { text }] of programs.entries())
      writeFileSync(
        join(folder, `example-${index}.mjs`),
        text.replaceAll('localhost:4000', new URL(server.app.url).host),
      );
    writeFileSync(join(folder, 'rolldown.config.mjs'), bundling(names));
    await run(join(project, 'node_modules', '.bin', 'rolldown'), ['-c', 'rolldown.config.mjs'], { cwd: folder });
    browser = await aBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    elsewhere?.close();
    rmSync(folder, { recursive: true });
  });

  it.each(programs.map(({ name }, index) => [name, index] as const))('runs as it stands: %s', async (_, index) => {
    const page = await browser.newPage();
    const said: string[] = [];
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => (message.type() === 'error' ? faults : said).push(message.text()));
    await page.goto(`${origin}/example-${index}`);
    await until(() => said.length + faults.length > 0);
    expect(faults).toEqual([]);
    expect(said[0]).toMatch(/"?(state|sequence|serverTime|data|role)"?:/);
    await page.close();
  });
});
