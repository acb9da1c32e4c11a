import { readFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { aServer, type TestServer } from '../support/server';
import { type Assembly, anAssembly } from './support/assembly';
import { seriousFaults } from './support/axe';
import { aBrowser, aPage, type Watched } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { letIn } from './support/stage';

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

describeInBrowser('the page that checks papers', () => {
  let browser: Browser;
  let server: TestServer;
  let assembly: Assembly;
  let watched: Watched;
  let page: Page;
  let file: Buffer;
  beforeAll(async () => {
    // An address that others can open, so that there are codes.
    [browser, server] = await Promise.all([
      aBrowser(),
      aServer({ PUBLIC_URL: 'https://thidua.example', PRODUCTION: 'off', SECURE_COOKIE: 'off' }, 'shipped'),
    ]);
    assembly = await anAssembly(server);
    const pollId = await assembly.openPoll();
    await assembly.vote(pollId, ['YES'], ['YES'], ['YES'], ['NO']);
    await assembly.act('closePoll', { pollId });
    watched = await aPage(browser, server.app.url);
    page = watched.page;
    await page.goto(`/paper/${assembly.slug}/counting`);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Tải tệp Word' }).click(),
    ]);
    file = readFileSync(await download.path());
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const choose = async (buffer: Buffer | Uint8Array) => {
    await page.goto('/check');
    await page
      .getByLabel('Chọn tệp Word')
      .setInputFiles({ name: 'a.docx', mimeType: word, buffer: Buffer.from(buffer) });
  };
  /** The file with one part of its body written otherwise. */
  const retyped = (from: string, to: string): Uint8Array => {
    const parts = unzipSync(new Uint8Array(file));
    const body = strFromU8(parts['word/document.xml'] as Uint8Array);
    expect(body.split(from)).toHaveLength(2);
    return zipSync({ ...parts, 'word/document.xml': strToU8(body.replace(from, to)) });
  };

  it('says that a file is as the record, with a code that leads here', async () => {
    const parts = unzipSync(new Uint8Array(file));
    expect(Object.keys(parts).filter((name) => name.startsWith('word/media/'))).toHaveLength(1);
    await choose(file);
    await page.getByText(/^KHỚP: văn bản này lập từ sổ ghi/).waitFor();
    await page.getByText('Mọi dòng của tệp đúng như sổ ghi.').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect([watched.faults, watched.foreign]).toEqual([[], []]);
  });

  it('shows a figure that was typed anew, and lets dots be filled in', async () => {
    await choose(retyped('60,00%', '80,00%'));
    const found = page.getByRole('alert').filter({ hasText: 'TỆP KHÁC SỔ GHI: 1 dòng.' });
    await found.waitFor();
    const lines = await found.locator('li').allTextContents();
    expect(lines).toEqual(['1 | Tán thành | 3 | 60,00% | ', '1 | Tán thành | 3 | 80,00% | ']);
    await choose(retyped('Số: ……………/BB-……………', 'Số: 12/BB-CTĐ'));
    await page.getByText('Mọi dòng của tệp đúng như sổ ghi.').waitFor();
  });

  it('refuses what is no file of Word, and one without a code', async () => {
    for (const bytes of [Buffer.from('a'), Buffer.from(zipSync({ 'a.txt': strToU8('a') }))]) {
      await choose(bytes);
      await page.getByText('Không đọc được tệp này.').waitFor();
    }
    const { 'docProps/custom.xml': _, ...others } = unzipSync(new Uint8Array(file));
    await choose(zipSync(others));
    await page.getByText('Tệp này không mang mã của văn bản nào.').waitFor();
    const body = strFromU8(others['word/document.xml'] as Uint8Array);
    const entities = body.replace(/<w:document/, '<!DOCTYPE a [<!ENTITY b "c">]><w:document');
    await choose(zipSync({ ...others, 'word/document.xml': strToU8(entities) }));
    await page.getByText('Không đọc được tệp này.').waitFor();
  });

  it('opens by the code that is printed, and says when the record has gone on, or never said so', async () => {
    await page.goto(`/paper/${assembly.slug}/counting`);
    await page.getByRole('img', { name: /^Quét mã để so giấy này/ }).waitFor();
    const custom = strFromU8(unzipSync(new Uint8Array(file))['docProps/custom.xml'] as Uint8Array);
    const [code = ''] = /counting\.[a-z0-9.-]+/.exec(custom) ?? [];
    await page.goto(`/check#${code}`);
    await page.getByText(/^KHỚP: /).waitFor();
    await page.getByText('Kiểm phiếu').first().waitFor();
    const forged = code.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    await page.getByLabel('Hoặc dán địa chỉ').fill(`https://thidua.example/check#${forged}`);
    await page.getByText(/^KHÔNG KHỚP: /).waitFor();
    const pollId = await assembly.openPoll();
    await assembly.vote(pollId, ['YES']);
    await assembly.act('closePoll', { pollId });
    await page.goto('about:blank');
    await page.goto(`/check#${code}`);
    await page.getByText(/^Sổ ghi đã có thêm sau khi lập văn bản/).waitFor();
    await page.getByLabel('Hoặc dán địa chỉ').fill('số 12');
    await page.getByText('Đây không phải địa chỉ hay mã của một văn bản.').waitFor();
  });

  it('is adopted by the chair as it reads, keeps that when the record goes on, and is tied to its signed file', async () => {
    const opened = await aPage(browser, server.app.url);
    const { page: desk, context, faults } = opened;
    await letIn(opened, assembly, assembly.chair);
    await desk.goto(`/paper/${assembly.slug}/minutes`);
    await desk.getByRole('button', { name: 'Thông qua văn bản này' }).click();
    await desk.getByLabel('Số, ký hiệu').fill('12/BB-CTĐ');
    await desk.getByLabel('Ngày ghi trên văn bản').fill('2022-03-21');
    expect(await seriousFaults(desk)).toEqual([]);
    await desk.getByRole('button', { name: 'Thông qua', exact: true }).click();
    const adopted = desk.getByText(/^Đã thông qua lúc .*, số 12\/BB-CTĐ\. .* Mã: ([0-9a-f]{4} ?){4}\.$/);
    await adopted.waitFor();
    await desk.getByText('Số: 12/BB-CTĐ').waitFor();
    await desk.getByText('TP Hồ Chí Minh, ngày 21 tháng 3 năm 2022').waitFor();
    const said = await desk.getByRole('article').textContent();
    const pollId = await assembly.openPoll();
    await assembly.vote(pollId, ['YES'], ['YES'], ['YES']);
    await assembly.act('closePoll', { pollId });
    await desk.reload();
    await adopted.waitFor();
    const footless = (text: string | null) => text?.replace(/Hội nghị [^·]*· nhật ký đến mục.*$/, '');
    expect(footless(await desk.getByRole('article').textContent())).toBe(footless(said));
    await desk.getByText('Chưa ghi bản đã ký').waitFor();
    await desk.getByRole('button', { name: 'Ghi bản đã ký, đóng dấu' }).click();
    const scan = { name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('a') };
    await desk.getByLabel('Tệp đã ký, đóng dấu').setInputFiles(scan);
    await desk.getByRole('button', { name: 'Ghi vào nhật ký' }).click();
    await desk.getByText('Bản đã ký, đóng dấu: tệp có mã ca97 8112 ca1b bdca.').waitFor();
    await desk.getByRole('button', { name: 'Thông qua lại' }).click();
    const again = desk.getByRole('button', { name: 'Thông qua', exact: true });
    expect(await again.isDisabled()).toBe(true);
    await desk.getByLabel('Vì sao thông qua lại').fill('Thêm kết quả vừa biểu quyết');
    await again.click();
    await desk.getByText('Chưa ghi bản đã ký').waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });
});
