import type { Browser } from 'playwright-core';
import { closeAssemblies } from './assembly-state';
import { screenStates } from './screen-states';
import { aBrowser, aPage } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { unreadable } from './support/readable';
import { aStage, type Stage } from './support/stage';

const states = screenStates.filter(({ name }) => name.startsWith('live-'));

describeInBrowser('the phone in every state', () => {
  let browser: Browser;
  let stage: Stage;
  beforeAll(async () => {
    [browser, stage] = await Promise.all([aBrowser(), aStage()]);
  });
  afterAll(async () => {
    await browser?.close();
    await closeAssemblies();
    await stage?.server.close();
  });

  it.each(states)('can be read and hit by somebody of sixty: $name', async ({ open }) => {
    const watched = await aPage(browser, stage.server.app.url, { viewport: { width: 360, height: 640 } });
    await open(watched, stage);
    expect(await unreadable(watched.page)).toEqual([]);
    await watched.page.evaluate(() => {
      localStorage.setItem('giaouoc.language', 'en');
      dispatchEvent(new StorageEvent('storage', { key: 'giaouoc.language' }));
    });
    await watched.page.locator('html[lang=en]').waitFor();
    expect(await unreadable(watched.page)).toEqual([]);
    await watched.context.close();
  });
});
