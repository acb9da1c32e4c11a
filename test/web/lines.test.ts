import type { Browser, Page, WebSocketRoute } from 'playwright-core';
import { aServer, type TestServer } from '../support/server';
import { until } from '../support/until';
import { type Assembly, anAssembly } from './support/assembly';
import { aBrowser, aPage, type Watched } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { isLive, phoneSize } from './support/phone';
import { letIn } from './support/stage';

describeInBrowser('the lines of a page', () => {
  let browser: Browser;
  let server: TestServer;
  let assembly: Assembly;
  const open: Watched[] = [];
  beforeAll(async () => {
    [browser, server] = await Promise.all([aBrowser(), aServer({}, 'shipped')]);
  });
  beforeEach(async () => {
    assembly = await anAssembly(server, { people: 8 });
  });
  afterEach(async () => {
    for (const { context } of open.splice(0)) await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /** The page of the last delegate, who has cast nothing; not opened yet. */
  async function aDelegate(): Promise<Watched> {
    const watched = await aPage(browser, server.app.url, { viewport: phoneSize });
    open.push(watched);
    await letIn(watched, assembly, assembly.delegates[4]!);
    return watched;
  }
  const turnout = (page: Page, count: number) => page.getByText(`Đã biểu quyết ${count}/5 đơn vị`).first().waitFor();
  /** Writes down what the page shows of itself, each time it changes, with the time of the page. */
  const watch = (page: Page, selector: string, attribute: string | null) =>
    page.evaluate(
      ([sought, name]) => {
        const seen: { readonly value: string; readonly at: number }[] = [];
        const look = () => {
          const element = document.querySelector(sought);
          const value = (name ? element?.getAttribute(name) : element?.textContent) ?? '';
          if (seen.at(-1)?.value !== value) seen.push({ value, at: Date.now() });
        };
        look();
        new MutationObserver(look).observe(document, {
          ...{ subtree: true, childList: true, characterData: true, attributes: true },
        });
        Object.assign(globalThis, { seen });
      },
      [selector, attribute] as const,
    );
  const seenOn = (page: Page) =>
    page.evaluate(() => (globalThis as any).seen as readonly { readonly value: string; readonly at: number }[]);
  const mark = '[role=status][data-state]';

  it('fall to streams soon after the first try when a socket that worked is lost for good', async () => {
    const pollId = await assembly.openPoll();
    const { page } = await aDelegate();
    let blocked = false;
    let triedAt: number | null = null;
    let socket: WebSocketRoute | null = null;
    await page.routeWebSocket('**/graphql', (route) => {
      if (blocked) {
        triedAt ??= Date.now();
        return;
      }
      route.connectToServer();
      socket = route;
    });
    await page.goto('/live');
    await isLive(page);
    await turnout(page, 0);
    const streamed = page.waitForRequest('**/graphql/stream').then(() => Date.now());
    blocked = true;
    await (socket as WebSocketRoute | null)?.close({ code: 1012 });
    // 0.7 s, and what a busy machine adds.
    expect((await streamed) - (triedAt ?? 0)).toBeLessThan(2_000);
    await assembly.vote(pollId, ['YES']);
    await turnout(page, 1);
    await isLive(page);
    blocked = false;
    // A try that nobody answers is given up, and the next one carries again.
    const ended = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/graphql/stream'));
    await ended;
    await assembly.act('castBallot', { pollId, choices: ['NO'] }, assembly.delegates[1]);
    await turnout(page, 2);
  });

  it('raise no mark over a network that takes long and still carries', async () => {
    const { page } = await aDelegate();
    const delayMs = 750;
    let answers = 0;
    await page.routeWebSocket('**/graphql', (route) => {
      const far = route.connectToServer();
      route.onMessage((text) => void setTimeout(() => far.send(text), delayMs));
      far.onMessage((text) => {
        if (String(text).includes('"pong"')) answers += 1;
        setTimeout(() => route.send(text), delayMs);
      });
    });
    await page.goto('/live');
    await isLive(page);
    await watch(page, mark, 'data-state');
    // One a second where nothing else runs.
    for (const enough of [4, 8]) await until(() => answers >= enough);
    expect((await seenOn(page)).map(({ value }) => value)).toEqual(['live']);
  });

  it('mark what is shown once nothing has come for 3 s, and not much later', async () => {
    const { page } = await aDelegate();
    let silent = false;
    let heardAt = 0;
    await page.routeWebSocket('**/graphql', (route) => {
      const far = route.connectToServer();
      far.onMessage((text) => {
        if (silent) return;
        heardAt = Date.now();
        route.send(text);
      });
    });
    await page.goto('/live');
    await isLive(page);
    await watch(page, mark, 'data-state');
    silent = true;
    await page.locator('[role=status][data-state=stale]').waitFor();
    const [, marked] = await seenOn(page);
    const silentMs = (marked?.at ?? 0) - heardAt;
    expect(silentMs).toBeGreaterThanOrEqual(2_900);
    expect(silentMs).toBeLessThan(5_000);
    silent = false;
    await isLive(page);
  });

  it('never show an older state after a newer one, whatever comes late', async () => {
    const pollId = await assembly.openPoll();
    const { page } = await aDelegate();
    const passed: string[] = [];
    let socket: WebSocketRoute | null = null;
    await page.routeWebSocket('**/graphql', (route) => {
      socket = route;
      route.connectToServer().onMessage((text) => {
        if (String(text).includes('pollTally')) passed.push(String(text));
        route.send(text);
      });
    });
    await page.goto('/live');
    await turnout(page, 0);
    await watch(page, '[data-testid=tally] [data-code=YES] strong', null);
    await assembly.vote(pollId, ['YES'], ['YES']);
    await turnout(page, 2);
    // All that came before comes once more, the oldest last; a new state shows that it was read.
    for (const text of passed.toReversed()) (socket as WebSocketRoute | null)?.send(text);
    await assembly.act('castBallot', { pollId, choices: ['YES'] }, assembly.delegates[2]);
    await turnout(page, 3);
    const counts = (await seenOn(page)).map(({ value }) => Number(value));
    expect(passed.length).toBeGreaterThanOrEqual(3);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(counts.at(-1)).toBe(3);
  });

  it.each([-1, 1])('say all times by the clock of the server where that of the machine is %s h off', async (hours) => {
    await assembly.openPoll({}, 2);
    const { page, context } = await aDelegate();
    await page.addInitScript((skewMs) => {
      const Real = Date;
      globalThis.Date = class extends Real {
        constructor(...given: []) {
          if (given.length === 0) super(Real.now() + skewMs);
          else super(...given);
        }
        static override now() {
          return Real.now() + skewMs;
        }
      } as DateConstructor;
    }, hours * 3_600_000);
    await page.goto('/live');
    await isLive(page);
    await page
      .getByRole('timer')
      .filter({ hasText: /Còn 0[12]:\d\d/ })
      .waitFor();
    await context.setOffline(true);
    const told = page.getByText(/^Mất kết nối từ/);
    await told.waitFor();
    const at = /\d\d:\d\d:\d\d/;
    const [shown] = at.exec((await told.textContent()) ?? '') ?? [];
    const [alsoShown] = at.exec((await page.getByText(/^Số liệu đến/).textContent()) ?? '') ?? [];
    expect(alsoShown).toBe(shown);
    // Pages say the time in Viet Nam, seven hours ahead of UTC all year.
    const there = new Date(Date.now() + 7 * 3_600_000);
    const offMs = Math.abs(there.getTime() - Date.parse(`${there.toISOString().slice(0, 10)}T${shown}Z`));
    expect(Math.min(offMs, 86_400_000 - offMs)).toBeLessThan(60_000);
  });
});
