import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { readSpreadsheet } from '../../src/spreadsheet/read';
import { aServer, type TestServer } from '../support/server';
import { seriousFaults } from './support/axe';
import { aBrowser, aPage } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { aDesk } from './support/desk';
import { letIn } from './support/stage';

describeInBrowser('a table of any page', () => {
  let browser: Browser;
  let server: TestServer;
  beforeAll(async () => {
    [browser, server] = await Promise.all([aBrowser(), aServer({}, 'shipped')]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /** Opens what stands below a table, by its name and the keyboard alone, and takes the file of a format. */
  async function take(page: Page, caption: string, format: string): Promise<{ name: string; bytes: Buffer }> {
    const summary = page.locator(`summary[aria-label="Tải bảng này về: ${caption}"]`);
    if ((await summary.locator('..').getAttribute('open')) === null) {
      await summary.focus();
      await page.keyboard.press('Enter');
    }
    const downloading = page.waitForEvent('download');
    await summary.locator('..').getByRole('button', { name: format }).focus();
    await page.keyboard.press('Enter');
    const download = await downloading;
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  }

  it.each([1280, 390])('is taken away as it is shown, with exact numbers beside, %i pixels wide', async (width) => {
    const watched = await aPage(browser, server.app.url, { viewport: { width, height: 844 } });
    const { page, context, faults } = watched;
    await page.goto('/bloc/cum-5-thanh-pho/indicator/BUDGET_REVENUE');
    const shown = page.locator('table').first();
    await shown.locator('[data-value]').first().waitFor();
    const named = (await shown.locator('caption').textContent()) ?? '';
    const xlsx = await take(page, named, 'Excel (.xlsx)');
    const [sheet] = readSpreadsheet(xlsx.bytes).sheets;
    const rows = sheet?.rows.map(({ cells }) => cells.map((cell) => cell && [cell.kind, cell.text])) ?? [];
    expect(rows[0]?.slice(0, 4)).toEqual([
      ['TEXT', 'Đơn vị'],
      ['TEXT', 'Năm'],
      ['TEXT', 'Như nguồn in'],
      ['TEXT', 'Như nguồn in (số chính xác)'],
    ]);
    const printed = '834.875,801 tỉ đồng';
    const revenue = rows.find((cells) => cells[2]?.[1]?.startsWith(printed));
    expect(revenue?.[3]).toEqual(['NUMBER', '834875.801']);
    // Every row of the page, and every figure in it.
    expect(rows.length).toBe(await shown.locator('tr').count());
    expect(rows.filter((cells) => cells[3]?.[0] === 'NUMBER').length).toBe(await shown.locator('[data-value]').count());

    const csv = await take(page, named, 'CSV');
    expect(csv.bytes.toString('hex', 0, 3)).toBe('efbbbf');
    const line = csv.bytes
      .toString('utf8')
      .split('\r\n')
      .find((each) => each.includes(printed));
    expect(line).toContain(';834875,801;');
    const read = readSpreadsheet(csv.bytes).sheets[0]?.rows ?? [];
    expect(read.map(({ cells }) => cells[2]?.text)).toEqual(sheet?.rows.map(({ cells }) => cells[2]?.text));

    const json = await take(page, named, 'JSON');
    const { caption: told, columns, rows: listed } = JSON.parse(json.bytes.toString('utf8'));
    expect([told, columns.length, listed.length]).toEqual([named, rows[0]?.length, rows.length - 1]);
    expect(listed.find((cells: string[]) => cells[2]?.startsWith(printed))[3]).toBe('834875.801');
    expect([xlsx.name, csv.name, json.name].map((name) => /^[a-z0-9-]+\.(xlsx|csv|json)$/.test(name))).toEqual([
      true,
      true,
      true,
    ]);

    expect([...(await seriousFaults(page))]).toEqual([]);
    if (process.env.SHEET_PICTURES)
      await page.screenshot({ path: `${process.env.SHEET_PICTURES}/table-${width}.png`, fullPage: true });
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('summary').filter({ hasText: 'Tải bảng này về' }).first().isVisible()).toBe(false);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('holds no formula of a stranger: in CSV it stands behind an apostrophe, in XLSX it is text', async () => {
    const stage = await aDesk(server);
    const watched = await aPage(browser, server.app.url);
    await letIn(watched, { server }, stage.secretary);
    const { page, context } = watched;
    await page.goto(`/chair/${stage.rehearsal.slug}/attendance`);
    await page.getByRole('button', { name: 'Nhập từ Excel' }).click();
    const evil = ['=HYPERLINK(1;"x")', '+1+cmd', '-2+3', '@SUM(1)', '＝1'];
    const pasted = [
      'Họ và tên\tĐơn vị',
      ...evil.map((text, n) => `Người ${n}\t"${text.replaceAll('"', '""')}"`),
      'Số\t-12,5',
    ];
    await page.getByLabel('Hoặc dán từ Excel').fill(pasted.join('\n'));
    await page.getByRole('button', { name: 'Xem trước' }).click();
    await page.getByRole('table', { name: 'Các ô cần sửa' }).waitFor();
    const { bytes } = await take(page, 'Các ô cần sửa', 'CSV');
    const values = readSpreadsheet(bytes)
      .sheets[0]?.rows.slice(1)
      .map(({ cells }) => cells[1]?.text);
    // A number is none, and stays one.
    expect(values).toEqual([...evil.map((text) => `'${text}`), '-12,5']);
    const xlsx = await take(page, 'Các ô cần sửa', 'Excel (.xlsx)');
    const cells = readSpreadsheet(xlsx.bytes)
      .sheets[0]?.rows.slice(1)
      .map(({ cells }) => cells[1]);
    expect(cells?.map((cell) => [cell?.kind, cell?.text, cell?.formula])).toEqual(
      [...evil, '-12,5'].map((text) => ['TEXT', text, false]),
    );
    await context.close();
  });
});
