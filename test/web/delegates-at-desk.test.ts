import type { Browser } from 'playwright-core';
import { Delegate } from '../../src/conference/delegate';
import { at } from '../support/hall';
import { aServer, type TestServer } from '../support/server';
import { seriousFaults } from './support/axe';
import { aBrowser, aPage } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { aDesk } from './support/desk';
import { deskHandsOn } from './support/desk-hands';
import { letIn } from './support/stage';

describeInBrowser('the list of delegates at the desk', () => {
  let browser: Browser;
  let server: TestServer;
  beforeAll(async () => {
    [browser, server] = await Promise.all([aBrowser(), aServer({}, 'shipped')]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('takes a late delegate with a badge, who then stands in for the head', async () => {
    const stage = await aDesk(server);
    const watched = await aPage(browser, server.app.url);
    await letIn(watched, { server }, stage.chair);
    const { page, context, faults } = watched;
    await page.goto(`/chair/${stage.rehearsal.slug}/attendance`);
    const desk = deskHandsOn(page);
    await desk.button('Thêm đại biểu').click();
    await page.getByLabel('Họ và tên').fill('Trần Thị Đến Sau');
    await page.getByLabel('Chức vụ').fill('Phó Chủ tịch');
    await page.getByLabel('Đơn vị', { exact: true }).selectOption({ label: 'Hà Nội' });
    await desk.button('Thêm và cấp thẻ').click();
    await page.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/).waitFor();
    expect([...(await seriousFaults(page))]).toEqual([]);
    await desk.button('Đóng').click();
    await page.getByText('Phó Chủ tịch').waitFor();

    const head = await server.app.db.manager.findOneByOrFail(Delegate, { id: at(stage.heads, 0).delegateId ?? '' });
    await desk.button(`Thay đổi: ${head.name.vi}`).click();
    await desk.button('Ủy quyền').click();
    await page.getByLabel('Người được ủy quyền').selectOption({ label: 'Trần Thị Đến Sau' });
    await page.getByLabel('Số, ngày giấy ủy quyền').fill('15/GUQ ngày 01/12');
    await desk.button('Ghi nhận ủy quyền').click();
    await page.getByText(`thay ${head.name.vi} theo 15/GUQ ngày 01/12`).waitFor();
    const late = await server.app.db.manager.findOneByOrFail(Delegate, { code: 'tran-thi-den-sau' });
    expect(late).toMatchObject({ mayVote: true, maySign: true, proxyForId: head.id });

    await desk.button('Báo vắng').click();
    await page.getByLabel('Lý do, mọi người đều đọc được').fill('Đi công tác');
    await desk.button('Ghi nhận vắng mặt').click();
    await page.getByText('Báo vắng', { exact: true }).waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  it('signs a lost phone out and makes a badge for another', async () => {
    const stage = await aDesk(server);
    const head = at(stage.heads, 1);
    const phone = await aPage(browser, server.app.url);
    await letIn(phone, { server }, head);
    await phone.page.goto('/live');
    await phone.page
      .getByRole('button', { name: 'Xin phát biểu' })
      .or(phone.page.getByText('Chưa khai mạc'))
      .first()
      .waitFor();
    const watched = await aPage(browser, server.app.url);
    await letIn(watched, { server }, stage.secretary);
    const { page, context, faults } = watched;
    await page.goto(`/chair/${stage.rehearsal.slug}/attendance`);
    const desk = deskHandsOn(page);
    const { name } = await server.app.db.manager.findOneByOrFail(Delegate, { id: head.delegateId ?? '' });
    await desk.button(`Thay đổi: ${name.vi}`).click();
    await desk.button('Mất điện thoại').click();
    await desk.button('Đăng xuất máy cũ, làm thẻ mới').click();
    const code = page.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    await code.waitFor();
    expect([...(await seriousFaults(page))]).toEqual([]);
    // The lost one stands before the sign-in again, by itself; another phone goes on with the new code.
    await phone.page.getByLabel('Mã trên thẻ của bạn').waitFor();
    const next = await aPage(browser, server.app.url);
    await next.page.goto(`/live#c=${await code.textContent()}`);
    await next.page.getByRole('button', { name: 'Đăng nhập' }).click();
    await next.page.getByText(name.vi).first().waitFor();
    expect(faults).toEqual([]);
    for (const each of [phone.context, next.context, context]) await each.close();
  });
});
