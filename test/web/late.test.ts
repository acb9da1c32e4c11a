import type { Browser, Page } from 'playwright-core';
import { newest, withTally } from '../../web/src/graph/conference/course';
import { aServer, type TestServer } from '../support/server';
import { type Assembly, anAssembly } from './support/assembly';
import { aBrowser, aPage } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { letIn } from './support/stage';

/** Lets pass the first state of a poll that is followed alone and holds the later ones; resolves once it has passed. */
async function holdTallies(page: Page): Promise<{ readonly first: Promise<void> }> {
  let pass: () => void = () => undefined;
  const first = new Promise<void>((resolve) => {
    pass = resolve;
  });
  let passed = 0;
  await page.routeWebSocket('**/graphql', (route) => {
    route.connectToServer().onMessage((text) => {
      const isTally = String(text).includes('"data":{"pollTally"');
      if (isTally && passed++ > 0) return;
      route.send(text);
      if (isTally) pass();
    });
  });
  return { first };
}

describeInBrowser('a page whose counts of a poll come late', () => {
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

  it('shows at the desk the newer ones, which came with the conference', async () => {
    const watched = await aPage(browser, server.app.url);
    await letIn(watched, { server }, assembly.chair);
    const { first } = await holdTallies(watched.page);
    const pollId = await assembly.openPoll();
    await watched.page.goto(`/chair/${assembly.slug}/polls`);
    const card = watched.page.getByRole('article').filter({ hasText: 'Đề nghị tặng Cờ' });
    await card.getByText('0/5').waitFor();
    await first;
    await assembly.vote(pollId, ['YES']);
    await card.getByText('1/5').waitFor();
    await assembly.act('closePoll', { pollId });
    await watched.context.close();
  });

  it('shows in the public graph the newer ones, which came with the conference', async () => {
    const { page, context } = await aPage(browser, server.app.url);
    const { first } = await holdTallies(page);
    const pollId = await assembly.openPoll();
    await page.goto(`/conference/${assembly.slug}`);
    const row = page.getByRole('row').filter({ hasText: 'Đề nghị tặng Cờ thi đua' }).last();
    await row.getByText('đang mở: 0/5 phiếu').waitFor();
    await first;
    await assembly.vote(pollId, ['YES']);
    await row.getByText('đang mở: 1/5 phiếu').waitFor();
    await context.close();
  });
});

describe('what is known of a conference in two ways', () => {
  const tally = (sequence: number, cast: number) => ({
    sequence,
    cast,
    electors: 5,
    shown: false,
    outcome: null,
    options: [],
  });
  const poll = (sequence: number, cast: number) => ({ id: 'p', state: 'OPEN', tally: tally(sequence, cast) }) as never;
  const now = (sequence: number, cast: number) =>
    ({ sequence, poll: { id: 'p', state: 'OPEN', tally: tally(sequence, cast) } }) as never;

  it('is, of a poll, the counts read later', () => {
    const cast = (n: ReturnType<typeof withTally>) => n.tally.cast;
    expect(cast(withTally(poll(7, 2), now(6, 1)))).toBe(2);
    expect(cast(withTally(poll(7, 2), now(8, 3)))).toBe(3);
    expect(cast(withTally(poll(7, 2), undefined))).toBe(2);
  });

  it('is, of its course, what was read later: a late HTTP answer puts nothing older over it', () => {
    const at = (sequence: number, state: string) => ({ id: 'c', sequence, state }) as never;
    const followed = { course: at(8, 'OPEN'), polls: new Map() };
    expect(newest(at(7, 'PLANNED'), followed).state).toBe('OPEN');
    expect(newest(at(9, 'CLOSED'), followed).state).toBe('CLOSED');
  });
});
