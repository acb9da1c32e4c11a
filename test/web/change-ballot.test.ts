import type { Browser } from 'playwright-core';
import { aServer, type TestServer } from '../support/server';
import { type Assembly, anAssembly } from './support/assembly';
import { seriousFaults } from './support/axe';
import { aBrowser, aPage } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { aPhone } from './support/phone';
import { letIn } from './support/stage';

describeInBrowser('a vote that may be changed', () => {
  let browser: Browser;
  let server: TestServer;
  let assembly: Assembly;
  beforeAll(async () => {
    [browser, server] = await Promise.all([aBrowser(), aServer({}, 'shipped')]);
  });
  beforeEach(async () => {
    assembly = await anAssembly(server);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const votes = async (pollId: string) => {
    const { data } = await server.ask(
      'query ($id: ID!) { node(id: $id) { ... on Poll { tally { cast options { option { code } votes } } } } }',
      { id: pollId },
    );
    const { cast, options } = data.node.tally;
    return [cast, ...options.map((line: any) => line.votes)];
  };

  it('is changed on the phone, and says so before the ballot is sent', async () => {
    const pollId = await assembly.openPoll({ liveTally: true, mayChange: true });
    const phone = await aPhone(browser, assembly, assembly.delegates[0]!);
    await phone.pick('Tán thành');
    await phone.page.getByRole('button', { name: 'Xem lại và gửi phiếu' }).click();
    await phone.page.getByText('Đổi được đến khi đóng biểu quyết', { exact: false }).waitFor();
    await phone.page.getByRole('button', { name: 'Gửi phiếu', exact: true }).click();
    await phone.entry('done');
    expect(await votes(pollId)).toEqual([1, 1, 0, 0]);
    await phone.page.getByRole('button', { name: 'Đổi phiếu' }).click();
    expect(await seriousFaults(phone.page)).toEqual([]);
    await phone.pick('Không tán thành');
    await phone.send();
    await phone.page.locator('[data-entry=done]').getByText('Không tán thành').waitFor();
    expect(await votes(pollId)).toEqual([1, 0, 1, 0]);
    await phone.context.close();
  });

  it('offers no change where the vote was not made so', async () => {
    await assembly.openPoll({ liveTally: true });
    const phone = await aPhone(browser, assembly, assembly.delegates[0]!);
    await phone.pick('Tán thành');
    await phone.send();
    await phone.entry('done');
    expect(await phone.page.getByRole('button', { name: 'Đổi phiếu' }).count()).toBe(0);
    await phone.context.close();
  });

  it('is timed, and desk and hall say until when, and what would decide it', async () => {
    const desk = await aPage(browser, server.app.url, { viewport: { width: 1280, height: 720 } });
    await letIn(desk, assembly, assembly.chair);
    const pollId = await assembly.openPoll({ liveTally: true });
    await assembly.act('castBallot', { pollId, choices: ['YES'] }, assembly.delegates[0]);
    await assembly.act('schedulePoll', { pollId, minutes: 5, closesByItself: true });
    await desk.page.goto(`/chair/${assembly.slug}/polls`);
    const sentence =
      'Thêm 2 phiếu tán thành thì chắc chắn thông qua, thêm 3 phiếu không tán thành thì chắc chắn không thông qua; còn 4 phiếu chưa bỏ.';
    await desk.page.getByText(sentence).waitFor();
    await desk.page.getByText('Tự đóng sau', { exact: false }).waitFor();
    const hall = await aPage(browser, server.app.url, { viewport: { width: 1280, height: 720 } });
    await hall.page.goto(`/hall/${assembly.slug}`);
    await hall.page.getByTestId('tally').getByText('Còn thiếu 2 phiếu tán thành').waitFor();
    await hall.page.getByText('Tự đóng sau', { exact: false }).waitFor();
    for (const { context } of [desk, hall]) await context.close();
  });
});
