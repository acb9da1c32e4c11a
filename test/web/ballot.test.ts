import type { Browser } from 'playwright-core';
import { revokeAccount } from '../../src/auth/revoke-account';
import { Pact } from '../../src/pact/pact';
import { countBallots } from '../../src/poll/count';
import { aServer, type TestServer } from '../support/server';
import { type Assembly, anAssembly } from './support/assembly';
import { seriousFaults } from './support/axe';
import { aBrowser } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { aPhone, handsOn, isLive, type Phone } from './support/phone';

describeInBrowser("a delegate's phone", () => {
  let browser: Browser;
  let server: TestServer;
  let assembly: Assembly;
  const open: Phone[] = [];
  beforeAll(async () => {
    [browser, server] = await Promise.all([aBrowser(), aServer({}, 'shipped')]);
  });
  beforeEach(async () => {
    assembly = await anAssembly(server, { people: 8 });
  });
  afterEach(async () => {
    for (const { context } of open.splice(0)) await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function phone(n: number, options: Parameters<typeof aPhone>[3] = {}): Promise<Phone> {
    const made = await aPhone(browser, assembly, assembly.delegates[n]!, options);
    open.push(made);
    return made;
  }
  const cast = async (pollId: string) => (await countBallots(server.database.db.manager, [pollId])).get(pollId)?.votes;
  /** Set on a page, it is gone once the page is loaded anew. */
  const marked = {
    set: ({ page }: Phone) => page.evaluate(() => Object.assign(globalThis, { marked: true })),
    stands: ({ page }: Phone) => page.evaluate(() => 'marked' in globalThis),
  };
  const choose = {
    kind: 'CHOOSE',
    maxChoices: 2,
    secrecy: 'UNLINKED',
    options: ['A', 'B', 'C'].map((code) => ({ code, label: { vi: `Phương án ${code}`, en: `Choice ${code}` } })),
  };

  it('leaves a half-filled ballot as it is, whatever else happens', async () => {
    const pollId = await assembly.openPoll();
    const mine = await phone(4);
    await mine.pick('Không tán thành');
    await assembly.vote(pollId, ['YES'], ['NO'], ['YES']);
    await mine.page.getByText('Đã biểu quyết 3/5 đơn vị').waitFor();
    await assembly.act('checkOut', { conferenceId: assembly.conferenceId }, assembly.delegates[6]);
    await assembly.act('startAgendaItem', { itemId: assembly.agenda[2]?.id });
    const question = { vi: 'Câu hỏi thứ hai?', en: null };
    await assembly.openPoll({ question });
    await mine.page.getByRole('heading', { name: question.vi }).waitFor();
    await mine.page.getByRole('link', { name: 'Tài liệu' }).click();
    await mine.page.getByRole('heading', { name: 'Chương trình' }).waitFor();
    await mine.page.getByRole('link', { name: 'Đang diễn ra' }).click();
    const first = mine.page.getByRole('article', { name: /Hải Phòng/ });
    expect(await first.getByLabel('Không tán thành', { exact: true }).isChecked()).toBe(true);
    await first.getByRole('button', { name: 'Xem lại và gửi phiếu' }).click();
    await first.getByRole('button', { name: 'Gửi phiếu', exact: true }).click();
    await mine.entry('done');
    expect(await cast(pollId)).toMatchObject({ YES: 2, NO: 2 });
    expect([...mine.faults, ...mine.foreign]).toEqual([]);
  });

  it('keeps a ballot while the network is away, over a reload too, says so, and sends it once', async () => {
    const pollId = await assembly.openPoll();
    const mine = await phone(0);
    await mine.pick('Tán thành');
    await mine.context.setOffline(true);
    await mine.send();
    await mine.entry('kept');
    await mine.page.getByText(/đang giữ trên máy này/).waitFor();
    // The way to the server for acts stays shut while the page is loaded again.
    await mine.page.route('**/graphql', (route) =>
      route.request().postData()?.includes('castBallot') ? route.abort() : route.continue(),
    );
    await mine.context.setOffline(false);
    await mine.page.reload();
    await mine.entry('kept');
    expect(await cast(pollId)).toMatchObject({ YES: 0 });
    await mine.page.unroute('**/graphql');
    await mine.entry('done');
    expect(await cast(pollId)).toMatchObject({ YES: 1 });
    await mine.page.getByText(/Đã ghi nhận lúc \d\d:\d\d/).waitFor();
    await mine.page.getByRole('link', { name: 'Phiếu của tôi' }).click();
    await mine.page.locator('summary:visible', { hasText: 'Dùng để đối chiếu' }).last().click();
    await mine.page
      .getByText(/Biên nhận: dòng số \d+ trong nhật ký/)
      .last()
      .waitFor();
    expect([...(await seriousFaults(mine.page))]).toEqual([]);
  });

  it('keeps what is half chosen through a reload, and forgets it once it is sent', async () => {
    const pollId = await assembly.openPoll();
    const mine = await phone(0);
    const no = mine.page.getByLabel('Không tán thành', { exact: true });
    await mine.pick('Không tán thành');
    await mine.page.reload();
    await no.waitFor();
    expect(await no.isChecked()).toBe(true);
    expect(await cast(pollId)).toMatchObject({ NO: 0 });
    await mine.send();
    await mine.entry('done');
    expect(await mine.page.evaluate(() => sessionStorage.length)).toBe(0);
  });

  it('breaks words without spaces, and stays as wide as the phone', async () => {
    const long = 'dài'.repeat(60);
    const options = choose.options.map(({ code }) => ({ code, label: { vi: `${code} ${long}`, en: null } }));
    await assembly.openPoll({ ...choose, secrecy: 'NAMED', options, question: { vi: long, en: null } });
    const { page } = await phone(0);
    // The question, each option of the ballot, and each again in the counts.
    await page.getByText(long).nth(6).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
  });

  it('counts down to the closing that the chair has announced', async () => {
    await assembly.openPoll({}, 2);
    const mine = await phone(0);
    await mine.page
      .getByRole('timer')
      .getByText(/^Còn 0[12]:\d\d$/)
      .waitFor();
  });

  it('says that the time announced is up, and takes ballots until the chair closes', async () => {
    const pollId = await assembly.openPoll({}, 1);
    // Before anybody has looked at it: what the log does not tell is not read again.
    await server.database.db.query(`update poll set due_at = due_at - interval '2 minutes' where id = $1`, [pollId]);
    const mine = await phone(0);
    await mine.page.getByRole('timer').getByText('Đã hết giờ').waitFor();
    await mine.pick('Tán thành');
    await mine.send();
    await mine.entry('done');
    expect(await cast(pollId)).toMatchObject({ YES: 1 });
  });

  it('sends once from two tabs of one delegate, and both show how it ended', async () => {
    const pollId = await assembly.openPoll();
    const first = await phone(0);
    const second = await first.context.newPage();
    await second.goto('/live');
    await isLive(second);
    await handsOn(second).pick('Không tán thành');
    await first.pick('Tán thành');
    const refuse = (page: Phone['page']) =>
      page.route('**/graphql', (route) =>
        route.request().postData()?.includes('castBallot') ? route.abort() : route.continue(),
      );
    await Promise.all([refuse(first.page), refuse(second)]);
    await first.send();
    await first.entry('kept');
    await second.locator('[data-entry]:visible').waitFor();
    expect(await second.getByLabel('Không tán thành', { exact: true }).count()).toBe(0);
    await Promise.all([first.page.unroute('**/graphql'), second.unroute('**/graphql')]);
    await Promise.all([first.entry('done'), handsOn(second).entry('done')]);
    const numbers = await Promise.all(
      [first.page, second].map((page) => page.getByText(/Biên nhận: dòng số \d+/).textContent()),
    );
    expect(numbers[0]).toBe(numbers[1]);
    expect(await cast(pollId)).toEqual({ YES: 1, NO: 0, ABSTAIN: 0 });
  });

  it('shows the ballot as soon as the delegate is checked in, without a reload', async () => {
    assembly = await anAssembly(server, { people: 8, present: 4 });
    await assembly.openPoll();
    const mine = await phone(4);
    await marked.set(mine);
    await mine.page.getByText(/Bạn chưa điểm danh/).waitFor();
    const { delegateId } = assembly.delegates[4]!;
    await assembly.act('checkIn', { conferenceId: assembly.conferenceId, delegateId });
    await mine.pick('Tán thành');
    await mine.send();
    await mine.entry('done');
    expect(await marked.stands(mine)).toBe(true);
  });

  it('says why there is no ballot without a mandate, and that another device has voted', async () => {
    const pollId = await assembly.openPoll();
    const [bare, english] = [await phone(6), await phone(7, { language: 'en' })];
    await bare.page.getByText(/không được đơn vị ủy quyền biểu quyết/).waitFor();
    await english.page.getByText(/has not given you its mandate to vote/).waitFor();
    expect(await bare.page.getByRole('radio').count()).toBe(0);
    await assembly.vote(pollId, ['YES']);
    await bare.page.getByText('Đã biểu quyết 1/5 đơn vị').waitFor();
    const late = await phone(0);
    await late.page.getByText(/đã bỏ phiếu, từ máy khác/).waitFor();
  });

  it('is filled in by keyboard alone, up to as many as may be chosen, and forgets a secret choice', async () => {
    const pollId = await assembly.openPoll(choose);
    const mine = await phone(0);
    const { page } = mine;
    await page.getByRole('checkbox').first().waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('value'));
    for (let presses = 0; (await focused()) !== 'A'; presses += 1) {
      if (presses > 20) throw new Error('the ballot cannot be reached by Tab');
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    expect(await page.getByLabel('Phương án C').isDisabled()).toBe(true);
    await page.getByText(/^Đã chọn đủ 2/).waitFor();
    // C cannot be had, so the blank ballot and the button come next.
    for (const key of ['Tab', 'Tab', 'Enter', 'Tab', 'Enter']) await page.keyboard.press(key);
    await mine.entry('done');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('my-part');
    const stored = await page.evaluate(() => Object.entries(localStorage).find(([key]) => key.includes('outbox'))?.[1]);
    expect(JSON.parse(stored ?? '[]')).toMatchObject([{ content: [], chosen: null }]);
    const sealed = () => server.database.db.query('select from sealed_ballot where poll_id = $1', [pollId]);
    expect([await sealed(), await cast(pollId)]).toEqual([[{}], { A: 0, B: 0, C: 0 }]);
    // One ballot is below the floor: closed, the poll keeps nothing of it.
    await assembly.act('closePoll', { pollId });
    expect([await sealed(), await cast(pollId)]).toEqual([[], { A: 0, B: 0, C: 0 }]);
  });

  it('takes a blank ballot for one, and a poll that closed too soon for what it is', async () => {
    const pollId = await assembly.openPoll(choose);
    const [blank, late] = [await phone(0), await phone(1)];
    await blank.page.getByLabel(/Bỏ phiếu trắng/).check();
    await blank.send();
    await blank.entry('done');
    await late.pick('Phương án A');
    await late.context.setOffline(true);
    await late.send();
    await late.entry('kept');
    await assembly.act('closePoll', { pollId });
    await late.context.setOffline(false);
    await late.entry('refused');
    await late.page.getByText('Cuộc biểu quyết chưa mở hoặc đã đóng.').waitFor();
    expect(await cast(pollId)).toEqual({ A: 0, B: 0, C: 0 });
  });

  it('signs over the hash it computed itself, and refuses to when the server names another', async () => {
    await assembly.sign(0);
    const honest = await phone(0);
    const { textHash } = await server.database.db.manager.findOneByOrFail(Pact, { id: assembly.pact.id });
    await honest.page.getByText('Văn bản trên máy này khớp với văn bản của hội nghị.').waitFor();
    await honest.page.getByText('Dùng để đối chiếu').click();
    await honest.page
      .locator('code', { hasText: textHash ?? '-' })
      .first()
      .waitFor();
    const deceived = await phone(1, { path: '/live/mine' });
    await deceived.page.route('**/graphql', async (route) => {
      const response = await route.fetch();
      const text = await response.text();
      await route.fulfill({ response, body: text.replace('Điều 1', 'Điều 9') });
    });
    await deceived.page.goto('/live');
    await deceived.page.getByText(/không khớp với văn bản của hội nghị/).waitFor();
    expect(await deceived.page.getByRole('button', { name: 'Ký giao ước' }).count()).toBe(0);
  });

  it('signs by keyboard alone', async () => {
    await assembly.sign(1);
    const { page, entry } = await phone(1);
    const sign = page.getByRole('button', { name: 'Ký giao ước' });
    await sign.waitFor();
    const reached = () =>
      page.evaluate(() => document.activeElement?.matches('button') && document.activeElement.textContent);
    for (let presses = 0; presses < 40 && (await reached()) !== 'Ký giao ước'; presses += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await dialog.locator('button:focus').waitFor();
    for (let presses = 0; presses < 5 && (await reached()) !== 'Ký giao ước'; presses += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await entry('done');
    await page.getByTestId('wall').getByText('2/5').waitFor();
  });

  it('explains a session that was withdrawn while it was live, and a page that is one too many', async () => {
    const mine = await phone(0);
    const account = assembly.delegates[0]?.accountId ?? '';
    await revokeAccount(server.database.db, assembly.chair, { accountId: account, idempotencyKey: null });
    await mine.page.getByText(/Phiên đăng nhập đã kết thúc/).waitFor();
    await mine.page.getByLabel('Mã trên thẻ của bạn').waitFor();

    const crowded = await phone(1);
    let turnedAway = false;
    await crowded.page.routeWebSocket('**/graphql', (socket) => {
      if (turnedAway) return void socket.connectToServer();
      turnedAway = true;
      return socket.close({ code: 4429, reason: 'too many sockets' });
    });
    await crowded.page.reload();
    await crowded.page.getByText(/đang mở quá nhiều cửa sổ/).waitFor();
    await isLive(crowded.page);
    await crowded.page.getByText(/đang mở quá nhiều cửa sổ/).waitFor({ state: 'detached' });
  });

  it('moves from event streams to the socket once that opens, and loses nothing by it', async () => {
    const pollId = await assembly.openPoll();
    const mine = await phone(4);
    let opens = false;
    const held: { close(options: { code: number }): unknown }[] = [];
    await mine.page.routeWebSocket('**/graphql', (socket) => {
      if (opens) socket.connectToServer();
      else held.push(socket);
    });
    const streamed = mine.page.waitForRequest('**/graphql/stream');
    await mine.page.reload();
    await streamed;
    await assembly.vote(pollId, ['YES']);
    await mine.page.getByText('Đã biểu quyết 1/5 đơn vị').waitFor();
    opens = true;
    const ended = mine.page.waitForEvent('requestfailed', (request) => request.url().endsWith('/graphql/stream'));
    for (const socket of held) await socket.close({ code: 1012 });
    await ended;
    await mine.page.route('**/graphql/stream', (route) => route.abort());
    await assembly.act('castBallot', { pollId, choices: ['NO'] }, assembly.delegates[1]);
    await mine.page.getByText('Đã biểu quyết 2/5 đơn vị').waitFor();
  });

  it('is whole at 200 % zoom and on a phone, in both languages', async () => {
    await assembly.openPoll();
    await assembly.sign(2);
    for (const language of ['vi', 'en'] as const) {
      const { page } = await phone(3, { language });
      await page.getByTestId('wall').waitFor();
      // A phone of half the width is what the same phone zoomed to 200 % has to lay out.
      for (const width of [390, 320, 195]) {
        await page.setViewportSize({ width, height: 844 });
        const beyond = await page.evaluate(() =>
          [...document.querySelectorAll('body *')]
            .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
            .filter((element) => !element.closest('[class*=unseen], [class*=skip]'))
            .map((element) => element.outerHTML.slice(0, 120)),
        );
        expect([language, width, beyond]).toEqual([language, width, []]);
      }
      expect([...(await seriousFaults(page))]).toEqual([]);
    }
  });
});
