import type { Browser } from 'playwright-core';
import { aServer, type TestServer } from '../support/server';
import { type Assembly, anAssembly } from './support/assembly';
import { seriousFaults } from './support/axe';
import { aBrowser, aPage } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { deskHandsOn } from './support/desk-hands';
import { aPhone } from './support/phone';
import { letIn } from './support/stage';

describeInBrowser('a vote for a dead phone', () => {
  let browser: Browser;
  let server: TestServer;
  let assembly: Assembly;
  beforeAll(async () => {
    [browser, server] = await Promise.all([aBrowser(), aServer({}, 'shipped')]);
    assembly = await anAssembly(server);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function aDeskOf(viewer: Assembly['chair']) {
    const watched = await aPage(browser, server.app.url, { viewport: { width: 1280, height: 720 } });
    await letIn(watched, assembly, viewer);
    await watched.page.goto(`/chair/${assembly.slug}/polls`);
    return watched.page;
  }

  it('is asked for at one desk and confirmed at another; the phone and both desks say so', async () => {
    await assembly.openPoll({ liveTally: true });
    const phone = await aPhone(browser, assembly, assembly.delegates[0]!);
    await phone.page.getByTestId('my-part').getByRole('radio').first().waitFor();
    const [secretary, chair] = [await aDeskOf(assembly.secretary), await aDeskOf(assembly.chair)];
    const hands = deskHandsOn(secretary);
    await hands.card(1).getByRole('button', { name: 'Nhập phiếu thay máy hỏng' }).click();
    const dialog = secretary.getByRole('dialog');
    await dialog.getByLabel('Đại biểu (có mặt, có quyền biểu quyết)').selectOption({ index: 1 });
    await dialog.getByLabel('Tán thành', { exact: true }).check();
    await dialog.getByLabel('Lý do').fill('Điện thoại hết pin');
    expect(await seriousFaults(secretary)).toEqual([]);
    await hands.answer('Đề nghị nhập phiếu');
    const waiting = chair.getByRole('region', { name: 'Chờ người thứ hai xác nhận' });
    await waiting.getByText('Chọn: Tán thành').waitFor();
    await waiting.getByText(/^Đại biểu: /).waitFor();
    await waiting.getByRole('button', { name: 'Xác nhận' }).click();
    await deskHandsOn(chair).answer('Xác nhận');
    await waiting.waitFor({ state: 'hidden' });
    await chair.getByText(/đã bỏ phiếu \(bàn thư ký nhập tay\)/).waitFor();
    await phone.page.getByText(/^Phiếu của đơn vị đã được bàn thư ký nhập tay/).waitFor();
    await phone.page.getByText('1 phiếu do bàn thư ký nhập tay').waitFor();
    const graph = await aPage(browser, server.app.url, { viewport: { width: 390, height: 844 } });
    await graph.page.goto(`/conference/${assembly.slug}`);
    await graph.page.getByTestId('how').getByText('1 phiếu do bàn thư ký nhập tay').waitFor();
    const who = `nhập tay; người đề nghị: ${assembly.secretary.name}; người xác nhận: ${assembly.chair.name}`;
    for (const { page } of [phone, graph]) {
      await page.getByText('Ai đã biểu quyết thế nào').click();
      await page.getByText(who).waitFor();
    }
  });
});
