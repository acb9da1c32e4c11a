import type { Browser } from 'playwright-core';
import { aServer, type TestServer } from '../support/server';
import { type Assembly, anAssembly } from './support/assembly';
import { aBrowser, aPage } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { aPhone } from './support/phone';

describeInBrowser('a page for who listens or needs calm', () => {
  let browser: Browser;
  let server: TestServer;
  let assembly: Assembly;
  beforeAll(async () => {
    [browser, server] = await Promise.all([aBrowser(), aServer({}, 'shipped')]);
    assembly = await anAssembly(server, { people: 8 });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('reads the newest of each of two open polls aloud, one at a time, at most every 5 s', async () => {
    const named = (vi: string) => ({ question: { vi, en: null } });
    const polls = [
      await assembly.openPoll(named('Câu hỏi thứ nhất?')),
      await assembly.openPoll(named('Câu hỏi thứ hai?')),
    ];
    const { page, context } = await aPhone(browser, assembly, assembly.delegates[4]!);
    // Of several votes the counts are folded, and read aloud all the same.
    await page.getByTestId('tally').nth(1).waitFor({ state: 'attached' });
    await page.evaluate(() => {
      const region = document.querySelector('[class*=unseen][aria-live]');
      const said: { readonly text: string; readonly at: number }[] = [];
      if (!region) throw new Error('nothing reads aloud');
      new MutationObserver(() => said.push({ text: region.textContent ?? '', at: performance.now() })).observe(region, {
        ...{ childList: true, characterData: true, subtree: true },
      });
      Object.assign(globalThis, { said });
    });
    const said = () =>
      page.evaluate(() => (globalThis as any).said as readonly { readonly text: string; readonly at: number }[]);
    await assembly.vote(polls[0]!, ['YES'], ['YES'], ['NO']);
    await assembly.vote(polls[1]!, ['NO'], ['NO'], ['NO']);
    await page.getByText('Đã biểu quyết 3/5 đơn vị').nth(1).waitFor({ state: 'attached' });
    // Each waits its turn and none is lost; of what was true in between little is read.
    const told = (text: string) =>
      page.waitForFunction(
        (sought) => (globalThis as any).said.some((each: { readonly text: string }) => each.text.startsWith(sought)),
        text,
      );
    await Promise.all([
      told('Biểu quyết số 1. Tán thành 2. Không tán thành 1'),
      told('Biểu quyết số 2. Tán thành 0. Không tán thành 3'),
    ]);
    const all = await said();
    expect(all.length).toBeLessThanOrEqual(4);
    const gaps = all.slice(1).map(({ at }, n) => at - (all[n]?.at ?? 0));
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(4_900);
    await context.close();
  });

  it.each(['reduce', 'no-preference'] as const)(
    'moves only where the machine says nothing against it: %s',
    async (wish) => {
      await assembly.sign(0).catch(() => undefined);
      const { page, context } = await aPage(browser, server.app.url, { reducedMotion: wish });
      await page.goto(`/hall/${assembly.slug}`);
      await page.locator('[data-state=live]').waitFor();
      await page.locator('[data-stage=polls]').waitFor();
      const moving = await page.evaluate(
        () =>
          [...document.querySelectorAll('*')].filter((element) =>
            [null, '::before', '::after'].some((part) => {
              const { animationName, transitionDuration } = getComputedStyle(element, part);
              return animationName !== 'none' || transitionDuration.split(', ').some((each) => each !== '0s');
            }),
          ).length,
      );
      if (wish === 'reduce') expect(moving).toBe(0);
      else expect(moving).toBeGreaterThan(0);
      await context.close();
    },
  );
});
