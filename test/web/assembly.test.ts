import type { Browser, Page } from 'playwright-core';
import { faultsOf, recount } from '../../src/record/recount';
import { aServer, type TestServer } from '../support/server';
import { until } from '../support/until';
import { type Assembly, anAssembly } from './support/assembly';
import { seriousFaults } from './support/axe';
import { aBrowser, aPage, type Watched } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { type DeskHands, deskHandsOn } from './support/desk-hands';
import { aPhone, countsOn, type Phone } from './support/phone';
import { letIn } from './support/stage';

const people = 12;

describeInBrowser('a desk, a hall screen and 12 delegates', () => {
  let browser: Browser;
  let server: TestServer;
  let assembly: Assembly;
  let desk: Watched & DeskHands;
  let hall: Watched;
  let phones: Phone[];
  beforeAll(async () => {
    [browser, server] = await Promise.all([aBrowser(), aServer({}, 'shipped')]);
    assembly = await anAssembly(server, { people, present: 0, opened: false });
    hall = await aPage(browser, server.app.url, { viewport: { width: 1920, height: 1080 } });
    await hall.page.goto(`/hall/${assembly.slug}`);
    const chair = await aPage(browser, server.app.url, { viewport: { width: 1440, height: 900 } });
    await letIn(chair, assembly, assembly.chair);
    await chair.page.goto('/chair');
    desk = { ...chair, ...deskHandsOn(chair.page) };
    phones = [];
    // One after the other: a dozen pages that start at once keep two cores for longer than one of them may take.
    for (const [n, viewer] of assembly.delegates.entries())
      phones.push(await aPhone(browser, assembly, viewer, { language: n % 2 ? 'en' : 'vi' }));
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const screens = () => [hall, ...phones].map(({ page }) => page);
  const voters = () => phones.slice(0, assembly.voters);
  const onAll = (look: (page: Page) => Promise<unknown>) => Promise.all(screens().map(look));

  /** The chair opens a poll, those with a mandate vote on their phones all at once, the chair closes it; what all show. */
  async function play(ordinal: number, choices: readonly string[]): Promise<Record<string, number>> {
    await desk.openPoll(ordinal, 5);
    await onAll((page) => page.getByRole('timer').waitFor());
    await Promise.all(
      voters().map(async ({ page, send, entry }, n) => {
        await page.locator(`input[value=${choices[n]}]`).check();
        await send();
        await entry('done');
      }),
    );
    await hall.page.getByText('Đã biểu quyết 5/5 đơn vị').first().waitFor();
    await desk.card(ordinal).getByText('5/5').waitFor();
    // Whoever has no mandate follows the tally and is offered no ballot.
    for (const { page } of phones.slice(assembly.voters))
      expect(await page.locator('input[value=YES]').count()).toBe(0);
    await desk.closePoll(ordinal);
    const shown = await Promise.all(
      screens().map(async (page) => {
        await page.locator('[data-final]').waitFor();
        return countsOn(page);
      }),
    );
    for (const each of shown) expect(each).toEqual(shown[0]);
    return shown[0] ?? {};
  }

  /** The counts of a poll on its card at the desk, by the code of the option. */
  async function countsOnDesk(ordinal: number): Promise<Record<string, number>> {
    const cells = await desk.card(ordinal).locator('tbody td').allTextContents();
    return Object.fromEntries(['YES', 'NO', 'ABSTAIN'].map((code, place) => [code, Number(cells[place])]));
  }

  /** The chair takes up these items of the agenda one after the other; every screen names each. */
  async function begin(...items: readonly number[]): Promise<void> {
    await desk.goTo('Chương trình');
    for (const item of items) {
      await desk.button(new RegExp(`Bắt đầu mục ${item}`)).click();
      const name = new RegExp(`^(Mục|Item) ${item}$`);
      await onAll((page) => page.getByText(name).first().waitFor());
    }
  }

  it('play the agenda of 2022, and all show what a recount finds', async () => {
    await desk.confirm('Khai mạc hội nghị');
    await desk.goTo('Điểm danh');
    for (const member of ['Hà Nội', 'TP Hồ Chí Minh', 'Cần Thơ', 'Hải Phòng', 'Đà Nẵng'])
      await desk.button(`Điểm danh cả đoàn: ${member}`).click();
    await desk.page.getByText('5/5 đơn vị, cần 4').waitFor();
    await begin(1, 2, 3, 4, 5);

    await desk.goTo('Giao ước');
    await desk.confirm('Mở ký');
    const sign = { name: /^(Ký giao ước|Sign the pact)$/ };
    await Promise.all(
      voters().map(async ({ page, entry }) => {
        await page.getByRole('button', sign).click();
        await page.getByRole('dialog').getByRole('button', sign).click();
        await entry('done');
      }),
    );
    await onAll((page) => page.getByTestId('wall').getByText('5/5').waitFor());
    await desk.page.getByText('5/5 đơn vị').waitFor();
    expect(await hall.page.getByTestId('wall').locator('time').count()).toBe(5);

    await begin(6);
    await desk.goTo('Cụm trưởng, Cụm phó');
    await desk.button('Công bố').click();
    await desk.page.getByRole('dialog').getByLabel('Đơn vị làm Cụm trưởng').selectOption({ label: 'Đà Nẵng' });
    await desk.answer('Công bố');
    await desk.page.getByText('Cụm trưởng: Đà Nẵng').waitFor();

    await begin(7);
    await desk.goTo('Biểu quyết');
    await desk.button('Lập 5 cuộc biểu quyết cho 5 đề nghị').click();
    await desk.card(5).waitFor();
    const shown = [
      await play(1, ['YES', 'YES', 'NO', 'YES', 'YES']),
      await play(2, ['NO', 'NO', 'ABSTAIN', 'YES', 'NO']),
      await play(3, ['YES', 'YES', 'YES', 'YES', 'YES']),
      await play(4, ['YES', 'YES', 'YES', 'ABSTAIN', 'YES']),
      await play(5, ['NO', 'YES', 'YES', 'YES', 'YES']),
    ];
    expect(shown.slice(0, 2)).toEqual([
      { YES: 4, NO: 1, ABSTAIN: 0 },
      { YES: 1, NO: 3, ABSTAIN: 1 },
    ]);
    const onDesk = [];
    for (let ordinal = 1; ordinal <= shown.length; ordinal += 1) onDesk.push(await countsOnDesk(ordinal));
    expect(onDesk).toEqual(shown);

    await desk.goTo('Chương trình');
    await desk.confirm('Bế mạc hội nghị');
    await onAll((page) => page.getByText(/^(Hội nghị đã bế mạc|The conference is closed)/).waitFor());

    const found = await recount(server.database.db, { slug: assembly.slug });
    expect(faultsOf(found)).toEqual([]);
    expect(found.polls.map(({ votes }) => votes)).toEqual(shown);
    const [log] = found.logs;
    const head = hall.page.getByTestId('log-head');
    await until(async () => (await head.getAttribute('data-sequence')) === String(log?.entries));
    const digest = (await head.locator('code').textContent())?.replaceAll(' ', '');
    expect(log?.lastDigest?.startsWith(digest ?? '-')).toBe(true);
  });

  it('breach no policy, ask nobody else, and hold nothing axe calls serious', async () => {
    const watched = [desk, hall, ...phones];
    expect(watched.flatMap(({ faults, foreign }) => [...faults, ...foreign])).toEqual([]);
    expect([...(await seriousFaults(hall.page)), ...(await seriousFaults(phones[0]!.page))]).toEqual([]);
  });

  it('show numbers of 96 pixels or more on the big screen, and all of it without scrolling', async () => {
    const next = await anAssembly(server);
    await hall.page.goto(`/hall/${next.slug}`);
    const pollId = await next.openPoll();
    await next.vote(pollId, ['YES'], ['NO']);
    const number = hall.page.getByTestId('tally').locator('[data-code=YES] strong');
    await until(async () => (await number.textContent()) === '1');
    const px = await number.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
    expect(px).toBeGreaterThanOrEqual(96);
    const beyond = await hall.page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
    expect(beyond).toBeLessThanOrEqual(0);
    await next.actByTwo('voidPoll', { pollId, reason: 'Diễn tập' });
    await hall.page.locator('[data-outcome=VOID]').waitFor();
  });
});
