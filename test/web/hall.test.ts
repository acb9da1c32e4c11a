import type { Browser, Page, WebSocketRoute } from 'playwright-core';
import { aServer, type TestServer } from '../support/server';
import { anAssembly } from './support/assembly';
import { aBrowser, aPage } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';

const big = { width: 1920, height: 1080 };

describeInBrowser('the hall screen', () => {
  let browser: Browser;
  let server: TestServer;
  beforeAll(async () => {
    [browser, server] = await Promise.all([aBrowser(), aServer({}, 'shipped')]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('keeps what it shows, marked, until the first state of the next conference has come', async () => {
    const first = await anAssembly(server);
    await first.vote(await first.openPoll(), ['YES']);
    const second = await anAssembly(server, { opened: false });
    const { page, context } = await aPage(browser, server.app.url, { viewport: big });
    const line = await aLine(page);
    await page.goto('/hall');
    await page.getByTestId('tally').getByText('1/5').waitFor();
    await line.cut();
    await second.act('openConference', { conferenceId: second.conferenceId });
    await page.waitForResponse(async (response) => {
      const { conferences } = (await response.json().catch(() => ({}))).data ?? {};
      return conferences?.nodes.some(({ id, state }: any) => id === second.conferenceId && state === 'OPEN');
    });
    await page.locator('[data-stale]').waitFor();
    expect(await page.getByTestId('tally').getByText('1/5').count()).toBe(1);
    expect(await page.getByText('Đang tải…').count()).toBe(0);
    await line.mend();
    await page.locator('[data-stage=nothing]:not([data-stale])').waitFor();
    expect(await page.getByTestId('tally').count()).toBe(0);
    await context.close();
  });
});

/** The socket of a page, to be cut while everything else still works. To be asked for before the page is opened. */
async function aLine(page: Page): Promise<{ cut(): Promise<void>; mend(): Promise<void> }> {
  let whole = true;
  let sockets: WebSocketRoute[] = [];
  await page.routeWebSocket('**/graphql', (socket) => {
    sockets.push(socket);
    if (whole) socket.connectToServer();
  });
  const set = async (next: boolean) => {
    whole = next;
    const closing = sockets;
    sockets = [];
    for (const socket of closing) await socket.close().catch(() => undefined);
  };
  return { cut: () => set(false), mend: () => set(true) };
}
