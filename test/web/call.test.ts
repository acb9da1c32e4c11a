import type { Browser } from 'playwright-core';
import { aServer, type TestServer } from '../support/server';
import { type Assembly, anAssembly } from './support/assembly';
import { aBrowser, aPage, type Watched } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { handsOn, isLive } from './support/phone';
import { letIn } from './support/stage';

/** The smallest phone that is met. */
const viewport = { width: 360, height: 640 };
const long =
  'Thông qua đề nghị Thủ tướng Chính phủ tặng Cờ thi đua của Chính phủ năm 2025 cho đơn vị dẫn đầu phong trào thi đua?';

describeInBrowser('a small phone when a vote opens', () => {
  let browser: Browser;
  let server: TestServer;
  let assembly: Assembly;
  let phone: Watched;
  beforeAll(async () => {
    [browser, server] = await Promise.all([aBrowser(), aServer({}, 'shipped')]);
  });
  beforeEach(async () => {
    assembly = await anAssembly(server, { people: 8 });
    phone = await aPage(browser, server.app.url, { language: 'vi', viewport });
    await phone.page.addInitScript(() => {
      const shaken: unknown[] = [];
      Object.assign(globalThis, { shaken });
      Object.assign(navigator, { vibrate: (pattern: unknown) => shaken.push(pattern) });
    });
    await letIn(phone, assembly, assembly.delegates[4]!);
    await phone.page.goto('/live');
    await isLive(phone.page);
  });
  afterEach(() => phone.context.close());
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const shaken = () => phone.page.evaluate(() => (globalThis as unknown as { shaken: unknown[] }).shaken.length);

  it('has the whole ballot before the delegate, without scrolling, and says so by title and vibration', async () => {
    const { page } = phone;
    await page.getByText('Đã điểm danh').waitFor();
    const title = await page.title();
    const pollId = await assembly.openPoll({ question: { vi: long, en: null } });
    const send = page.getByRole('button', { name: 'Xem lại và gửi phiếu' });
    await send.waitFor();
    for (const part of [
      page.getByRole('heading', { name: long }),
      page.getByLabel('Không có ý kiến', { exact: true }),
      send,
    ]) {
      const box = await part.boundingBox();
      expect(box && box.y >= 0 && box.x >= 0 && box.x + box.width <= viewport.width).toBe(true);
      expect(Math.round((box?.y ?? 0) + (box?.height ?? 0))).toBeLessThanOrEqual(viewport.height);
    }
    expect(await page.evaluate(() => scrollY)).toBe(0);
    expect(await page.title()).toBe('● Đang biểu quyết (1) · Giao Ước');
    expect(await shaken()).toBe(1);
    await handsOn(page).pick('Tán thành');
    await handsOn(page).send();
    await handsOn(page).entry('done');
    await assembly.act('closePoll', { pollId });
    await page.waitForFunction((before) => document.title === before, title);
  });

  it('has several votes as a list that says how many are done', async () => {
    const { page } = phone;
    for (const n of [1, 2, 3]) {
      const vi = `Câu hỏi ${n}?`;
      await assembly.openPoll({ question: { vi, en: null } });
      // Several that open within one frame are one call.
      await page.getByRole('heading', { name: vi }).waitFor();
    }
    const list = page.getByRole('navigation', { name: 'Đang biểu quyết (3)' });
    await list.getByText('0/3 đã bỏ phiếu').waitFor();
    await list.getByRole('link', { name: /Câu hỏi 2\?/ }).click();
    const card = page.getByRole('article', { name: 'Câu hỏi 2?' });
    await card.getByLabel('Tán thành', { exact: true }).check();
    await handsOn(page).send;
    await card.getByRole('button', { name: 'Xem lại và gửi phiếu' }).click();
    await page.getByRole('button', { name: 'Gửi phiếu', exact: true }).click();
    await list.getByText('1/3 đã bỏ phiếu').waitFor();
    await list.getByRole('link', { name: /Câu hỏi 2\?.*đã xong/ }).waitFor();
    expect(await shaken()).toBe(3);
  });

  it('does not call for a vote that was open already, nor twice for one', async () => {
    const { page } = phone;
    const pollId = await assembly.openPoll({ question: { vi: 'Câu hỏi?', en: null } });
    await page.getByRole('button', { name: 'Xem lại và gửi phiếu' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Xem lại và gửi phiếu' }).waitFor();
    await assembly.vote(pollId, ['YES']);
    await page.getByText(/Đã biểu quyết 1\//).waitFor();
    expect(await shaken()).toBe(0);
  });
});
