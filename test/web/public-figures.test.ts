import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { aServer, type TestServer } from '../support/server';
import { seriousFaults } from './support/axe';
import { aBrowser, aPage } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';

const bloc = '/bloc/cum-5-thanh-pho';
const meeting = '/conference/cum-5-thanh-pho-2022';

describeInBrowser('the public pages', () => {
  let browser: Browser;
  let server: TestServer;
  let elsewhere: Server;
  beforeAll(async () => {
    [browser, server] = await Promise.all([aBrowser(), aServer({}, 'shipped')]);
    // Another site, with the page in a frame whose path is asked for.
    elsewhere = createServer(({ url }, answer) => {
      answer.setHeader('content-type', 'text/html; charset=utf-8');
      answer.end(
        `<!doctype html><title>x</title><iframe src="${server.app.url}${url}" width="800" height="600"></iframe>`,
      );
    });
    await new Promise<void>((done) => elsewhere.listen(0, '127.0.0.1', done));
  });
  afterAll(async () => {
    await browser?.close();
    elsewhere?.close();
    await server?.close();
  });

  const open = (options: Parameters<typeof aPage>[2] = {}) => aPage(browser, server.app.url, options);
  const figure = (page: Page, name: string) =>
    page.getByTestId('figures').getByRole('article').filter({ hasText: name });

  it.each([
    { path: meeting, viewport: { width: 1280, height: 720 } },
    { path: meeting, viewport: { width: 390, height: 844 } },
    { path: `${bloc}/year/2021`, viewport: { width: 1280, height: 720 } },
    { path: `${bloc}/year/2021`, viewport: { width: 390, height: 844 } },
  ])('show the figures of the year before all else: $path at $viewport.width', async ({ path, viewport }) => {
    const { page, context } = await open({ viewport });
    await page.goto(path);
    const revenue = figure(page, 'Tổng thu ngân sách').getByText('834.875,801 tỉ đồng');
    const box = await revenue.boundingBox();
    expect(box && box.y + box.height).toBeLessThan(viewport.height);
    expect(await page.getByRole('heading', { level: 2 }).first().textContent()).toMatch(/^Số liệu/);
    await context.close();
  });

  it('say of each figure its unit, its doubts and where it was read', async () => {
    const { page, context } = await open();
    await page.goto(`${bloc}/year/2021`);
    const exports = figure(page, 'Xuất khẩu');
    await exports.getByText('1.896,410 tỉ USD', { exact: true }).waitFor();
    await exports.getByText('Lớn hơn nhiều lần kim ngạch xuất khẩu của cả nước').waitFor();
    await exports.getByText('TTXVN').waitFor();
    await page.getByRole('navigation', { name: 'Số liệu các năm' }).getByRole('link', { name: '2024' }).click();
    await figure(page, 'Tốc độ tăng trưởng kinh tế').getByText('11,01 %').waitFor();
    expect(await page.getByText('834.875,801').count()).toBe(0);
    await context.close();
  });

  it('draw a chart for every indicator that has a figure, each with its table', async () => {
    const { page, context } = await open();
    await page.goto(`${bloc}/indicators`);
    await page.getByRole('heading', { name: 'Nhận định khác' }).waitFor();
    const { data } = await server.ask(
      `{ bloc(slug: "cum-5-thanh-pho") { results(first: 100) { nodes { value indicator { code } } } } }`,
    );
    const drawn = new Set<string>();
    for (const { value, indicator } of data.bloc.results.nodes) if (value !== null) drawn.add(indicator.code);
    const panels = page.locator('section').filter({ has: page.getByRole('img') });
    await panels.nth(drawn.size - 1).waitFor();
    expect(await panels.count()).toBe(drawn.size);
    for (const panel of await panels.all()) expect(await panel.getByRole('table').count()).toBe(1);
    await context.close();
  });

  it('explain a name that counts others than are listed', async () => {
    const { page, context } = await open();
    await page.goto(bloc);
    await page.getByText('Tên cụm, khối ghi 5; danh sách dưới đây có 6 đơn vị. Theo hồ sơ: Huế từ năm 2025.').waitFor();
    await context.close();
  });

  it('find by words without marks, in an address that can be sent on', async () => {
    const { page, context } = await open();
    await page.goto('/');
    await page.getByRole('searchbox').fill('da nang');
    await page.getByRole('button', { name: 'Tìm kiếm' }).click();
    await page.waitForURL('**/search?q=da+nang');
    await page.getByRole('link', { name: 'Đà Nẵng' }).waitFor();
    await page.getByRole('searchbox').fill('khong co gi ca');
    await page.getByText('Không tìm thấy.').waitFor();
    await page.getByRole('searchbox').fill('phat dong 2022');
    await page.getByRole('link', { name: /phát động và ký giao ước thi đua năm 2022/ }).click();
    await page.waitForURL(`**${meeting}`);
    await context.close();
  });

  it('can be cited up to a position of the log, under an address that is compared when it is opened', async () => {
    const { page, context } = await open();
    await page.goto(meeting);
    await page.getByText('Trích dẫn, đường dẫn cố định').click();
    const share = page.getByTestId('share');
    const cited = await share.getByText(/theo nhật ký hội nghị đến dòng \d+/).textContent();
    const address = await share.getByText(new RegExp(`^${server.app.url}${meeting}#log=`)).textContent();
    const [, sequence] = /#log=(\d+)-[0-9a-f]{64}$/.exec(address ?? '') ?? [];
    expect(cited).toContain(`đến dòng ${sequence},`);
    expect(await seriousFaults(page)).toEqual([]);
    await page.goto('about:blank');
    await page.goto(address ?? '');
    await page.getByText(`Khớp: mục ${sequence} của nhật ký`).waitFor();
    await context.close();
  });

  it('may stand in a frame of another site only where they are made for that', async () => {
    const { page, context } = await open();
    const { port } = elsewhere.address() as AddressInfo;
    const inFrame = page.frameLocator('iframe');
    await page.goto(`http://127.0.0.1:${port}/embed${bloc}/GRDP_GROWTH?lang=en`);
    await inFrame.getByRole('img', { name: /^Chart: / }).waitFor();
    await inFrame.getByRole('link', { name: 'See the whole page on Giao Ước' }).waitFor();
    expect(await inFrame.getByRole('button').count()).toBe(0);
    for (const path of [`${bloc}/indicators`, '/live', '/chair']) {
      const refused = page.waitForEvent('console', (message) => /frame-ancestors/.test(message.text()));
      await page.goto(`http://127.0.0.1:${port}${path}`);
      await refused;
    }
    await context.close();
  });

  it('show a visitor, an office and an author of software their next steps', async () => {
    const { page, context } = await open({ viewport: { width: 1280, height: 720 } });
    await page.goto('/');
    const steps = [
      ['Tôi muốn xem', [bloc]],
      // A conference, the year between two of them, and setting up.
      ['Tôi tổ chức hội nghị', ['/chair', '/office', '/setup']],
      ['Tôi viết phần mềm', ['/api']],
    ] as const;
    for (const [who, paths] of steps) {
      const door = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: who }) });
      for (const path of paths) await door.locator(`a[href="${path}"]`).waitFor();
      expect(await door.getByRole('link').count()).toBe(paths.length);
      const box = await door.boundingBox();
      expect(box && box.y + box.height).toBeLessThan(720);
    }
    await context.close();
  });
});
