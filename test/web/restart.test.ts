import type { Browser } from 'playwright-core';
import { countBallots } from '../../src/poll/count';
import { anOpenPoll, vote } from '../support/ballots';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, type Hall } from '../support/hall';
import { tokensOf } from '../support/nodes';
import { aServerProcess, type ServerProcess } from '../support/process';
import { aBrowser, aPage, type Watched } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { aPhone, isLive, type Phone } from './support/phone';
import type { CallerConnection } from './support/stage';

describeInBrowser('a server that is killed while people vote', () => {
  let browser: Browser;
  let database: TestDatabase;
  let server: ServerProcess;
  let hall: Hall;
  const settings: Record<string, string> = { PORT: '0' };
  beforeAll(async () => {
    [browser, database] = await Promise.all([aBrowser(), freshDatabase()]);
    settings.DATABASE_URL = database.url;
    server = await aServerProcess(settings);
    settings.PORT = new URL(server.url).port;
    hall = await aHall(database.db);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.kill();
    await database?.drop();
  });

  it('leaves no page blank or stuck, and gets each ballot once when it is back', async () => {
    const pollId = await anOpenPoll(hall);
    const door: CallerConnection = {
      server: { app: server, token: async (viewer) => at(await tokensOf(database.db, [viewer]), 0) },
    };
    const screen: Watched = await aPage(browser, server.url, { viewport: { width: 1280, height: 720 } });
    await screen.page.goto('/hall');
    const phones: Phone[] = await Promise.all([0, 1].map((n) => aPhone(browser, door, at(hall.delegates, n))));
    const [mine, other] = [at(phones, 0), at(phones, 1)];
    await vote(hall, pollId, 2, ['NO']);
    const turnout = (count: number) => `Đã biểu quyết ${count}/5 đơn vị`;
    const pages = [screen, mine, other].map(({ page }) => page);
    await Promise.all(pages.map((page) => page.getByText(turnout(1)).first().waitFor()));
    await mine.pick('Tán thành');
    await other.pick('Tán thành');

    await server.kill();
    await mine.send();
    await mine.entry('kept');
    // What is not known to be so any more is marked, and stays to be read.
    await screen.page.locator('[data-stale]').waitFor();
    expect(await screen.page.getByText(turnout(1)).first().isVisible()).toBe(true);
    expect(await other.page.getByLabel('Tán thành', { exact: true }).isChecked()).toBe(true);

    server = await aServerProcess(settings);
    await Promise.all(pages.map(isLive));
    await mine.entry('done');
    expect(await other.page.getByLabel('Tán thành', { exact: true }).isChecked()).toBe(true);
    await other.send();
    await other.entry('done');
    await Promise.all(pages.map((page) => page.getByText(turnout(3)).first().waitFor()));
    expect(await screen.page.locator('[data-stale]').count()).toBe(0);
    const counted = (await countBallots(database.db.manager, [pollId])).get(pollId);
    expect(counted).toMatchObject({ cast: 3, votes: { YES: 2, NO: 1 } });
  });
});
