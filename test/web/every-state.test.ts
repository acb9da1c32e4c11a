import type { Browser, BrowserContext, Page } from 'playwright-core';
import { at } from '../support/hall';
import { closeAssemblies } from './assembly-state';
import { closeDesk } from './desk-states';
import { closeOffice } from './office-states';
import { states } from './picture-states';
import { closeScores } from './scores-states';
import { seriousFaults } from './support/axe';
import { aBrowser, aContext, aFreshPage, oneProcess } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { unreachable } from './support/keyboard';
import { unreadable } from './support/readable';
import { seeAs } from './support/see-as';
import { aStage, type Stage } from './support/stage';

/** A desk of 1280 × 720 at 200 %. */
const zoomed = { width: 640, height: 360 };

/** The smallest that a delegate may have. */
const phone = { width: 360, height: 640 };

/** GraphiQL is not ours. */
const ours = states.filter(({ name }) => name !== 'graphiql');

describeInBrowser('every state of every page', () => {
  let browser: Browser;
  let stage: Stage;
  /** In turn: while one shows a state that is looked at, the next state is made in the other. */
  let contexts: readonly BrowserContext[];
  const opened = new Map<number, Promise<Page>>();
  beforeAll(async () => {
    [browser, stage] = await Promise.all([aBrowser(oneProcess), aStage()]);
    const options = { viewport: { width: 1280, height: 720 }, serviceWorkers: 'block' } as const;
    contexts = await Promise.all([0, 1].map(() => aContext(browser, stage.server.app.url, options)));
  });
  afterAll(async () => {
    await Promise.allSettled(opened.values());
    await browser?.close();
    await closeAssemblies();
    await closeDesk();
    await closeOffice();
    await closeScores();
    await stage?.server.close();
  });

  const open = (place: number): Promise<Page> => {
    const opening = opened.get(place) ?? lead(place);
    opened.set(place, opening);
    return opening;
  };
  const lead = async (place: number): Promise<Page> => {
    const context = at(contexts, place % contexts.length);
    const watched = await aFreshPage(context, stage.server.app.url);
    // What fades in has its colours when it is there.
    await watched.page.emulateMedia({ reducedMotion: 'reduce' });
    await at(ours, place).open(watched, stage);
    return watched.page;
  };

  for (const [place, { name }] of ours.entries()) {
    it(`is free of serious faults, light and dark, whole at 200 %, and used by keyboard alone: ${name}`, async () => {
      const page = await open(place);
      if (place + 1 < ours.length) open(place + 1).catch(() => 'said by the test of that state');
      expect(await seriousFaults(page)).toEqual([]);
      await seeAs(page, { language: 'en', colorScheme: 'dark', viewport: zoomed });
      expect(await seriousFaults(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      expect(await unreachable(page)).toEqual([]);
    });
    if (!/^(live|office)-/.test(name)) continue;
    it(`can be read and hit by somebody of sixty on a phone: ${name}`, async () => {
      const page = await open(place);
      for (const language of ['en', 'vi'] as const) {
        await seeAs(page, { language, colorScheme: 'light', viewport: phone });
        expect([language, await unreadable(page)]).toEqual([language, []]);
      }
    });
  }
});
