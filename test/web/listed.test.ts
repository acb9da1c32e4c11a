import type { Browser } from 'playwright-core';
import { anOpenPoll } from '../support/ballots';
import { aBrowser, aPage } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { aStage, type Stage } from './support/stage';

describeInBrowser('the pages where the public may send listed documents only', () => {
  let browser: Browser;
  let stage: Stage;
  beforeAll(async () => {
    [browser, stage] = await Promise.all([aBrowser(), aStage({ PUBLIC_DOCUMENTS: 'listed' })]);
    await anOpenPoll(stage.hall);
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.server.close();
  });

  it.each(['/', '/live', '/hall', '/api'])('are all answered to who has not signed in: %s', async (path) => {
    const { page, context, faults } = await aPage(browser, stage.server.app.url);
    const answers: Promise<string>[] = [];
    page.on('response', (response) => {
      if (response.url().endsWith('/graphql')) answers.push(response.text().catch(() => ''));
    });
    let heard = '';
    page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => {
        heard += String(payload);
      });
    });
    await page.goto(path);
    await page.locator('h1').waitFor();
    // The hall follows the conference, and its open poll, over its socket.
    if (path === '/hall') await page.getByText('Thông qua báo cáo?').first().waitFor();
    const all = [...(await Promise.all(answers)), heard].join('\n');
    expect(all).not.toContain('DOCUMENT_NOT_LISTED');
    expect(faults).toEqual([]);
    await context.close();
  });
});
