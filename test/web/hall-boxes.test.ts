import type { Browser } from 'playwright-core';
import { aServer, type TestServer } from '../support/server';
import { seriousFaults } from './support/axe';
import { misplaced } from './support/boxes';
import { aBrowser, aPage } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { aLargeHall, type LargeHall } from './support/large-hall';

const projector = { width: 1280, height: 720 };

describeInBrowser('the hall screen at every size', () => {
  let browser: Browser;
  let server: TestServer;
  beforeAll(async () => {
    [browser, server] = await Promise.all([
      aBrowser(),
      aServer({ PUBLIC_URL: 'https://hoinghi.example.vn', PRODUCTION: 'off' }),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it.each([
    { members: 2, options: 2, votes: 2, language: 'vi' },
    { members: 5, options: 5, votes: 3, language: 'en' },
    { members: 12, options: 8, votes: 6, language: 'vi' },
    { members: 30, options: 12, votes: 12, language: 'vi' },
  ] as const)(
    'shows every stage of $members members and $options options whole, apart and in letters to be read',
    async ({ members, options, votes, language }) => {
      const sizes = [{ width: 3840, height: 2160 }, { width: 1920, height: 1080 }, projector];
      const { page, context, faults } = await aPage(browser, server.app.url, { language, viewport: projector });
      await page.emulateMedia({ reducedMotion: 'reduce' });
      const hall = await aLargeHall(server, members);
      await page.goto(`/hall/${hall.slug}`);
      const stands = async (what: string) => {
        await page.locator(what).first().waitFor();
        // A log that nothing is in has no end yet.
        if (!what.includes('planned')) await page.getByTestId('log-head').waitFor();
        // Back and forth, so that the next stage begins at the size where this one ended.
        for (const viewport of sizes.reverse()) {
          await page.setViewportSize(viewport);
          const wrong = await misplaced(page, (20 * viewport.height) / 720);
          expect([what, viewport.width, wrong]).toEqual([what, viewport.width, []]);
        }
        expect([what, await seriousFaults(page)]).toEqual([what, []]);
      };
      await stands('[data-stage=planned]');
      await hall.act('openConference', { conferenceId: hall.conferenceId });
      await stands('[data-stage=nothing]');
      await hall.act('startAgendaItem', { itemId: hall.itemId });
      await stands('[data-stage=item]');
      await showsWhatIsChosen(hall, stands);
      const yesNo = await hall.openPoll(0);
      await stands('[data-code=YES]');
      await hall.vote(yesNo, (n) => [['YES'], ['NO'], ['ABSTAIN']][n % 3] as string[]);
      await hall.act('closePoll', { pollId: yesNo });
      await stands('[data-testid=tally] [data-final]');
      const choose = await hall.openPoll(options, 5);
      await hall.vote(choose, (n) => [`o${n % options}`]);
      await stands('[data-testid=tally] [data-code=o1]');
      await hall.act('closePoll', { pollId: choose });
      await stands('[data-testid=tally] [data-final]');
      const several = [];
      for (let n = 0; n < votes; n += 1) several.push(await hall.openPoll(n % 2 ? 2 : 0, 5));
      await hall.vote(several[0] as string, () => ['YES']);
      await stands(`[data-testid=polls] li:nth-child(${votes})`);
      await hall.schedulePoll(10);
      await show(hall, 'AGENDA');
      // The open votes' countdown, and that of the vote which opens by itself.
      await stands('[data-testid=votes-beside] [role=timer] ~ [role=timer]');
      await show(hall, 'AUTOMATIC');
      await hall.act('closePoll', { pollId: several[0] as string });
      await stands('[data-testid=polls] li[data-over]');
      await show(hall, 'RESULTS');
      await stands('[data-testid=results] [data-result]');
      await show(hall, 'POLLS', { pollIds: [choose] });
      await stands('[data-stage=poll] [data-final]');
      for (const pollId of several.slice(1)) await hall.setAside(pollId);
      const sign = await hall.openPact();
      await hall.act('startAgendaItem', { itemId: hall.nextItemId });
      await stands('[data-testid=wall]');
      await sign(0);
      await stands(`[data-testid=wall] [data-signed]`);
      for (let n = 1; n < members; n += 1) await sign(n);
      await stands('[data-testid=wall][data-in-force]');
      await hall.act('closeConference', { conferenceId: hall.conferenceId });
      await stands('[data-stage=closed] [data-testid=wall]');
      expect(faults).toEqual([]);
      await context.close();
    },
  );
});

const show = (hall: LargeHall, scene: string, more: object = {}) =>
  hall.act('showOnHall', { conferenceId: hall.conferenceId, scene, ...more });

/** What the desk chooses that no vote is needed for. */
async function showsWhatIsChosen(hall: LargeHall, stands: (what: string) => Promise<void>): Promise<void> {
  await show(hall, 'AGENDA');
  await stands('[data-testid=agenda] [data-state=CURRENT]');
  await show(hall, 'RESULTS');
  await stands('[data-stage=results]');
  await show(hall, 'SPEAKERS');
  await stands('[data-stage=speakers]');
  for (let place = 0; place < Math.min(hall.members, 8); place += 1) await hall.askToSpeak(place, topic);
  await hall.startSpeaker(0, 5_400);
  await stands('[data-stage=speakers] [role=timer]');
  await show(hall, 'TEXT', { text: { vi: `${topic}\n${topic}` } });
  await stands('[data-stage=text]');
  await show(hall, 'BREAK', { minutes: 90, text: { vi: topic } });
  await stands('[data-stage=break]');
  await show(hall, 'AUTOMATIC');
  await stands('[data-stage=speakers]');
}

const topic = 'Kiến nghị bổ sung chỉ tiêu thi đua về tỷ lệ hội viên tham gia các phong trào do Trung ương phát động';
