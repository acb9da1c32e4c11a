import type { Browser } from 'playwright-core';
import { aServer, type TestServer } from '../support/server';
import { anAssembly } from './support/assembly';
import { seriousFaults } from './support/axe';
import { aBrowser, aPage } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { aPhone } from './support/phone';
import { letIn } from './support/stage';

describeInBrowser("the desk's part for the hall", () => {
  let browser: Browser;
  let server: TestServer;
  beforeAll(async () => {
    [browser, server] = await Promise.all([aBrowser(), aServer({}, 'shipped')]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('chooses what the hall shows, sees it in small, and runs the queue of speakers', async () => {
    const assembly = await anAssembly(server);
    const hall = await aPage(browser, server.app.url, { viewport: { width: 1280, height: 720 } });
    await hall.page.goto(`/hall/${assembly.slug}`);
    const desk = await aPage(browser, server.app.url, { viewport: { width: 1280, height: 720 } });
    await letIn(desk, { server }, assembly.chair);
    const { page } = desk;
    await page.goto(`/chair/${assembly.slug}/hall`);
    const preview = page.getByTestId('preview');
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
    const bothShow = (what: string) =>
      Promise.all([hall.page.locator(what), preview.locator(what)].map((each) => each.first().waitFor()));
    await bothShow('[data-stage=item]');
    await page.getByTestId('screens').getByText('2/2 màn hình').waitFor();
    await press('Chương trình');
    await bothShow('[data-stage=agenda] [data-state=CURRENT]');
    expect(await page.getByRole('button', { name: 'Chương trình', exact: true }).getAttribute('aria-pressed')).toBe(
      'true',
    );
    await page.getByLabel('Nội dung thông báo').fill('Mời các đại biểu vào hội trường');
    await press('Chiếu thông báo');
    await bothShow('[data-stage=text]');
    expect(await page.getByLabel('Nội dung thông báo').inputValue()).toBe('');
    const pollId = await assembly.openPoll();
    await bothShow('[data-stage=poll]');
    await assembly.vote(pollId, ['YES'], ['YES']);
    await bothShow('[data-testid=tally] :text("2/5")');
    await assembly.act('closePoll', { pollId });
    await page.getByRole('checkbox').first().check();
    await press('Chiếu 1 cuộc biểu quyết đã chọn');
    await bothShow('[data-stage=poll] [data-final]');
    const phone = await aPhone(browser, { server }, assembly.delegates[1]!);
    await phone.page.getByRole('button', { name: 'Đăng ký phát biểu' }).click();
    await phone.page.getByText('Bạn đã đăng ký phát biểu, thứ tự 1').waitFor();
    await press('Phát biểu');
    await page.getByRole('button', { name: /^Mời .+ phát biểu$/ }).click();
    await bothShow('[data-stage=speakers] [role=timer]');
    await phone.page.getByTestId('speak').getByText('Mời bạn phát biểu').waitFor();
    expect([...(await seriousFaults(page)), ...(await seriousFaults(phone.page))]).toEqual([]);
    await page.getByRole('button', { name: /^Kết thúc lượt/ }).click();
    await phone.page.getByRole('button', { name: 'Đăng ký phát biểu' }).waitFor();
    expect([...desk.faults, ...hall.faults, ...phone.faults]).toEqual([]);
    await Promise.all([desk.context.close(), hall.context.close(), phone.context.close()]);
  });
});
