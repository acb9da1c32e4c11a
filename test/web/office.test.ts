import type { Browser, Locator, Page } from 'playwright-core';
import { recoverAccount } from '../../src/auth/recover-account';
import type { Database } from '../../src/database/database';
import { BlocRole, Role, type Viewer } from '../../src/graphql/authorize/viewer';
import { at, aViewer } from '../support/hall';
import { aServer, type TestServer } from '../support/server';
import { aStaff, hold } from '../support/staff';
import { seriousFaults } from './support/axe';
import { aBrowser, aPage, type Watched } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { unreachable } from './support/keyboard';
import { aBlocYear, type BlocYear, dayIn } from './support/office';
import { isLive } from './support/phone';
import { letIn } from './support/stage';

describeInBrowser('the officers’ page', () => {
  let browser: Browser;
  let server: TestServer;
  let db: Database;
  beforeAll(async () => {
    [browser, server] = await Promise.all([aBrowser(), aServer()]);
    db = server.database.db;
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function enter(viewer: Viewer, path = '/office'): Promise<Watched> {
    const watched = await aPage(browser, server.app.url, { viewport: { width: 1280, height: 720 } });
    await letIn(watched, { server }, viewer);
    await watched.page.goto(path);
    await isLive(watched.page);
    return watched;
  }

  const goTo = (page: Page, part: string) => page.getByRole('link', { name: part, exact: true }).click();
  const dialog = (page: Page) => page.getByRole('dialog');
  async function answer(page: Page, does: string): Promise<void> {
    await dialog(page).getByRole('button', { name: does, exact: true }).click();
    await dialog(page).waitFor({ state: 'hidden' });
  }
  const cell = (page: Page, indicator: string) => page.getByLabel(`Số liệu: ${indicator}`, { exact: true });
  const row = (page: Page, indicator: string) => page.getByRole('row').filter({ has: cell(page, indicator) });

  /** What a spreadsheet puts on the clipboard, pasted into a field. */
  const paste = (field: Locator, text: string) =>
    field.evaluate((each, copied) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', copied);
      each.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);

  /** What the public sees of figures of the first quarter. */
  async function publicFigures({ slug, year }: BlocYear): Promise<readonly string[]> {
    const { page, context } = await aPage(browser, server.app.url);
    await page.goto(`/bloc/${slug}/year/${year}`);
    await page.getByRole('heading', { name: 'Đơn vị thành viên' }).waitFor();
    await page.waitForLoadState('networkidle');
    const figures = await page.getByTestId('figures').locator('[data-raw]').allTextContents();
    await context.close();
    return figures.sort();
  }

  it('plays a quarter: two members send, one is given back, mended and confirmed, and the public sees the figures', async () => {
    const made = await aBlocYear(db);
    const { year, leader, officers } = made;
    await made.confirm(await made.report(0, ['800.000,5', '7'], year - 1));
    const [first, second, office] = [await enter(officers[0]), await enter(officers[1]), await enter(leader)];
    const { page: one } = first;
    const { page: two } = second;
    const { page: lead } = office;
    await one.getByText('Hiện không có việc nào chờ bạn.').waitFor();

    // The leader's office sets a deadline that is over since three days: whoever has the page open sees it come.
    await goTo(lead, 'Hạn nộp');
    await lead.getByRole('button', { name: 'Đặt hạn' }).click();
    await dialog(lead).getByLabel('Hạn nộp', { exact: true }).fill(dayIn(-3));
    await answer(lead, 'Đặt hạn');
    await one.getByText('đã quá 3 ngày').waitFor();
    await two.getByText('đã quá 3 ngày').waitFor();
    expect([await seriousFaults(one), await unreachable(one)]).toEqual([[], []]);

    // A column from Excel fills the rows; what cannot be read is told in its row, and is not sent.
    await one.getByRole('link', { name: /^Nhập và gửi: Báo cáo kết quả quý I/ }).click();
    await row(one, 'Thu ngân sách').getByText('800.000,5 tỉ đồng').waitFor();
    await paste(cell(one, 'Thu ngân sách'), '834.875,801\r\n7.5\r\n12,,5\r\n');
    await one.getByRole('main').getByText('Đã điền 3 hàng từ bảng vừa dán.').waitFor();
    await row(one, 'Thu ngân sách').getByText('tăng 4,4% so với năm trước').waitFor();
    await row(one, 'Tỷ lệ hộ nghèo').getByText('Không đọc được thành số.').waitFor();
    await one.getByRole('button', { name: 'Đổi hết sang cách viết Việt Nam' }).click();
    expect(await cell(one, 'Tốc độ tăng trưởng').inputValue()).toBe('7,5');
    await one.getByRole('button', { name: 'Gửi báo cáo' }).click();
    await dialog(one)
      .getByText('Những hàng này không đọc được thành số, hãy sửa trước khi gửi: Tỷ lệ hộ nghèo.')
      .waitFor();
    expect(await dialog(one).getByRole('button', { name: 'Gửi', exact: true }).isDisabled()).toBe(true);
    await answer(one, 'Không, quay lại');
    await cell(one, 'Tỷ lệ hộ nghèo').fill('1,25');
    // The draft outlives the page.
    await one.reload();
    await one.getByText(/^Bản nháp lưu trên máy này lúc/).waitFor();
    expect(await cell(one, 'Tỷ lệ hộ nghèo').inputValue()).toBe('1,25');
    // What only the server knows is told in the row too.
    const unit = one.getByLabel('Đơn vị tính: Tỷ lệ hộ nghèo', { exact: true });
    await unit.fill('x'.repeat(101));
    await one.getByRole('button', { name: 'Gửi báo cáo' }).click();
    await answer(one, 'Gửi');
    await row(one, 'Tỷ lệ hộ nghèo').getByText('Đơn vị tính dài quá 100 ký tự.').waitFor();
    await one.getByRole('alert').filter({ hasText: 'Chưa gửi được: 1 hàng cần sửa.' }).waitFor();
    expect(await seriousFaults(one)).toEqual([]);
    await unit.fill('%');
    await one.getByRole('button', { name: 'Gửi báo cáo' }).click();
    await dialog(one).getByText('Gửi 3 số liệu; 1 chỉ tiêu để trống.').waitFor();
    await answer(one, 'Gửi');
    await one.getByText(/^Đã gửi lúc .* đang chờ xác nhận/).waitFor();
    expect(await one.getByText(/^Bản nháp/).count()).toBe(0);
    expect(await cell(one, 'Tỷ lệ hộ nghèo').inputValue()).toBe('1,25');

    // By keyboard alone, as in a spreadsheet.
    await two.getByRole('link', { name: /^Nhập và gửi: / }).press('Enter');
    await cell(two, 'Thu ngân sách').focus();
    await two.keyboard.type('512');
    await two.keyboard.press('Enter');
    await two.keyboard.type('6,27 %');
    await two.keyboard.press('Tab');
    await row(two, 'Tốc độ tăng trưởng').getByText('6,27 %', { exact: true }).waitFor();
    await two.getByRole('button', { name: 'Gửi báo cáo' }).press('Enter');
    await dialog(two).getByRole('button', { name: 'Gửi', exact: true }).press('Enter');
    await two.getByText(/^Đã gửi lúc/).waitFor();

    // Both wait at the leader's office; one is given back.
    await goTo(lead, 'Việc cần làm');
    await lead.getByText('Đã nộp 2/5. Chưa nộp: ĐV 1, ĐV 4, ĐV 5').waitFor();
    await lead.getByRole('link', { name: /^Xem và xác nhận: ĐV 2: / }).click();
    await lead.getByRole('heading', { name: 'Chờ xác nhận (2)' }).waitFor();
    const panel = (member: string) =>
      lead.getByRole('article').filter({ has: lead.getByRole('heading', { name: member }) });
    await panel('ĐV 2').getByText('800.000,5 tỉ đồng').waitFor();
    await panel('ĐV 2').getByText('834.875,801 tỉ đồng').first().waitFor();
    expect(await seriousFaults(lead)).toEqual([]);
    await panel('ĐV 2').getByRole('button', { name: 'Trả lại' }).click();
    await dialog(lead).getByLabel('Cần sửa gì').fill('Số thu chưa khớp báo cáo tài chính');
    await answer(lead, 'Trả lại báo cáo');
    await panel('ĐV 3').getByRole('button', { name: 'Xác nhận' }).click();
    await answer(lead, 'Xác nhận báo cáo');
    await lead.getByRole('heading', { name: 'Chờ xác nhận (0)' }).waitFor();
    await two.getByText(/^Báo cáo lần 1 đã được xác nhận/).waitFor();
    expect(await publicFigures(made)).toEqual(['512 tỉ đồng', '6,27 %']);

    // The officer sees why at once, with the figures kept, mends one and sends again.
    await one.getByText('Lý do: Số thu chưa khớp báo cáo tài chính').waitFor();
    expect(await cell(one, 'Thu ngân sách').inputValue()).toBe('834.875,801');
    await cell(one, 'Thu ngân sách').fill('834.875,9');
    await one.getByRole('button', { name: 'Gửi lại báo cáo' }).click();
    await answer(one, 'Gửi');
    await panel('ĐV 2').getByText('lần 2.').waitFor();
    await panel('ĐV 2').getByRole('button', { name: 'Xác nhận' }).click();
    await answer(lead, 'Xác nhận báo cáo');
    await one.getByText(/^Báo cáo lần 2 đã được xác nhận/).waitFor();
    expect(await publicFigures(made)).toEqual(['1,25 %', '512 tỉ đồng', '6,27 %', '7,5 %', '834.875,9 tỉ đồng']);

    // Lateness is of what came first; paper that came in time counts before it.
    await goTo(lead, 'Hạn nộp');
    const due = lead.getByRole('table', { name: /^Đã nộp và chưa nộp: Báo cáo kết quả quý I/ });
    const state = (member: string) =>
      due.getByRole('row').filter({ has: lead.getByRole('rowheader', { name: member }) });
    await state('ĐV 2').getByText('Nộp trễ 3 ngày').waitFor();
    await state('ĐV 4').getByText('Chưa nộp, quá hạn 3 ngày').waitFor();
    await lead.getByRole('button', { name: 'Ghi nhận bản giấy' }).click();
    await dialog(lead).getByLabel('Đơn vị').selectOption({ label: 'ĐV 4' });
    await dialog(lead).getByLabel('Ngày nộp').fill(dayIn(-4));
    await answer(lead, 'Ghi nhận');
    await state('ĐV 4').getByText('Nộp đúng hạn').waitFor();
    expect([await seriousFaults(lead), await unreachable(lead)]).toEqual([[], []]);
    await goTo(one, 'Hạn nộp');
    await one.getByText('Nộp trễ 3 ngày').first().waitFor();
    expect(await one.getByText('ĐV 3').count()).toBe(0);

    for (const { faults, foreign, context } of [first, second, office]) {
      expect([faults, foreign]).toEqual([[], []]);
      await context.close();
    }
  });

  it('tells whoever holds no role whom to ask, in one sentence, and lets whoever holds several choose', async () => {
    const made = await aBlocYear(db);
    const nobody = await enter(await aStaff(made.hall));
    const [notice] = await nobody.page
      .getByText('hãy nhờ thường trực Cụm trưởng, Khối trưởng hoặc quản trị viên giao.')
      .all();
    expect(await notice?.textContent()).toMatch(/^Tài khoản .* chưa được giao phụ trách cụm, khối nào: [^.]*\.$/);
    await nobody.context.close();

    const both = await aStaff(made.hall, BlocRole.OFFICER, { memberId: at(made.hall.members, 3).id });
    await hold(made.hall, both, BlocRole.COUNCIL_OFFICE);
    const { page, context } = await enter(both);
    await page.getByRole('heading', { name: 'Chọn cụm, khối và vai trò' }).waitFor();
    expect(await page.getByRole('listitem').getByRole('link').allTextContents()).toEqual([
      ...['Cán bộ phụ trách: ĐV 4', 'Thường trực Hội đồng Thi đua - Khen thưởng'],
    ]);
    await page.getByRole('link', { name: 'Cán bộ phụ trách: ĐV 4' }).click();
    expect(new URL(page.url()).pathname).toBe(`/office/${made.slug}/officer-don-vi-4`);
    expect(await page.getByRole('link', { name: 'Người phụ trách', exact: true }).count()).toBe(0);
    await goTo(page, 'Hạn nộp');
    await page.getByLabel('Năm thi đua').selectOption(String(made.year - 1));
    await page.getByRole('heading', { name: `Hạn nộp năm ${made.year - 1}` }).waitFor();
    await page.getByRole('link', { name: 'Chọn cụm, khối hoặc vai trò khác' }).click();
    await page.getByRole('heading', { name: 'Chọn cụm, khối và vai trò' }).waitFor();
    await context.close();
  });

  it('is signed in to by the code of a badge, and by way of the bloc’s page for who holds a role there', async () => {
    const made = await aBlocYear(db);
    const { accountId } = made.officers[0];
    const { code } = await recoverAccount(db, made.leader, { accountId, ttlMinutes: 60 });
    const { page, context, faults } = await aPage(browser, server.app.url);
    await page.goto(`/bloc/${made.slug}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByRole('link', { name: 'Công việc của bạn ở cụm, khối này' }).count()).toBe(0);
    await page.goto('/office');
    await page.getByLabel('Mã trên thẻ của bạn').fill(code as string);
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByText('Cán bộ phụ trách: ĐV 2').waitFor();
    await page.goto(`/bloc/${made.slug}`);
    await page.getByRole('link', { name: 'Công việc của bạn ở cụm, khối này' }).click();
    await page.getByText('Cán bộ phụ trách: ĐV 2').waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  it('lets an administrator bring somebody in with a badge, and the leader’s office end a role and replace a lost badge', async () => {
    const made = await aBlocYear(db);
    const administrator = await enter(
      await aViewer(db, Role.ADMINISTRATOR),
      `/office/${made.slug}/administrator/people`,
    );
    const { page: admin } = administrator;
    await admin.getByText('Chưa có cán bộ phụ trách: ĐV 1, ĐV 4, ĐV 5.').waitFor();
    await admin.getByRole('button', { name: 'Giao vai trò' }).click();
    await dialog(admin).getByLabel('Giao cho ai').selectOption({ label: 'Người mới, chưa có tài khoản' });
    await dialog(admin).getByLabel('Họ tên người mới').fill('Cán bộ mới');
    await dialog(admin).getByLabel('Phụ trách đơn vị').selectOption({ label: 'ĐV 4' });
    await dialog(admin).getByRole('button', { name: 'Giao', exact: true }).click();
    const given = (page: Page) =>
      dialog(page)
        .getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
        .textContent();
    const code = await given(admin);
    await answer(admin, 'Đóng');
    const came = await aPage(browser, server.app.url);
    await came.page.goto(`/office#c=${code}`);
    await came.page.getByRole('button', { name: 'Đăng nhập' }).click();
    await came.page.getByText('Cán bộ phụ trách: ĐV 4').waitFor();

    const { page: lead, context } = await enter(made.leader, `/office/${made.slug}/leader/people`);
    const person = (page: Page) => page.getByRole('row').filter({ hasText: 'Cán bộ mới' });
    expect([await seriousFaults(lead), await unreachable(lead)]).toEqual([[], []]);
    await person(lead).getByRole('button', { name: 'Mất thẻ, mất máy' }).click();
    await dialog(lead).getByRole('button', { name: 'Đăng xuất máy cũ và cấp thẻ mới' }).click();
    const again = await given(lead);
    expect(again).not.toBe(code);
    await answer(lead, 'Đóng');
    // The lost device is signed out at once.
    await came.page.getByLabel('Mã trên thẻ của bạn').fill(again as string);
    await came.page.getByRole('button', { name: 'Đăng nhập' }).click();
    await came.page.getByText('Cán bộ phụ trách: ĐV 4').waitFor();

    await person(lead).getByRole('button', { name: 'Kết thúc' }).click();
    await answer(lead, 'Kết thúc vai trò');
    await came.page.getByText(/chưa được giao phụ trách cụm, khối nào/).waitFor();
    await person(admin).waitFor({ state: 'detached' });
    for (const each of [context, administrator.context, came.context]) await each.close();
  });
});
