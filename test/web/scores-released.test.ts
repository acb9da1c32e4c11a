import type { Browser } from 'playwright-core';
import { HallScene } from '../../src/hall/hall-view';
import { showOnHall } from '../../src/hall/show-on-hall';
import { releaseRanks } from '../../src/score/release-ranks';
import { aHall, at, closesYear } from '../support/hall';
import { finalScores, theScorers } from '../support/scores';
import { aServer, type TestServer } from '../support/server';
import { seriousFaults } from './support/axe';
import { aBrowser, aPage } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { letIn } from './support/stage';

const pictures = process.env.SCORE_PICTURES;
/** As long as units are called. */
const longest = 'Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh Bà Rịa - Vũng Tàu và các đơn vị trực thuộc ';

describeInBrowser('ranks that are released', () => {
  let browser: Browser;
  let server: TestServer;
  beforeAll(async () => {
    [browser, server] = await Promise.all([aBrowser(), aServer()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it.each([4, 30])('of %i members stand on the hall, all in sight, and on the phone of a delegate', async (members) => {
    const { db } = server.database;
    const hall = await aHall(db, { members });
    const by = await theScorers(hall);
    await db.query(
      `update member set short_name = jsonb_build_object('vi', left($2 || ordinal || ' ' || $2 || $2, 200), 'en', null)
       where bloc_id = $1`,
      [hall.bloc.id, members > 4 ? longest : 'Đơn vị '],
    );
    await finalScores(
      hall,
      by,
      hall.members.map((_, n) => (10 + (n * 10) / members).toFixed(2)),
    );
    const [conferenceId, year] = [hall.conference.id, closesYear];
    const { page, context, faults } = await aPage(browser, server.app.url, { viewport: { width: 1280, height: 720 } });
    await showOnHall(db, hall.chair, { conferenceId, scene: HallScene.RANKS });
    await page.goto(`/hall/${hall.conference.slug}`);
    await page.getByText('Thứ hạng chưa được công bố').waitFor();
    await releaseRanks(db, hall.chair, { blocId: hall.bloc.id, year });
    const rows = page.getByTestId('ranks').getByRole('listitem');
    await rows.nth(members - 1).waitFor();
    expect(await rows.evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset.rank))).toEqual(
      hall.members.map((_, n) => String(n + 1)),
    );
    // Whatever the names: each row and its points are within the screen.
    const seen = () =>
      rows.evaluateAll((all) =>
        all.every((each) => {
          const [box, total] = [each.getBoundingClientRect(), each.querySelector('strong')?.getBoundingClientRect()];
          return box.bottom <= innerHeight && box.right <= innerWidth && (total?.width ?? 0) > 0;
        }),
      );
    expect(await seen()).toBe(true);
    if (pictures) await page.screenshot({ path: `${pictures}/hall-${members}.png` });
    await context.close();
    expect(faults).toEqual([]);

    const phone = await aPage(browser, server.app.url, { viewport: { width: 390, height: 844 } });
    await letIn(phone, { server }, at(hall.delegates, 0));
    await phone.page.goto('/live/documents');
    const own = phone.page.getByTestId('ranks').getByRole('listitem');
    await own.nth(members - 1).waitFor();
    expect(await own.first().locator('strong').textContent()).toMatch(/^1\d,?\d*$/);
    expect(await phone.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect([...(await seriousFaults(phone.page))]).toEqual([]);
    if (pictures) await phone.page.screenshot({ path: `${pictures}/phone-${members}.png`, fullPage: true });
    expect(phone.faults).toEqual([]);
    await phone.context.close();
  });
});
