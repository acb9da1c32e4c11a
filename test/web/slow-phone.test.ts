import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { anOpenPoll } from '../support/ballots';
import { at } from '../support/hall';
import { aBrowser, aPage } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { phoneSize } from './support/phone';
import { aStage, letIn, type Stage } from './support/stage';

/** A cheap phone on a poor network: Chromium's own throttling. */
const slow = { cpu: 6, bytesPerSecond: 400_000 / 8, latencyMs: 300 };
const contentWithinMs = 3_000;
const voteWithinMs = 5_000;
const mostScriptBytes = 120 * 1_024;

describeInBrowser('/live on a slow phone', () => {
  let browser: Browser;
  let stage: Stage;
  beforeAll(async () => {
    [browser, stage] = await Promise.all([aBrowser(), aStage()]);
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.server.close();
  });

  async function throttle(page: Page): Promise<void> {
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.setCacheDisabled', { cacheDisabled: true });
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: slow.latencyMs,
      downloadThroughput: slow.bytesPerSecond,
      uploadThroughput: slow.bytesPerSecond,
    });
    await session.send('Emulation.setCPUThrottlingRate', { rate: slow.cpu });
  }

  interface Figures {
    readonly painted: number;
    readonly content: number;
    readonly vote: number;
  }

  async function measure(): Promise<Figures> {
    const watched = await aPage(browser, stage.server.app.url, { viewport: phoneSize });
    const { page, context } = watched;
    await letIn(watched, stage, at(stage.hall.delegates, 0));
    // The page says by its own clock when each is there; looking from outside would be slowed down with it.
    await page.addInitScript(() => {
      const seen: { content?: number; vote?: number } = {};
      Object.assign(globalThis, { seen });
      new MutationObserver(() => {
        if (document.querySelector('main')?.textContent) seen.content ??= performance.now();
        const ready = [...document.querySelectorAll<HTMLInputElement>('input[type=radio]')].some(
          (one) => !one.disabled,
        );
        if (ready) seen.vote ??= performance.now();
      }).observe(document, { childList: true, subtree: true });
    });
    await throttle(page);
    await page.goto('/live', { waitUntil: 'commit' });
    await page.getByRole('radio').first().waitFor({ timeout: 20_000 });
    const figures = await page.evaluate(() => ({
      ...(globalThis as any).seen,
      painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
    }));
    await context.close();
    const text = ['painted', 'content', 'vote'].map((name) => `${name} ${Math.round(figures[name])} ms`).join(', ');
    process.stderr.write(`/live, CPU ÷ ${slow.cpu}, 400 kbit/s, ${slow.latencyMs} ms: ${text}\n`);
    return figures;
  }

  const within = ({ painted, content, vote }: Figures) =>
    Math.max(painted, content) <= contentWithinMs && vote <= voteWithinMs;

  it('prints how soon it shows its content and takes a vote, aimed at 3 s and 5 s', async () => {
    await anOpenPoll(stage.hall);
    // Chromium slows the processor down from whatever the machine's other work leaves: the best of three tries counts.
    let best = await measure();
    for (let tries = 1; tries < 3 && !within(best); tries += 1) {
      const next = await measure();
      if (next.vote < best.vote) best = next;
    }
    if (!within(best)) process.stderr.write('/live is slower than aimed at, or this machine is busy\n');
    // A busy machine must not fail it, and a page that has grown twice as slow must.
    expect(best.content).toBeLessThanOrEqual(2 * contentWithinMs);
    expect(best.vote).toBeLessThanOrEqual(2 * voteWithinMs);
  });

  it('loads at most 120 KB of compressed scripts', async () => {
    const { page, context } = await aPage(browser, stage.server.app.url);
    const scripts: string[] = [];
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (pathname.endsWith('.js')) scripts.push(pathname);
    });
    await page.goto('/live');
    await page.locator('h1').waitFor();
    const dist = join(__dirname, '..', '..', 'web', 'dist');
    const bytes = scripts.reduce((sum, path) => sum + readFileSync(join(dist, `${path}.br`)).length, 0);
    process.stderr.write(`/live loads ${scripts.length} scripts, ${(bytes / 1_024).toFixed(1)} KB compressed\n`);
    expect(scripts.length).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(mostScriptBytes);
    await context.close();
  });
});
