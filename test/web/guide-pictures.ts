import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { states } from './picture-states';
import { aPage } from './support/browser';
import { seeAs } from './support/see-as';
import type { Stage } from './support/stage';
import { bytesOf, shrink } from './support/webp';

const folder = join(__dirname, '..', '..', 'docs', 'pictures', 'guide');
const desk = { width: 1280, height: 720 };
const phone = { width: 360, height: 640 };

interface GuidePicture {
  readonly state: string;
  readonly viewport: typeof desk;
  /** What it is about, where that does not stand at the head of the page. */
  readonly about?: string;
}

/** The pictures of docs/guides by the states they are of. */
const pictures: Readonly<Record<string, GuidePicture>> = {
  'chair-agenda': { state: 'chair-agenda', viewport: desk },
  'chair-result': { state: 'chair-poll-results', viewport: desk, about: 'text=Đọc trước hội nghị' },
  'chair-close': { state: 'chair-close-conference', viewport: desk },
  'hall-poll': { state: 'hall-poll', viewport: desk },
  'secretary-attendance': { state: 'chair-attendance', viewport: desk },
  'secretary-badges': { state: 'chair-badges-made', viewport: desk, about: 'section svg' },
  'secretary-replace': { state: 'chair-replace', viewport: desk },
  'public-conference': { state: 'graph-conference', viewport: desk },
  'delegate-sign-in': { state: 'live-sign-in', viewport: phone },
  'delegate-ballot': { state: 'live-ballot', viewport: phone },
  'delegate-confirm': { state: 'live-ballot-confirm', viewport: phone },
  'delegate-done': { state: 'live-done', viewport: phone, about: '[data-entry]' },
  'delegate-several': { state: 'live-several', viewport: phone },
  'officer-work': { state: 'office-work-officer', viewport: desk },
  'officer-report': { state: 'office-report-typed', viewport: desk, about: 'input[data-cell=raw]' },
  'officer-results': { state: 'office-results', viewport: desk },
  'delegate-pact': { state: 'live-pact', viewport: phone, about: '[data-testid=my-signature] h3' },
};

/** Takes the pictures of the guides anew, in Vietnamese: those of these names. */
export async function takeGuidePictures(browser: Browser, stage: Stage, drawing: Page, wanted: RegExp): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const mine = Object.entries(pictures).filter(([name]) => wanted.test(name));
  for (const [name, { state: shown, viewport, about }] of mine) {
    const state = states.find((each) => each.name === shown);
    if (!state) throw new Error(`${name}: no state ${shown}`);
    const { page, context } = await aPage(browser, stage.server.app.url, { viewport });
    await state.open({ page, context, faults: [], foreign: [] }, stage);
    await seeAs(page, { language: 'vi', colorScheme: 'light', viewport });
    if (about)
      await page
        .locator(about)
        .first()
        .evaluate((each) => each.scrollIntoView({ block: 'center' }));
    const { url } = await shrink(drawing, await page.screenshot(), viewport === desk ? 960 : 360, 900, 0.7);
    writeFileSync(join(folder, `${name}.webp`), bytesOf(url));
    await context.close();
  }
}
