import type { Browser, Locator, Page } from 'playwright-core';
import type { Viewer } from '../../../src/graphql/authorize/viewer';
import { aPage, type Watched } from './browser';
import { type CallerConnection, letIn } from './stage';

/** A delegate's phone with `/live` open on it, and what a delegate does there. */
export interface Phone extends Watched {
  /** The one card of the poll that is on. */
  readonly card: Locator;
  /** Picks a choice by its words. */
  pick(label: string): Promise<void>;
  /** Reviews the ballot and confirms it. */
  send(): Promise<void>;
  /** Waits until a ballot or signature is in this state: sending, kept, done or refused. */
  entry(state: string): Promise<void>;
}

interface PhoneOptions {
  readonly language?: 'vi' | 'en';
  readonly path?: string;
}

export const phoneSize = { width: 390, height: 844 };

const words = {
  vi: { review: 'Xem lại và gửi phiếu', send: 'Gửi phiếu' },
  en: { review: 'Review and send', send: 'Send the ballot' },
};

/** The phone of this viewer, signed in; waits until it is live. */
export async function aPhone(
  browser: Browser,
  door: CallerConnection,
  viewer: Viewer,
  { language = 'vi', path = '/live' }: PhoneOptions = {},
): Promise<Phone> {
  const watched = await aPage(browser, door.server.app.url, { language, viewport: phoneSize });
  await letIn(watched, door, viewer);
  await watched.page.goto(path);
  await isLive(watched.page);
  return { ...watched, ...handsOn(watched.page, language) };
}

/** The same things for another tab. */
export function handsOn(page: Page, language: 'vi' | 'en' = 'vi'): Omit<Phone, keyof Watched> {
  return {
    card: page.getByRole('article'),
    pick: (label) => page.getByLabel(label, { exact: true }).check(),
    async send() {
      await page.getByRole('button', { name: words[language].review }).click();
      await page.getByRole('button', { name: words[language].send, exact: true }).click();
    },
    entry: (state) => page.locator(`[data-entry=${state}]:visible`).first().waitFor(),
  };
}

/** Waits until the page has contact with the server. */
export function isLive(page: Page): Promise<void> {
  return page.locator('[role=status][data-state=live]').waitFor();
}

/** The counts of a poll as a page shows them, by the code of the option. */
export async function countsOn(page: Page): Promise<Record<string, number>> {
  const lines = page.getByTestId('tally').locator('li');
  const counts: Record<string, number> = {};
  for (const line of await lines.all()) {
    counts[(await line.getAttribute('data-code')) ?? ''] = Number(await line.locator('strong').last().textContent());
  }
  return counts;
}
