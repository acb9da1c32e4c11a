import type { Browser, Page } from 'playwright-core';
import { issueBadge } from '../../src/auth/issue-badge';
import { signInLink } from '../../src/cli/sign-in-link';
import type { Database } from '../../src/database/database';
import { operator, Role, type Viewer } from '../../src/graphql/authorize/viewer';
import { Poll, PollState } from '../../src/poll/poll';
import { faultsOf, recount } from '../../src/record/recount';
import { at, aViewer } from '../support/hall';
import { aServer, type TestServer } from '../support/server';
import { seriousFaults } from './support/axe';
import { aBrowser, aPage, type Watched } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { aDesk, type DeskStage, stateOf } from './support/desk';
import { type DeskHands, deskHandsOn } from './support/desk-hands';
import { scan } from './support/scan';
import { letIn } from './support/stage';

const phone = { width: 390, height: 844 };

describeInBrowser('the desk of the chair', () => {
  let browser: Browser;
  let server: TestServer;
  let db: Database;
  beforeAll(async () => {
    [browser, server] = await Promise.all([aBrowser(), aServer({}, 'shipped')]);
    db = server.app.db;
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function enter(viewer: Viewer, path: string, options: Parameters<typeof aPage>[2] = {}): Promise<Watched> {
    const watched = await aPage(browser, server.app.url, options);
    await letIn(watched, { server }, viewer);
    await watched.page.goto(path);
    return watched;
  }

  const button = (page: Page, name: string | RegExp) => deskHandsOn(page).button(name);
  const confirm = (page: Page, ...names: Parameters<DeskHands['confirm']>) => deskHandsOn(page).confirm(...names);
  const answer = (page: Page, does: string | RegExp) => deskHandsOn(page).answer(does);
  const card = (page: Page, ordinal: number) => deskHandsOn(page).card(ordinal);

  async function pollId({ rehearsal }: DeskStage, ordinal: number): Promise<string> {
    return (await db.manager.findOneByOrFail(Poll, { conferenceId: rehearsal.id, ordinal })).id;
  }

  /** At a desk of their own: sees who asked for what, and confirms it. */
  async function confirmBySecretary({ rehearsal, chair, secretary }: DeskStage): Promise<void> {
    const { page, context } = await enter(secretary, `/chair/${rehearsal.slug}/polls`);
    const waiting = page.getByRole('region', { name: 'Chờ người thứ hai xác nhận' });
    await waiting.getByText('Hủy biểu quyết 3', { exact: true }).waitFor();
    await waiting.getByText('Lý do: Đọc nhầm tên đơn vị').waitFor();
    await waiting.getByText(new RegExp(`Người đề nghị: ${chair.name} \\(chủ tọa\\), lúc`)).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await waiting.getByRole('button', { name: 'Xác nhận' }).click();
    await deskHandsOn(page).answer('Xác nhận');
    await waiting.waitFor({ state: 'hidden' });
    await context.close();
  }

  /** Opens a poll at the desk, has the five heads vote, and closes it. */
  async function run(page: Page, stage: DeskStage, ordinal: number, no: readonly number[]): Promise<void> {
    const desk = deskHandsOn(page);
    await desk.openPoll(ordinal);
    const id = await pollId(stage, ordinal);
    for (let place = 0; place < 5; place += 1) await stage.vote(id, place, no.includes(place) ? 'NO' : 'YES');
    await desk.card(ordinal).getByText('5/5').waitFor();
    await desk.closePoll(ordinal);
  }

  it('runs the agenda of 2022 from opening to closing, and the recount agrees', async () => {
    const stage = await aDesk(server);
    const { page, context, faults, foreign } = await enter(stage.chair, '/chair');
    await confirm(page, 'Khai mạc hội nghị');
    for (let item = 1; item <= 7; item += 1) {
      await button(page, new RegExp(`Bắt đầu mục ${item}`)).click();
      await button(page, new RegExp(`Kết thúc mục ${item}`)).waitFor();
    }

    await page.getByRole('link', { name: 'Điểm danh' }).click();
    await button(page, 'Điểm danh cả đoàn: Hà Nội').click();
    await page.getByText('Hà Nội: 2/2 có mặt').waitFor();
    for (const name of ['cần thơ', 'HAI PHONG', 'da nang', 'chi minh']) {
      await page.getByLabel('Tìm theo tên').fill(name);
      await page.getByText('1 đại biểu', { exact: true }).waitFor();
      await button(page, /^Điểm danh Đại biểu/).click();
      await button(page, /^Ghi nhận rời hội trường/).waitFor();
    }
    await page.getByText('5/5 đơn vị, cần 4').waitFor();
    // A delegate's phone that follows is seen as connected.
    const socket = await server.socket(at(stage.heads, 1));
    await server
      .follow(socket, 'subscription ($id: ID!) { conferenceChanged(conferenceId: $id) { sequence } }', {
        id: stage.rehearsal.id,
      })
      .next();
    await page.getByText('1 đại biểu đang kết nối').waitFor();

    await page.getByRole('link', { name: 'Biểu quyết' }).click();
    await button(page, 'Lập 5 cuộc biểu quyết cho 5 đề nghị').click();
    await card(page, 5).waitFor();
    // The first: four of five vote, and closing names the one who has not.
    await deskHandsOn(page).openPoll(1);
    const first = await pollId(stage, 1);
    for (const place of [0, 1, 2, 3]) await stage.vote(first, place, 'YES');
    await card(page, 1).getByText('4/5').waitFor();
    await card(page, 1).getByText('Đà Nẵng: chưa bỏ phiếu').waitFor();
    expect(await card(page, 1).getByRole('button', { name: 'Nhập kết quả kiểm phiếu' }).count()).toBe(0);
    await card(page, 1).getByRole('button', { name: 'Đóng và kiểm phiếu' }).click();
    await page.getByText('Còn 1 chưa bỏ phiếu: Đà Nẵng. Đóng rồi thì không ai bỏ phiếu được nữa.').waitFor();
    expect([...(await seriousFaults(page))]).toEqual([]);
    await answer(page, 'Đóng và kiểm phiếu');
    await card(page, 1).getByText('Thông qua', { exact: true }).waitFor();

    // The second is counted on paper; the sum is checked while it is typed.
    await deskHandsOn(page).openPoll(2);
    await card(page, 2).getByRole('button', { name: 'Nhập kết quả kiểm phiếu' }).click();
    const dialog = page.getByRole('dialog');
    const write = dialog.getByRole('button', { name: 'Đề nghị ghi kết quả' });
    await dialog.getByLabel('Tổng số phiếu thu về').fill('5');
    await dialog.getByLabel('Tán thành', { exact: true }).fill('3');
    await dialog.getByLabel('Không tán thành').fill('1');
    await dialog.getByLabel('Không có ý kiến').fill('0');
    await dialog.getByText('Cộng: 4. Thu về: 5. Còn thiếu 1 phiếu.').waitFor();
    expect(await write.isDisabled()).toBe(true);
    await dialog.getByLabel('Phiếu không hợp lệ').fill('1');
    await dialog.getByText('Khớp.').waitFor();
    expect([...(await seriousFaults(page))]).toEqual([]);
    await answer(page, 'Đề nghị ghi kết quả');
    await page.getByText('Bạn đã đề nghị việc này; một người khác phải xác nhận trên máy của họ.').waitFor();
    await stage.confirm();
    await card(page, 2).getByText('Không thông qua', { exact: true }).waitFor();
    await card(page, 2).getByText('Phiếu giấy').waitFor();

    // The third is void, and its further round decides.
    await deskHandsOn(page).openPoll(3);
    await card(page, 3).getByRole('button', { name: 'Hủy cuộc này' }).click();
    await dialog.getByLabel('Lý do').fill('Đọc nhầm tên đơn vị');
    await answer(page, 'Đề nghị hủy');
    await confirmBySecretary(stage);
    await card(page, 3).getByText('Lý do hủy: Đọc nhầm tên đơn vị').waitFor();
    await card(page, 3).getByRole('button', { name: 'Lập vòng mới' }).click();
    await answer(page, 'Lập vòng mới');
    await run(page, stage, 6, []);
    await run(page, stage, 4, [2]);
    await run(page, stage, 5, [0, 1, 2]);
    await card(page, 5).getByText('Không thông qua', { exact: true }).waitFor();

    await page.getByRole('link', { name: 'Giao ước', exact: true }).click();
    await confirm(page, 'Sửa dự thảo', 'Lưu dự thảo');
    await confirm(page, 'Mở ký');
    await page.getByText('Đà Nẵng: chưa ký').waitFor();
    for (let place = 0; place < 5; place += 1) await stage.sign(place);
    await page.getByText('Có hiệu lực', { exact: true }).waitFor();
    await page.getByText('5/5 đơn vị').waitFor();

    await page.getByRole('link', { name: 'Cụm trưởng, Cụm phó' }).click();
    await button(page, 'Công bố').click();
    await dialog.getByLabel('Đơn vị làm Cụm trưởng').selectOption({ label: 'Đà Nẵng' });
    await dialog.getByLabel('Hải Phòng').check();
    await dialog.getByText('Năm 2022: Cụm trưởng là Đà Nẵng; Cụm phó là Hải Phòng.').waitFor();
    await answer(page, 'Công bố');
    await page.getByText('Cụm trưởng: Đà Nẵng').waitFor();

    await page.getByRole('link', { name: 'Chương trình' }).click();
    await confirm(page, 'Bế mạc hội nghị');
    await page.getByText('Hội nghị đã bế mạc').waitFor();
    const { slug, id } = stage.rehearsal;
    expect(await stateOf(db, slug)).toBe('CLOSED');
    expect(faultsOf(await recount(db, { slug }))).toEqual([]);
    const polls = await db.manager.findBy(Poll, { conferenceId: id });
    expect(polls.filter(({ state }) => state === PollState.CLOSED)).toHaveLength(5);
    expect([faults, foreign]).toEqual([[], []]);
    await context.close();
  });

  it('does an act once although its answer was lost', async () => {
    const stage = await aDesk(server);
    const { page, context } = await enter(stage.chair, '/chair');
    const lose = (field: string) => {
      const keys: string[] = [];
      return page
        .route('**/graphql', async (route) => {
          const { query = '', variables } = route.request().postDataJSON() ?? {};
          if (!query.includes(`${field}(`)) return route.fallback();
          keys.push(variables.input.idempotencyKey);
          if (keys.length > 1) return route.fallback();
          await route.fetch();
          return route.abort();
        })
        .then(() => keys);
    };
    // Opened, and the page learns it from the log: the question is answered and never turns into the one of closing.
    await lose('openConference');
    await button(page, 'Khai mạc hội nghị').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Khai mạc hội nghị' }).click();
    await button(page, 'Bế mạc hội nghị').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    const keys = await lose('createPoll');
    await page.goto(`/chair/${stage.rehearsal.slug}/polls`);
    await button(page, 'Câu hỏi khác').click();
    await page.getByLabel('Câu hỏi', { exact: true }).fill('Thông qua báo cáo?');
    await page.getByRole('dialog').getByRole('button', { name: 'Lập' }).click();
    await page.getByText('máy chủ không làm hai lần').waitFor();
    await answer(page, 'Lập');
    await card(page, 1).waitFor();
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(keys[1]);
    expect(await db.manager.countBy(Poll, { conferenceId: stage.rehearsal.id })).toBe(1);
    await context.close();
  });

  it('says what to do when the server refuses', async () => {
    const stage = await aDesk(server);
    const { page, context } = await enter(stage.chair, '/chair/', { language: 'en' });
    await confirm(page, 'Open the conference');
    await page.getByRole('link', { name: 'Votes' }).click();
    await button(page, /Make 5 votes/).click();
    await button(page, 'Open the vote').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Open the vote' }).click();
    await page.getByText('There is no quorum. Check in more delegates').waitFor();
    expect([...(await seriousFaults(page))]).toEqual([]);
    await context.close();
  });

  it('offers a secretary what a secretary does, and nobody else a desk', async () => {
    const stage = await aDesk(server);
    const { page, context } = await enter(stage.secretary, '/chair');
    await page.getByText('Chủ tọa khai mạc và bế mạc hội nghị.').waitFor();
    expect(await page.getByRole('button', { name: /Khai mạc/ }).count()).toBe(0);
    await page.goto(`/chair/${stage.rehearsal.slug}/polls`);
    await button(page, /Lập 5 cuộc/).click();
    await page.getByText('Việc này do chủ tọa thực hiện.').first().waitFor();
    expect(await page.getByRole('button', { name: /Mở biểu quyết|Hủy cuộc này/ }).count()).toBe(0);
    await page.goto(`/chair/${stage.rehearsal.slug}/rehearsal`);
    await page.getByText('Diễn tập do chủ tọa hoặc quản trị viên bắt đầu.').waitFor();
    await page.goto('/chair/cum-5-thanh-pho-2022');
    await page.getByText('không điều hành hội nghị này').waitFor();
    await context.close();
    const delegate = await enter(at(stage.heads, 0), '/chair');
    await delegate.page.getByText('Bàn này dành cho chủ tọa').waitFor();
    await delegate.context.close();
  });

  it('runs by keyboard alone, and gives the focus back where it was', async () => {
    const stage = await aDesk(server);
    const { page, context } = await enter(stage.chair, '/chair');
    await button(page, 'Khai mạc hội nghị').waitFor();
    // The whole page holds every text: only a control in it can be said to have the focus.
    const holds = (text: string) => page.locator('button:focus').filter({ hasText: text }).waitFor();
    const tabTo = async (text: string) => {
      await button(page, new RegExp(text)).and(page.locator(':enabled')).waitFor();
      for (let presses = 0; presses < 80; presses += 1) {
        await page.keyboard.press('Tab');
        if (
          await page.evaluate((sought) => {
            const control = document.activeElement;
            return control instanceof HTMLButtonElement && control.textContent?.includes(sought);
          }, text)
        )
          return;
      }
      throw new Error(`the keyboard does not reach “${text}”`);
    };
    await tabTo('Khai mạc hội nghị');
    await page.keyboard.press('Enter');
    await holds('Không, quay lại');
    await page.keyboard.press('Escape');
    await holds('Khai mạc hội nghị');
    await page.keyboard.press('Enter');
    await holds('Không, quay lại');
    await page.keyboard.press('Tab');
    await holds('Khai mạc hội nghị');
    await page.keyboard.press('Enter');
    await button(page, 'Bế mạc hội nghị').waitFor();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await tabTo('Bắt đầu');
    await page.keyboard.press('Enter');
    await button(page, /Kết thúc mục 1/).waitFor();
    await page.goto(`/chair/${stage.rehearsal.slug}/attendance`);
    await button(page, /^Điểm danh Đại biểu/).waitFor();
    await tabTo('Điểm danh cả đoàn');
    await page.keyboard.press('Enter');
    await page.getByText('Hà Nội: 2/2 có mặt').waitFor();
    await context.close();
  });

  it('starts a rehearsal that can be played, and stops one that plays', async () => {
    const administrator = await aViewer(db, Role.ADMINISTRATOR);
    const { page, context } = await enter(administrator, '/chair');
    await page
      .getByRole('link', { name: /năm 2021, phát động/ })
      .first()
      .waitFor();
    await page.goto('/chair/cum-5-thanh-pho-2022/rehearsal');
    await page.getByLabel('Tự tay điều hành').check();
    await page.getByLabel('Số đại biểu').fill('5');
    await button(page, 'Bắt đầu diễn tập').click();
    await page.getByText('Buổi diễn tập mới').waitFor();
    expect(await page.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/).count()).toBe(1);
    await page.getByRole('link', { name: 'Mở bàn chủ tọa của buổi diễn tập' }).click();
    await confirm(page, 'Khai mạc hội nghị');
    await button(page, 'Bế mạc hội nghị').waitFor();
    await page.goBack();
    await page.getByLabel('Xem diễn tự động, nhanh gấp đôi').check();
    await page.getByLabel('Số đại biểu').fill('5');
    await button(page, 'Bắt đầu diễn tập').click();
    const slug = ((await page.getByText('Buổi diễn tập mới').textContent()) ?? '').split(': ')[1] ?? '';
    const row = page.getByRole('listitem').filter({ hasText: `${slug} ·` });
    await row.getByText('Đang diễn ra').waitFor();
    await row.getByRole('button', { name: 'Dừng' }).click();
    await answer(page, 'Dừng buổi diễn tập này');
    await row.getByText('Đã kết thúc').waitFor();
    expect(await stateOf(db, slug)).toBe('CLOSED');
    await context.close();
  });

  it('lets an administrator in by the one-time link, which leaves no code in the address', async () => {
    const badge = { role: Role.ADMINISTRATOR, conferenceId: null, delegateId: null, name: 'Lan', ttlMinutes: 5 };
    const { code } = await issueBadge(db, operator, badge);
    const { page, context, faults } = await aPage(browser, server.app.url);
    await page.goto(signInLink(server.app.url, Role.ADMINISTRATOR, code));
    await button(page, 'Đăng nhập').click();
    await page.getByRole('heading', { level: 1, name: 'Đăng nhập' }).waitFor({ state: 'detached' });
    expect(page.url()).toBe(`${server.app.url}/chair`);
    const used = await aPage(browser, server.app.url);
    await used.page.goto(signInLink(server.app.url, Role.ADMINISTRATOR, code));
    await button(used.page, 'Đăng nhập').click();
    await used.page.getByRole('alert').filter({ hasText: /\w/ }).waitFor();
    expect(faults).toEqual([]);
    await Promise.all([context.close(), used.context.close()]);
  });

  it('makes badges that let people in, and prints nothing but them', async () => {
    const stage = await aDesk(server);
    const { page, context } = await enter(stage.secretary, `/chair/${stage.rehearsal.slug}/badges`);
    await confirm(page, 'Làm thẻ cho tất cả (6)', 'Làm 6 thẻ');
    await button(page, 'In 6 thẻ').waitFor();
    const squares = page.getByRole('img', { name: /^Mã QR/ });
    expect(await squares.count()).toBe(6);
    await page.evaluate(() => {
      window.print = () => document.body.setAttribute('data-printed', 'yes');
    });
    await button(page, 'In 6 thẻ').click();
    await page.locator('body[data-printed=yes]').waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button').count()).toBe(0);
    expect(await page.getByRole('heading').count()).toBe(0);
    const codes = await page.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/).allTextContents();
    expect(new Set(codes).size).toBe(6);
    for (const [n, code] of codes.entries()) {
      expect(await scan(squares.nth(n))).toBe(`${server.app.url}/live#c=${code}`);
    }
    const signIn = 'mutation ($code: String!) { signIn(input: { code: $code }) { viewer { role } } }';
    const { data } = await server.ask(signIn, { code: codes[0] });
    expect(data.signIn.viewer.role).toBe('DELEGATE');
    await context.close();
  });

  it('has nothing seriously wrong for anybody, on any part, wide or on a phone', async () => {
    const stage = await aDesk(server);
    for (const options of [{ language: 'en' }, { language: 'vi', viewport: phone, colorScheme: 'dark' }] as const) {
      const { page, context, faults } = await enter(stage.chair, '/chair', options);
      await page.getByRole('navigation').getByRole('link').first().waitFor();
      for (const part of await page.getByRole('navigation').getByRole('link').all()) {
        await part.click();
        await page.getByRole('heading', { level: 2 }).first().waitFor();
        const wider = () => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        expect([await part.textContent(), await seriousFaults(page), await wider()]).toEqual([
          await part.textContent(),
          [],
          false,
        ]);
      }
      expect(faults).toEqual([]);
      await context.close();
    }
  });
});
