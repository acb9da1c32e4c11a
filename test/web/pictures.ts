import 'reflect-metadata';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import setup from '../support/global-setup';
import teardown from '../support/global-teardown';
import { closeAssemblies } from './assembly-state';
import { ContactSheets } from './contact-sheets';
import { closeDesk } from './desk-states';
import { takeGuidePictures } from './guide-pictures';
import { closeOffice } from './office-states';
import { type PictureSize, type PictureState, sizes, states } from './picture-states';
import { closeScores } from './scores-states';
import { aBrowser, aPage } from './support/browser';
import { languages, schemes, seeAs } from './support/see-as';
import { aStage, type Stage } from './support/stage';

const folder = join(__dirname, '..', '..', 'web', 'pictures');
const options = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
/** What the names of the pictures must match, as an argument: `npm run web:pictures -- 'live-.*-vi-light-390x844'`. */
const wanted = new RegExp(process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? '');

/**
 * Takes pictures of each state in all sizes, both languages, light and dark, to `web/pictures`; with `--sheets` as contact
 * sheets to `docs/pictures/sheets`, with `--guides` those of the guides to `docs/pictures/guide`.
 */
async function main(): Promise<void> {
  await setup();
  const [browser, stage] = await Promise.all([aBrowser(), aStage()]);
  try {
    const { page: drawing } = await aPage(browser, stage.server.app.url);
    if (options.includes('--guides')) return await takeGuidePictures(browser, stage, drawing, wanted);
    const sheets = options.includes('--sheets') ? new ContactSheets(drawing) : null;
    mkdirSync(folder, { recursive: true });
    for (const state of states) {
      await take(browser, stage, state, async (size, name, png) => {
        if (sheets) await sheets.add(state.name, size, png);
        else writeFileSync(join(folder, `${name}.png`), png);
      });
    }
    await sheets?.write();
  } finally {
    await browser.close();
    await closeAssemblies();
    await closeDesk();
    await closeOffice();
    await closeScores();
    await stage.server.close();
    await teardown();
  }
}

/** At these sizes a picture is of the whole page, however long; at the others of what is seen first, dialogs with it. */
const whole: readonly PictureSize[] = ['1440x900', '390x844'];

type Keep = (size: PictureSize, name: string, png: Buffer) => Promise<void>;

/** Leads one page to the state, and shows it in every way that is wanted. */
async function take(browser: Browser, stage: Stage, state: PictureState, keep: Keep): Promise<void> {
  const sights = (Object.keys(sizes) as PictureSize[]).flatMap((size) =>
    languages.flatMap((language) =>
      schemes.map((colorScheme) => ({
        ...{ size, language, colorScheme, viewport: sizes[size] },
        name: `${state.name}-${language}-${colorScheme}-${size}`,
      })),
    ),
  );
  const mine = sights.filter(({ name }) => wanted.test(name));
  const [first] = mine;
  if (!first) return;
  const watched = await aPage(browser, stage.server.app.url, { viewport: first.viewport });
  try {
    await state.open(watched, stage);
    for (const sight of mine) {
      await seeAs(watched.page, sight);
      await keep(sight.size, sight.name, await watched.page.screenshot({ fullPage: whole.includes(sight.size) }));
    }
  } catch (error) {
    process.stderr.write(`${state.name}: no picture\n${error}\n`);
    process.exitCode = 1;
  }
  await watched.context.close();
}

void main();
