import type { Browser, Page, WebSocketRoute } from 'playwright-core';
import { issueBadge } from '../../src/auth/issue-badge';
import { Conference, ConferenceNature, Visibility } from '../../src/conference/conference';
import { Role } from '../../src/graphql/authorize/viewer';
import { PollState } from '../../src/poll/poll';
import { aPoll } from '../support/poll';
import { aServer, type TestServer } from '../support/server';
import { anAssembly } from './support/assembly';
import { seriousFaults } from './support/axe';
import { aBrowser, aPage } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { scan } from './support/scan';

const reached = { PUBLIC_URL: 'https://hoinghi.example.vn', PRODUCTION: 'off' };
const choose = {
  kind: 'CHOOSE',
  maxChoices: 1,
  options: ['A', 'B', 'C', 'D', 'E'].map((code) => ({ code, label: { vi: `Thành phố ${code}`, en: null } })),
};
const big = { width: 1920, height: 1080 };

describeInBrowser('the hall screen', () => {
  let browser: Browser;
  let server: TestServer;
  /** One that phones can reach. */
  let open: TestServer;
  beforeAll(async () => {
    [browser, server, open] = await Promise.all([aBrowser(), aServer({}, 'shipped'), aServer(reached, 'shipped')]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await open?.close();
  });

  it('shows the vote that is open after more polls than one page has', async () => {
    const { slug, conferenceId, openPoll, vote } = await anAssembly(server);
    for (let ordinal = 1; ordinal <= 100; ordinal += 1)
      await aPoll(server.database.db, { conferenceId, ordinal, state: PollState.DRAFT });
    const { page, context } = await aPage(browser, server.app.url, { viewport: big });
    await page.goto(`/hall/${slug}`);
    await page.locator('[data-stage=item]').waitFor();
    await vote(await openPoll(), ['YES'], ['NO']);
    await page.getByTestId('tally').getByText('2/5').waitFor();
    await context.close();
  });

  it('keeps what it shows, marked, until the first state of the next conference has come', async () => {
    const first = await anAssembly(server);
    await first.vote(await first.openPoll(), ['YES']);
    const second = await anAssembly(server, { opened: false });
    const { page, context } = await aPage(browser, server.app.url, { viewport: big });
    const line = await aLine(page);
    await page.goto('/hall');
    await page.getByTestId('tally').getByText('1/5').waitFor();
    await line.cut();
    await second.act('openConference', { conferenceId: second.conferenceId });
    await page.waitForResponse(async (response) => {
      const { inSession } = (await response.json().catch(() => ({}))).data ?? {};
      return inSession?.nodes.some(({ id }: any) => id === second.conferenceId);
    });
    await page.locator('[data-stale]').waitFor();
    expect(await page.getByTestId('tally').getByText('1/5').count()).toBe(1);
    expect(await page.getByText('Đang tải…').count()).toBe(0);
    await line.mend();
    await page.locator('[data-stage=nothing]:not([data-stale])').waitFor();
    expect(await page.getByTestId('tally').count()).toBe(0);
    await context.close();
  });

  it('lets somebody choose where several conferences are in session, and keeps what was chosen', async () => {
    const [first, second] = [await anAssembly(server), await anAssembly(server)];
    const both = [first.conferenceId, second.conferenceId];
    const { manager } = server.database.db;
    const { rehearsesId } = await manager.findOneByOrFail(Conference, { id: first.conferenceId });
    const real = { nature: ConferenceNature.LIVE, rehearsesId: null };
    await manager.update(Conference, both, real);
    const { page, context } = await aPage(browser, server.app.url, { viewport: big });
    await page.goto('/hall');
    await page.getByTestId('choices').waitFor();
    expect(await page.getByTestId('choices').getByRole('link').count()).toBe(2);
    expect(await seriousFaults(page)).toEqual([]);
    await page.locator(`a[href="/hall/${first.slug}"]`).click();
    await page.locator('[data-stage=item]').waitFor();
    expect(new URL(page.url()).pathname).toBe(`/hall/${first.slug}`);
    await context.close();
    // The rehearsals that follow are numbered by those there are.
    await manager.update(Conference, both, { nature: ConferenceNature.REHEARSAL, rehearsesId });
  });

  it('asks whom it may show nothing to sign in, whether the conference is private or there is none', async () => {
    const { conferenceId, slug, actByTwo, openPoll, chair } = await anAssembly(server);
    const { db } = server.database;
    await db.manager.update(Conference, { id: conferenceId }, { visibility: Visibility.PARTICIPANTS });
    const { page, context } = await aPage(browser, server.app.url, { viewport: big });
    const said = async (path: string) => {
      await page.goto(path);
      await page.getByRole('textbox', { name: 'Mã trên thẻ của bạn' }).waitFor();
      return page.getByRole('main').innerText();
    };
    expect(await said(`/hall/${slug}`)).toBe(await said('/hall/khong-co'));
    expect(await seriousFaults(page)).toEqual([]);
    await said(`/hall/${slug}`);
    const holder = { role: Role.OBSERVER, conferenceId, delegateId: null, ttlMinutes: 60 };
    const { code } = await issueBadge(db, chair, holder);
    await page.getByRole('textbox').fill(code ?? '');
    await page.keyboard.press('Enter');
    await page.locator('[data-stage=item]').waitFor();
    await actByTwo('voidPoll', { pollId: await openPoll(), reason: 'Câu hỏi in sai' });
    await page.locator('[data-outcome=VOID]').waitFor();
    await context.close();
  });

  it('gives phones the public address in its code, and no code where they cannot come', async () => {
    const { slug } = await anAssembly(server);
    const local = await aPage(browser, server.app.url);
    await local.page.goto(`/hall/${slug}`);
    await local.page.getByText('Không có mã QR').waitFor();
    expect(await local.page.getByRole('img').count()).toBe(0);
    await local.context.close();
    const known = await aPage(browser, open.app.url);
    await known.page.goto('/hall');
    const address = await scan(known.page.getByRole('img', { name: 'Mã QR của mục nhật ký cuối' }));
    expect(address).toMatch(/^https:\/\/hoinghi\.example\.vn\/conference\/[\w-]+#log=\d+-[0-9a-f]{64}$/);
    await known.context.close();
  });

  it.each([
    { language: 'vi', viewport: big },
    { language: 'en', viewport: big },
    { language: 'en', viewport: { width: 1366, height: 768 } },
  ] as const)(
    'shows all of a vote and of the pact at once, in letters to be read from far: $language $viewport.width',
    async (options) => {
      const { page, context } = await aPage(browser, open.app.url, options);
      const { conferenceId, slug, act, openPoll, vote, sign, agenda } = await anAssembly(open);
      await page.goto(`/hall/${slug}`);
      const fits = async (what: string) => {
        await page.locator(what).first().waitFor();
        await page.getByTestId('log-head').waitFor();
        await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
        const beyond = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
        expect([what, beyond, await seriousFaults(page)]).toEqual([what, Math.min(0, beyond), []]);
      };
      /** Height of the letters of each element that matches, on a screen of 1080 lines. */
      const letters = (what: string) =>
        page
          .locator(what)
          .evaluateAll((all) =>
            all.map((each) => (Number.parseFloat(getComputedStyle(each).fontSize) * 1080) / innerHeight),
          );
      const readable = async (...all: readonly string[]) => {
        for (const what of all) {
          const sizes = await letters(what);
          expect([what, sizes.length > 0, sizes.every((size) => size >= 40)]).toEqual([what, true, true]);
        }
      };
      for (const { id } of agenda) {
        await act('startAgendaItem', { itemId: id });
        await fits('[data-stage=item]');
      }
      const pollId = await openPoll({ subject: 'CO_TD_CHINH_PHU' }, 5);
      await fits('[data-testid=tally]');
      await readable('[data-needed]', '[data-item]', '[role=timer]', '[data-testid=quorum] > :first-child span');
      await vote(pollId, ['YES'], ['YES'], ['YES'], ['YES'], ['ABSTAIN']);
      await act('closePoll', { pollId });
      await fits('[data-outcome=PASSED][data-final]');
      const rejected = await openPoll();
      await vote(rejected, ['NO'], ['NO'], ['NO'], ['NO']);
      await act('closePoll', { pollId: rejected });
      await fits('[data-outcome=REJECTED][data-final]');
      const several = await openPoll(choose);
      await vote(several, ['A'], ['A'], ['A'], ['A']);
      await act('closePoll', { pollId: several });
      await fits('[data-outcome=PASSED] ~ ul [data-won]');
      await sign(5);
      await fits('[data-testid=wall]');
      await page.getByTestId('wall').getByText('5/5').waitFor();
      await readable('[data-testid=wall] [data-signer]');
      await fits('[data-testid=wall]');
      await act('closeConference', { conferenceId });
      await fits('[data-stage=closed]');
      await context.setOffline(true);
      await fits('[data-stage=closed][data-stale]');
      await context.close();
    },
  );
});

/** Socket and streams of a page, to be cut while everything else still works. To be asked for before the page is opened. */
async function aLine(page: Page): Promise<{ cut(): Promise<void>; mend(): Promise<void> }> {
  let whole = true;
  let sockets: WebSocketRoute[] = [];
  await page.routeWebSocket('**/graphql', (socket) => {
    sockets.push(socket);
    if (whole) socket.connectToServer();
  });
  await page.route(/\/graphql\/stream/, (route) => (whole ? route.continue() : route.abort()));
  const set = async (next: boolean) => {
    whole = next;
    const closing = sockets;
    sockets = [];
    for (const socket of closing) await socket.close().catch(() => undefined);
  };
  return { cut: () => set(false), mend: () => set(true) };
}
