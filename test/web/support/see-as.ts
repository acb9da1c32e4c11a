import type { Page } from 'playwright-core';

export const languages = ['vi', 'en'] as const;
export const schemes = ['light', 'dark'] as const;

export interface Sight {
  readonly language: (typeof languages)[number];
  readonly colorScheme: (typeof schemes)[number];
  readonly viewport: { readonly width: number; readonly height: number };
}

/** Shows an open page in another size, language and colour, as it stands, and waits until nothing moves any more. */
export async function seeAs(page: Page, { language, colorScheme, viewport }: Sight): Promise<void> {
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme });
  await page.evaluate((chosen) => {
    localStorage.setItem('giaouoc.language', chosen);
    dispatchEvent(new StorageEvent('storage', { key: 'giaouoc.language' }));
  }, language);
  await page.locator(`html[lang=${language}]`).waitFor();
  await page.evaluate(async () => {
    await document.fonts.ready;
    // What watches sizes has had its turn after the second frame.
    for (const _ of [1, 2]) await new Promise((done) => requestAnimationFrame(done));
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  });
}
