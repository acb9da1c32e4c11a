import type { Browser, Page } from 'playwright-core';
import { aServer, type TestServer } from '../support/server';
import { type Assembly, anAssembly } from './support/assembly';
import { seriousFaults } from './support/axe';
import { aBrowser, aPage, type Watched } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { letIn } from './support/stage';

const choices = ['YES', 'NO', 'YES', 'ABSTAIN', 'YES'];

describeInBrowser('who voted what', () => {
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

  /** Each votes as in `choices`, the last of the bloc first. */
  const voteBackwards = async (pollId: string) => {
    for (const n of [4, 3, 2, 1, 0])
      await assembly.act('castBallot', { pollId, choices: [choices[n]] }, assembly.delegates[n]);
  };
  const openHall = async () => {
    const hall = await aPage(browser, server.app.url, { viewport: { width: 1920, height: 1080 } });
    await hall.page.goto(`/hall/${assembly.slug}`);
    return hall;
  };
  const underYes = ({ page }: Watched) => page.locator('[data-code=YES] [data-voters]');
  const unfolded = async (page: Page) => {
    await page.getByTestId('who-voted').getByText('Ai đã biểu quyết thế nào').click();
    const said = page.getByTestId('who-voted').locator('dl > div');
    await said.nth(2).waitFor();
    return said.allInnerTexts();
  };

  it('is said of a recorded vote on hall, phone, desk and record, by choice, in the order of the bloc', async () => {
    const pollId = await assembly.openPoll({ liveTally: true });
    const hall = await openHall();
    await hall.page.locator('li[data-code=YES]').waitFor();
    await voteBackwards(pollId);
    const listed =
      'query ($id: ID!) { node(id: $id) { ... on Poll { roll(first: 9) { nodes { member { shortName { vi } } } } } } }';
    const { data } = await server.ask(listed, { id: pollId });
    const names: string[] = data.node.roll.nodes.map(({ member }: any) => member.shortName.vi);
    const yes = [names[0], names[2], names[4]].join(', ');
    await underYes(hall).getByText(yes, { exact: true }).waitFor();
    const said = [`Tán thành 3\n${yes}`, `Không tán thành 1\n${names[1]}`, `Không có ý kiến 1\n${names[3]}`];
    const phone = await aPage(browser, server.app.url, { viewport: { width: 360, height: 640 } });
    await letIn(phone, assembly, assembly.delegates[0]!);
    await phone.page.goto('/live');
    expect(await unfolded(phone.page)).toEqual(said);
    expect(await seriousFaults(phone.page)).toEqual([]);
    await assembly.act('closePoll', { pollId });
    await hall.page.locator('[data-final]').waitFor();
    await underYes(hall).getByText(yes, { exact: true }).waitFor();
    const desk = await aPage(browser, server.app.url, { viewport: { width: 1440, height: 900 } });
    await letIn(desk, assembly, assembly.chair);
    await desk.page.goto(`/chair/${assembly.slug}/polls`);
    expect(await unfolded(desk.page)).toEqual(said);
    const open = await aPage(browser, server.app.url, { viewport: { width: 1440, height: 900 } });
    await open.page.goto(`/conference/${assembly.slug}`);
    expect(await unfolded(open.page)).toEqual(said);
    expect(await seriousFaults(open.page)).toEqual([]);
    for (const { context } of [hall, phone, desk, open]) await context.close();
  });

  it('is said nowhere while the counts of a recorded vote are not shown', async () => {
    const hall = await openHall();
    const pollId = await assembly.openPoll({ liveTally: false });
    await voteBackwards(pollId);
    await hall.page.getByTestId('tally').getByText('5/5').waitFor();
    expect(await hall.page.locator('[data-voters]').count()).toBe(0);
    await assembly.act('closePoll', { pollId });
    await underYes(hall).waitFor();
    await hall.context.close();
  });

  it('is never said of a secret vote', async () => {
    const hall = await openHall();
    const pollId = await assembly.openPoll({ secrecy: 'UNLINKED' });
    await voteBackwards(pollId);
    await assembly.act('closePoll', { pollId });
    await hall.page.locator('[data-final]').waitFor();
    const open = await aPage(browser, server.app.url);
    await open.page.goto(`/conference/${assembly.slug}`);
    await open.page.getByRole('columnheader', { name: 'Kết quả' }).first().waitFor();
    for (const { page, context } of [hall, open]) {
      expect(await page.locator('[data-voters], [data-testid=who-voted]').count()).toBe(0);
      await context.close();
    }
  });
});
