import type { Browser } from 'playwright-core';
import { releaseRanks } from '../../src/score/release-ranks';
import { aHall, closesYear, type Hall } from '../support/hall';
import { finalScores, theScorers } from '../support/scores';
import { aServer, type TestServer } from '../support/server';
import { seriousFaults } from './support/axe';
import { aBrowser, aPage } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';

describeInBrowser('the years of a bloc below each other', () => {
  let browser: Browser;
  let server: TestServer;
  let hall: Hall;
  beforeAll(async () => {
    [browser, server] = await Promise.all([aBrowser(), aServer()]);
    hall = await aHall(server.database.db);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('name the ranks of a year once they are released, and not before', async () => {
    await finalScores(hall, await theScorers(hall), ['11', '15', '13', '14', '12']);
    const { page, context, faults } = await aPage(browser, server.app.url);
    const ranks = page
      .getByRole('region', { name: 'So sánh theo năm' })
      .getByRole('row', { name: new RegExp(`^${closesYear}`) })
      .getByRole('cell')
      .last();
    await page.goto(`/bloc/${hall.bloc.slug}`);
    await page.waitForLoadState('networkidle');
    expect(await ranks.textContent()).not.toContain('ĐV');
    await releaseRanks(server.database.db, hall.chair, { blocId: hall.bloc.id, year: closesYear });
    await page.reload();
    await ranks.filter({ hasText: '1. ĐV 2; 2. ĐV 4; 3. ĐV 3; 4. ĐV 5; 5. ĐV 1' }).waitFor();
    expect([...(await seriousFaults(page))]).toEqual([]);
    if (process.env.SETUP_PICTURES)
      await page.screenshot({ path: `${process.env.SETUP_PICTURES}/years.png`, fullPage: true });
    expect(faults).toEqual([]);
    await context.close();
  });
});
