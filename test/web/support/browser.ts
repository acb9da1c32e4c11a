import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Where Chromium is; CHROMIUM_PATH says otherwise. Null where there is none. */
export const chromiumPath =
  [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    (path) => path && existsSync(path),
  ) ?? null;

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** All pages of one context in one process, which has started and compiled their scripts once. For `aFreshPage`. */
export const oneProcess = '--process-per-site';

/** Chromium with a profile of its own. The caller closes it. */
export function aBrowser(...more: readonly string[]): Promise<Browser> {
  if (!chromiumPath) throw new Error('no Chromium found: install it or set CHROMIUM_PATH');
  return chromium.launch({ executablePath: chromiumPath, headless: true, args: [...flags, ...more] });
}

/** What went wrong in the pages of a context, as it is found. */
export interface Watched {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Violations of the policy, errors thrown, and failed loads. */
  readonly faults: string[];
  /** Addresses asked of anybody but the server. */
  readonly foreign: string[];
}

type PageOptions = BrowserContextOptions & { readonly language?: 'vi' | 'en' };

/** A page in a context of its own, with the clock of Vietnam, that remembers what it should not have done. Opens nothing yet. */
export async function aPage(browser: Browser, url: string, options: PageOptions = {}): Promise<Watched> {
  return pageIn(await aContext(browser, url, options), url);
}

/** A context with the clock of Vietnam; what it has loaded it keeps for its pages. */
export async function aContext(
  browser: Browser,
  url: string,
  { language = 'vi', ...options }: PageOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: url, timezoneId: 'Asia/Ho_Chi_Minh', ...options });
  // Before the test itself is over, so that it says what it waited for.
  context.setDefaultTimeout(50_000);
  await context.addInitScript((chosen) => localStorage.setItem('giaouoc.language', chosen), language);
  return context;
}

/**
 * A page of a context that was used before, as if it were the first: nobody is signed in and nothing is stored. An
 * answer without scripts stays open beside it, so that the process of the pages does not end with one of them.
 */
export async function aFreshPage(context: BrowserContext, url: string): Promise<Watched> {
  const [stays, ...used] = context.pages();
  if (!stays) await (await context.newPage()).goto(`${url}/healthz`);
  for (const page of used) {
    const session = await context.newCDPSession(page);
    const { origin } = new URL(page.url());
    if (origin !== 'null')
      await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'local_storage,indexeddb' });
    await page.close();
  }
  await context.setOffline(false);
  await context.clearCookies();
  return pageIn(context, url);
}

async function pageIn(context: BrowserContext, url: string): Promise<Watched> {
  const page = await context.newPage();
  const faults: string[] = [];
  const foreign: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  const { host } = new URL(url);
  const look = (address: string) => {
    const asked = new URL(address);
    if (asked.protocol !== 'data:' && asked.host !== host) foreign.push(address);
  };
  page.on('request', (request) => look(request.url()));
  page.on('websocket', (socket) => look(socket.url()));
  return { context, page, faults, foreign };
}
