import type { Browser } from 'playwright-core';
import { anOpenPoll } from '../support/ballots';
import { at } from '../support/hall';
import { aBrowser, aPage } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { phoneSize } from './support/phone';
import { aStage, letIn, type Stage } from './support/stage';
import { type Moved, trafficOf } from './support/traffic';

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
    await anOpenPoll(stage.hall);
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.server.close();
  });

  interface Figures {
    /** When it was there, in milliseconds from the start, and what had been moved until then. */
    readonly content: Moved & { readonly ms: number };
    readonly vote: Moved & { readonly ms: number };
  }

  /** A first visit with an empty store, signed in, until a ballot can be filled in. */
  async function visit({ throttled }: { readonly throttled: boolean }): Promise<Figures> {
    const watched = await aPage(browser, stage.server.app.url, { viewport: phoneSize });
    const { page, context } = watched;
    await letIn(watched, stage, at(stage.hall.delegates, 0));
    // The page says by its own clock when each is there; looking from outside would be slowed down with it.
    await page.addInitScript(() => {
      const seen: { vote?: number } = {};
      Object.assign(globalThis, { seen });
      new MutationObserver(() => {
        const ready = [...document.querySelectorAll<HTMLInputElement>('input[type=radio]')].some(
          (one) => !one.disabled,
        );
        if (ready) seen.vote ??= performance.now();
      }).observe(document, { childList: true, subtree: true });
    });
    const traffic = await trafficOf(page);
    const { session } = traffic;
    await session.send('Network.setCacheDisabled', { cacheDisabled: true });
    if (throttled) {
      await session.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: slow.latencyMs,
        downloadThroughput: slow.bytesPerSecond,
        uploadThroughput: slow.bytesPerSecond,
      });
      await session.send('Emulation.setCPUThrottlingRate', { rate: slow.cpu });
    }
    await page.goto('/live', { waitUntil: 'commit' });
    await page.getByRole('radio').first().waitFor({ timeout: 120_000 });
    const times = await page.evaluate(() => ({
      origin: performance.timeOrigin,
      vote: (globalThis as any).seen.vote as number,
      content: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.POSITIVE_INFINITY,
    }));
    const figure = (ms: number) => ({ ms, ...traffic.until(times.origin + ms) });
    const figures = { content: figure(times.content), vote: figure(times.vote) };
    await context.close();
    return figures;
  }

  /** How long the network alone takes for that much, over that many round trips. */
  const networkMs = ({ bytes, trips }: Moved) => trips * slow.latencyMs + (1_000 * bytes) / slow.bytesPerSecond;

  it('moves so little, in so few round trips, that 3 s and 5 s are kept by the network; prints the times', async () => {
    const { content, vote } = await visit({ throttled: true });
    const line = (name: string, limitMs: number, figure: Figures['vote']) =>
      `  ${name}: ${Math.round(figure.ms)} ms of ${limitMs}; ${(figure.bytes / 1_024).toFixed(1)} KB in ${figure.trips} round trips, ` +
      `for which the network takes ${Math.round(networkMs(figure))} ms\n`;
    process.stderr.write(
      `/live, CPU ÷ ${slow.cpu}, 400 kbit/s, ${slow.latencyMs} ms:\n` +
        line('first content', contentWithinMs, content) +
        line('a vote possible', voteWithinMs, vote),
    );
    // Time is not asserted: Chromium slows the processor down from whatever the machine's other work leaves. What is
    // counted is the same on every machine.
    expect(content.trips).toBeGreaterThan(0);
    expect(networkMs(content)).toBeLessThanOrEqual(contentWithinMs);
    expect(networkMs(vote)).toBeLessThanOrEqual(voteWithinMs);
  });

  it('loads at most 120 KB of scripts, as they come over the line, until a vote is possible', async () => {
    const { vote } = await visit({ throttled: false });
    process.stderr.write(`/live loads ${(vote.scriptBytes / 1_024).toFixed(1)} KB of scripts, of at most 120\n`);
    expect(vote.scriptBytes).toBeGreaterThan(50 * 1_024);
    expect(vote.scriptBytes).toBeLessThanOrEqual(mostScriptBytes);
  });
});
