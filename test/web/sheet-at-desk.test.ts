import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { Delegate } from '../../src/conference/delegate';
import { Spreadsheets } from '../../src/spreadsheet/spreadsheets';
import { aWorkbook } from '../spreadsheet/a-workbook';
import { aServer, type TestServer } from '../support/server';
import { seriousFaults } from './support/axe';
import { aBrowser, aPage } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { aDesk } from './support/desk';
import { deskHandsOn } from './support/desk-hands';
import { letIn } from './support/stage';

const headings = ['Họ và tên', 'Chức vụ', 'Đơn vị', 'Biểu quyết', 'Ký giao ước'];
const aFile = (...rows: (string | null)[][]) => ({
  name: 'danh sách.xls',
  mimeType: 'application/vnd.ms-excel',
  buffer: aWorkbook({ rows: [['DANH SÁCH ĐẠI BIỂU'], headings, ...rows], merges: ['A1:E1'] }),
});
const pictures = process.env.SHEET_PICTURES;
const picture = async (page: Page, name: string) => {
  if (!pictures) return;
  for (const [width, height] of [
    [1280, 800],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: `${pictures}/${name}-${width}.png`, fullPage: true });
  }
};

describeInBrowser('a list from Excel at the desk', () => {
  let browser: Browser;
  let server: TestServer;
  beforeAll(async () => {
    [browser, server] = await Promise.all([aBrowser(), aServer({}, 'shipped')]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('is looked at with its problems first, mended, brought in once, and pasted', async () => {
    const stage = await aDesk(server);
    const watched = await aPage(browser, server.app.url);
    await letIn(watched, { server }, stage.secretary);
    const { page, context, faults } = watched;
    await page.goto(`/chair/${stage.rehearsal.slug}/attendance`);
    const desk = deskHandsOn(page);
    const count = () => server.app.db.manager.countBy(Delegate, { conferenceId: stage.rehearsal.id });
    const before = await count();
    await desk.button('Nhập từ Excel').click();
    await picture(page, 'begin');
    const file = page.getByLabel('Tệp Excel (.xlsx) hoặc CSV');

    await file.setInputFiles(
      aFile(['Trần Thị Bảng', 'Phó Chủ tịch', 'TP Hà Nội', 'Có lẽ'], ['Lê Văn Tính', null, 'Hà Nội thứ hai']),
    );
    await page.getByText('0 đại biểu mới, 0 người được sửa, 0 người giữ nguyên, 2 dòng có lỗi.').waitFor();
    const problems = page.getByRole('table', { name: 'Các ô cần sửa' });
    expect(await problems.getByRole('rowheader').allTextContents()).toEqual(['D3', 'C4']);
    expect(await page.getByRole('button', { name: /^Nhập \d/ }).count()).toBe(0);
    expect([...(await seriousFaults(page))]).toEqual([]);
    await picture(page, 'problems');

    await file.setInputFiles(
      aFile(['Trần Thị Bảng', 'Phó Chủ tịch', 'Hà Nội', 'Không'], ['Lê Văn Tính', 'Vụ trưởng', null]),
    );
    await page.getByRole('table', { name: 'Những gì sẽ thay đổi' }).waitFor();
    await picture(page, 'preview');
    expect([...(await seriousFaults(page))]).toEqual([]);
    expect(await count()).toBe(before);
    await desk.button('Nhập 2 thay đổi').click();
    await page.getByText('Đã nhập: 2 đại biểu mới, 0 người được sửa.').waitFor();
    await page.getByText('Trần Thị Bảng').waitFor();
    expect(await count()).toBe(before + 2);

    await page
      .getByLabel('Hoặc dán từ Excel')
      .fill('HỌ VÀ TÊN\tCHỨC VỤ\nTRẦN THỊ BẢNG\tPhó Chủ tịch\nLê Văn Tính\tCục trưởng');
    await desk.button('Xem trước').click();
    await page.getByText('Chức vụ: Vụ trưởng → Cục trưởng').waitFor();
    await desk.button('Nhập 1 thay đổi').click();
    await page.getByText('Đã nhập: 0 đại biểu mới, 1 người được sửa.').waitFor();

    // Larger than a request may be, for a picture in it: the cells alone are sent.
    const rows = [headings, ['Trần Thị Ảnh', 'Giám đốc', 'Hà Nội', 'Không', 'Không']];
    const buffer = aWorkbook({ rows, parts: { 'xl/media/image1.png': randomBytes(200_000) } });
    await file.setInputFiles({ name: 'có ảnh.xlsx', mimeType: '', buffer });
    await page.getByText('1 đại biểu mới, 0 người được sửa, 0 người giữ nguyên, 0 dòng có lỗi.').waitFor();

    await file.setInputFiles({ name: 'cũ.xlsx', mimeType: '', buffer: Buffer.from('d0cf11e0a1b11ae1', 'hex') });
    await page.getByRole('alert').filter({ hasText: 'Excel kiểu cũ (.xls)' }).waitFor();
    await picture(page, 'old');
    expect(faults.filter((fault) => !fault.includes('400'))).toEqual([]);
    await context.close();
  });

  it('begins with a template that names the members, and whose example is refused while it is left in', async () => {
    const stage = await aDesk(server);
    const watched = await aPage(browser, server.app.url, { viewport: { width: 390, height: 844 } });
    await letIn(watched, { server }, stage.chair);
    const { page, context, faults } = watched;
    await page.goto(`/chair/${stage.rehearsal.slug}/attendance`);
    const desk = deskHandsOn(page);
    await desk.button('Nhập từ Excel').click();
    const downloading = page.waitForEvent('download');
    await desk.button('Tải tệp mẫu (.xlsx)').click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe('mau-danh-sach-dai-bieu.xlsx');
    const bytes = readFileSync(await download.path());
    if (pictures) await download.saveAs(`${pictures}/mau.xlsx`);
    const { sheets } = await new Spreadsheets().read(bytes);
    expect(sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['Danh sách', false],
      ['Đơn vị', true],
    ]);
    const members = sheets[1]?.rows.map(({ cells }) => cells[0]?.text) ?? [];
    expect([members[0], members.length, members.at(-1)]).toEqual(['Hà Nội', 6, 'Khách mời']);
    const sheet = Buffer.from(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? []).toString();
    expect(sheet).toContain(`<formula1>'Đơn vị'!$A$1:$A$6</formula1>`);
    expect(sheet).toContain('<sheetProtection sheet="1"');

    const file = page.getByLabel('Tệp Excel (.xlsx) hoặc CSV');
    await file.setInputFiles({ name: 'mau.xlsx', mimeType: '', buffer: bytes });
    await page.getByText('Đây là dòng ví dụ của tệp mẫu.').waitFor();
    expect(await page.getByRole('table', { name: 'Các ô cần sửa' }).getByRole('rowheader').allTextContents()).toEqual([
      'A4',
    ]);
    // Nothing is wider than the phone.
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(faults).toEqual([]);
    await context.close();
  });
});
