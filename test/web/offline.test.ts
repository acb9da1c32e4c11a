import type { Browser } from 'playwright-core';
import { countBallots } from '../../src/poll/count';
import { aServer, type TestServer } from '../support/server';
import { until } from '../support/until';
import { type Assembly, anAssembly } from './support/assembly';
import { seriousFaults } from './support/axe';
import { aBrowser } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { aPhone, isLive, type Phone } from './support/phone';

describeInBrowser("a delegate's phone that is loaded anew without a network", () => {
  let browser: Browser;
  let server: TestServer;
  let assembly: Assembly;
  let pollId: string;
  let mine: Phone;
  beforeAll(async () => {
    [browser, server] = await Promise.all([aBrowser(), aServer({}, 'shipped')]);
  });
  beforeEach(async () => {
    assembly = await anAssembly(server, { people: 8 });
    pollId = await assembly.openPoll();
    mine = await aPhone(browser, assembly, assembly.delegates[0]!);
    await mine.page.evaluate(() => navigator.serviceWorker.ready.then(({ active }) => active?.state));
    // Loaded once more by what keeps it, as it is in use.
    await mine.page.reload();
    await isLive(mine.page);
  });
  afterEach(() => mine.context.close());
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  const cast = async () => (await countBallots(server.database.db.manager, [pollId])).get(pollId)?.votes;

  it('still shows the ballot it keeps, sends nothing without knowing who asks, and sends it once', async () => {
    await mine.pick('Tán thành');
    await mine.context.setOffline(true);
    await mine.send();
    await mine.entry('kept');
    await mine.page.reload();
    await mine.entry('kept');
    await mine.page.getByText(/đang giữ trên máy này/).waitFor();
    await mine.page.getByText('Đã chọn: Tán thành').waitFor();
    await mine.page.getByRole('heading', { name: /Hải Phòng/ }).waitFor();
    expect([...(await seriousFaults(mine.page))]).toEqual([]);
    expect(await cast()).toMatchObject({ YES: 0 });
    await mine.context.setOffline(false);
    await mine.entry('done');
    expect(await cast()).toMatchObject({ YES: 1, NO: 0 });
    expect(mine.foreign).toEqual([]);
  });

  it('shows the page of the server while that answers, and lets go of one that is older', async () => {
    const { page, context } = mine;
    await page.evaluate(async () => {
      const [name = ''] = await caches.keys();
      const headers = { 'content-type': 'text/html', etag: 'W/"older"' };
      await (await caches.open(name)).put('/live', new Response('<h1>older</h1>', { headers }));
    });
    await page.reload();
    await isLive(page);
    expect(await page.getByText('older').count()).toBe(0);
    await until(() => page.evaluate(async () => (await caches.match('/live')) === undefined));
    await context.setOffline(true);
    await expect(page.reload()).rejects.toThrow('ERR_FAILED');
  });
});
