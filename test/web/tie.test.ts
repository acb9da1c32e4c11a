import type { Browser, Page } from 'playwright-core';
import { Poll, PollKind } from '../../src/poll/poll';
import { defaultRule } from '../../src/poll/rules';
import { closePoll, openPoll } from '../support/acts';
import { aDraftPoll, vote } from '../support/ballots';
import { aHall, at, type Hall } from '../support/hall';
import { aServer, type TestServer } from '../support/server';
import { seriousFaults } from './support/axe';
import { aBrowser, aPage } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { deskHandsOn } from './support/desk-hands';
import { letIn } from './support/stage';

const names = ['Sở Nội vụ', 'Sở Giáo dục và Đào tạo', 'Sở Y tế'];
const rule = { ...defaultRule(false), passNumerator: 1, passDenominator: 1_000, passStrict: false, seats: 1 };

describeInBrowser('a tie', () => {
  let browser: Browser;
  let server: TestServer;
  let hall: Hall;
  beforeAll(async () => {
    [browser, server] = await Promise.all([aBrowser(), aServer()]);
  });
  beforeEach(async () => {
    hall = await aHall(server.database.db, { members: 6 });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const latest = () =>
    hall.db.manager.findOneOrFail(Poll, { where: { conferenceId: hall.conference.id }, order: { ordinal: 'DESC' } });
  const choosing = (changes: object = {}) =>
    aDraftPoll(hall, {
      ...{ question: { vi: 'Chọn đơn vị dẫn đầu?', en: 'Choose the leading unit?' }, kind: PollKind.CHOOSE, rule },
      options: names.map((vi, n) => ({ code: `m${n}`, label: { vi, en: null } })),
      ...changes,
    });
  /** Opens the last vote, lets each of so many members choose, and closes it. */
  const count = async (choices: readonly string[]) => {
    const { id: pollId } = await latest();
    await openPoll(hall.db, hall.chair, { pollId, idempotencyKey: null });
    for (const [n, code] of choices.entries()) await vote(hall, pollId, n, [code]);
    await closePoll(hall.db, hall.chair, { pollId, idempotencyKey: null });
  };
  const aScreen = async (path: string, viewer = hall.chair, viewport = { width: 1280, height: 720 }) => {
    const watched = await aPage(browser, server.app.url, { viewport });
    await letIn(watched, { server }, viewer);
    await watched.page.goto(path);
    return watched;
  };
  const says = (page: Page, text: string) => page.getByText(text).first().waitFor();

  it('leads the desk through second ballots to leader and deputy, and the hall says how it was decided', async () => {
    await choosing();
    await count(['m0', 'm0', 'm1', 'm1', 'm2']);
    const desk = await aScreen(`/chair/${hall.conference.slug}/polls`);
    const screen = await aScreen(`/hall/${hall.conference.slug}`);
    const hands = deskHandsOn(desk.page);
    await says(screen.page, '2 bên bằng phiếu cho 1 vị trí còn lại; quy chế: bỏ phiếu lần hai.');
    await says(desk.page, 'Theo quy chế, bỏ phiếu lần hai giữa các bên bằng phiếu');
    for (const ordinal of [2, 3]) {
      await hands.confirm('Lập phiếu bầu lần hai');
      await hands.card(ordinal).waitFor();
      expect(await latest()).toMatchObject({ ordinal, secondBallot: ordinal - 1, state: 'DRAFT' });
      await count(['m0', 'm1']);
    }
    await says(screen.page, 'quy chế: Trưởng và Phó quyết định.');
    await hands.button('Trưởng và Phó quyết định').click();
    await desk.page.getByRole('checkbox', { name: at(names, 1) }).check();
    await desk.page.getByLabel('Lý do', { exact: true }).fill('Dẫn đầu nhiều phong trào hơn');
    expect(await seriousFaults(desk.page)).toEqual([]);
    await hands.answer('Ghi quyết định');
    await says(screen.page, `quyết định chọn ${names[1]}. Lý do: Dẫn đầu nhiều phong trào hơn`);
    await says(screen.page, 'Được chọn theo quyết định');
    await says(desk.page, `Trưởng và Phó quyết định chọn ${names[1]}, vì: Dẫn đầu nhiều phong trào hơn`);
    expect([desk.faults, screen.faults]).toEqual([[], []]);
    await desk.context.close();
    await screen.context.close();
  });

  it('is not there where votes have weights that tell the options apart: hall and phone show weight and heads', async () => {
    const weights = [{ memberId: hall.members[0]!.id, weight: '2.5' }];
    await choosing({ rule: { ...rule, weights } });
    await count(['m0', 'm1', 'm1']);
    const screen = await aScreen(`/hall/${hall.conference.slug}`);
    const phone = await aScreen('/live', hall.delegates[0], { width: 390, height: 844 });
    for (const { page } of [screen, phone]) {
      const first = page.locator('li[data-code=m0]');
      await first.getByText('2,5', { exact: true }).waitFor();
      await first.getByText('1 phiếu', { exact: true }).waitFor();
      await says(page, 'Tính theo trọng số: đã bỏ 4,5/7,5');
    }
    expect([phone.faults, screen.faults]).toEqual([[], []]);
    await phone.context.close();
    await screen.context.close();
  });
});
