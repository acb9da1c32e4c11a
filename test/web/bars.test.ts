import type { Browser } from 'playwright-core';
import { MemberBar } from '../../src/award/member-bar';
import { Proposal } from '../../src/award/proposal';
import { aHall, at } from '../support/hall';
import { aServer, type TestServer } from '../support/server';
import { seriousFaults } from './support/axe';
import { aBrowser, aPage } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { deskHandsOn } from './support/desk-hands';
import { letIn } from './support/stage';

describeInBrowser('bars and second awards at the desk', () => {
  let browser: Browser;
  let server: TestServer;
  beforeAll(async () => {
    [browser, server] = await Promise.all([aBrowser(), aServer()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('are entered, stop a proposal, end, and ask for a reason', async () => {
    const hall = await aHall(server.database.db);
    const watched = await aPage(browser, server.app.url, { viewport: { width: 1280, height: 720 } });
    await letIn(watched, { server }, hall.secretary);
    const { page, context, faults } = watched;
    await page.goto(`/chair/${hall.conference.slug}/awards`);
    const desk = deskHandsOn(page);
    await desk.button('Ghi đơn vị chưa được xét').click();
    await page.getByLabel('Số văn bản').fill('12/KL-TTr');
    await page.getByLabel('Từ ngày').fill('2020-01-01');
    expect(await seriousFaults(page)).toEqual([]);
    await desk.answer('Ghi vào hồ sơ');
    await page.getByText('Văn bản 12/KL-TTr · từ 01/01/2020 · mọi hình thức khen thưởng').waitFor();

    await desk.button('Thêm đề nghị').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Thêm', exact: true }).click();
    await page.getByText('Đơn vị đang trong thời gian chưa được xét khen thưởng').waitFor();
    await page.getByRole('button', { name: 'Không, quay lại' }).click();

    await desk.button('Kết thúc').click();
    await page.getByLabel('Đến hết ngày').fill('2020-06-30');
    await page.getByLabel('Lý do kết thúc').fill('Đã có kết luận');
    await desk.answer('Kết thúc');
    await page.getByText('từ 01/01/2020 đến 30/06/2020').waitFor();
    expect(await hall.db.manager.findBy(MemberBar, { memberId: at(hall.members, 0).id })).toMatchObject([
      { untilDay: '2020-06-30', endReason: 'Đã có kết luận' },
    ]);

    await desk.confirm('Thêm đề nghị', /^Thêm$/);
    await page.getByText('Chờ hội nghị bình xét').first().waitFor();
    await desk.button('Thêm đề nghị').click();
    const other = { label: 'Cờ thi đua của Chính phủ' };
    await page.getByLabel('Danh hiệu, hình thức khen thưởng').selectOption(other);
    await page.getByText('mỗi thành tích chỉ được khen thưởng một lần').waitFor();
    await page.getByLabel('Lý do đề nghị thêm').fill('Thành tích đột xuất');
    await desk.answer(/^Thêm$/);
    await page.getByText('Đề nghị thêm vì: Thành tích đột xuất').waitFor();
    const proposals = await hall.db.manager.findBy(Proposal, { conferenceId: hall.conference.id });
    expect(proposals.map(({ besideReason }) => besideReason).sort()).toEqual(['Thành tích đột xuất', null]);
    expect(faults).toEqual([]);
    await context.close();
  });
});
