import 'reflect-metadata';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import setup from '../support/global-setup';
import teardown from '../support/global-teardown';
import { closeAssemblies } from './assembly-state';
import { closeDesk } from './desk-states';
import { states } from './picture-states';
import { aBrowser, aPage } from './support/browser';
import { aStage } from './support/stage';

const folder = join(__dirname, '..', '..', 'web', 'pictures');
const sizes = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

/** What the names of the files must match, as an argument: `npm run web:pictures 'live-.*-vi-light-phone'`. */
const wanted = new RegExp(process.argv[2] ?? '');

/** Writes a picture of each state in both languages, light and dark, wide and phone-sized, to `web/pictures`. */
async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await setup();
  const [browser, stage] = await Promise.all([aBrowser(), aStage()]);
  try {
    for (const state of states) {
      for (const language of ['vi', 'en'] as const) {
        for (const colorScheme of ['light', 'dark'] as const) {
          for (const [size, viewport] of Object.entries(state.sizes ?? sizes)) {
            const name = `${state.name}-${language}-${colorScheme}-${size}`;
            if (!wanted.test(name)) continue;
            const watched = await aPage(browser, stage.server.app.url, { language, colorScheme, viewport });
            try {
              await state.open(watched, stage);
              await settled(watched.page);
              await watched.page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
            } catch (error) {
              process.stderr.write(`${name}: no picture\n${error}\n`);
              process.exitCode = 1;
            }
            await watched.context.close();
          }
        }
      }
    }
  } finally {
    await browser.close();
    await closeAssemblies();
    await closeDesk();
    await stage.server.close();
    await teardown();
  }
}

/** Waits until nothing on the page moves any more; a picture of what fades in looks like a fault. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)));
}

void main();
