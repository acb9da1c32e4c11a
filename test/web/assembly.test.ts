import type { Browser } from 'playwright-core';
import { faultsOf, recount } from '../../src/record/recount';
import { aServer, type TestServer } from '../support/server';
import { until } from '../support/until';
import { type Assembly, anAssembly } from './support/assembly';
import { seriousFaults } from './support/axe';
import { aBrowser, aPage, type Watched } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { aPhone, countsOn, type Phone } from './support/phone';

const people = 12;

describeInBrowser('a hall screen and 12 delegates', () => {
  let browser: Browser;
  let server: TestServer;
  let assembly: Assembly;
  let hall: Watched;
  let phones: Phone[];
  beforeAll(async () => {
    [browser, server] = await Promise.all([aBrowser(), aServer({}, 'shipped')]);
    assembly = await anAssembly(server, { people });
    hall = await aPage(browser, server.app.url, { viewport: { width: 1920, height: 1080 } });
    await hall.page.goto(`/hall/${assembly.slug}`);
    phones = await Promise.all(
      assembly.delegates.map((viewer, n) => aPhone(browser, assembly, viewer, { language: n % 2 ? 'en' : 'vi' })),
    );
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const pages = () => [hall, ...phones].map(({ page }) => page);
  const voters = () => phones.slice(0, assembly.voters);

  /** Opens a poll, lets those with a mandate vote on their phones all at once, closes it; what every page then shows. */
  async function play(changes: object, choices: readonly string[]): Promise<Record<string, number>> {
    const pollId = await assembly.openPoll(changes);
    await Promise.all(
      voters().map(async ({ page, send, entry }, n) => {
        await page.locator(`input[value=${choices[n]}]`).check();
        await send();
        await entry('done');
      }),
    );
    await hall.page.getByText(`Đã biểu quyết ${choices.length}/${choices.length} đơn vị`).first().waitFor();
    await assembly.act('closePoll', { pollId });
    const shown = await Promise.all(
      pages().map(async (page) => {
        await page.locator('[data-final]').waitFor();
        return countsOn(page);
      }),
    );
    for (const each of shown) expect(each).toEqual(shown[0]);
    return shown[0] ?? {};
  }

  it('play an agenda, and all show what a recount finds', async () => {
    const shown = [
      await play({ subject: 'CO_TD_CHINH_PHU' }, ['YES', 'YES', 'NO', 'YES', 'YES']),
      await play({ secrecy: 'UNLINKED' }, ['NO', 'NO', 'ABSTAIN', 'YES', 'NO']),
    ];
    expect(shown).toEqual([
      { YES: 4, NO: 1, ABSTAIN: 0 },
      { YES: 1, NO: 3, ABSTAIN: 1 },
    ]);

    await assembly.act('startAgendaItem', { itemId: assembly.agenda[3]?.id });
    await Promise.all(
      pages().map((page) =>
        page
          .getByText(/^(Mục|Item) 4$/)
          .first()
          .waitFor(),
      ),
    );
    await assembly.act('openPact', { pactId: assembly.pact.id });
    await Promise.all(
      voters().map(async ({ page, entry }) => {
        const sign = page.getByRole('button', { name: /^(Ký giao ước|Sign the pact)$/ });
        await sign.click();
        await page
          .getByRole('dialog')
          .getByRole('button', { name: /^(Ký giao ước|Sign the pact)$/ })
          .click();
        await entry('done');
      }),
    );
    await Promise.all(pages().map((page) => page.getByTestId('wall').getByText('5/5').waitFor()));
    expect(await hall.page.getByTestId('wall').locator('time').count()).toBe(5);

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
    const watched = [hall, ...phones];
    expect(watched.flatMap(({ faults, foreign }) => [...faults, ...foreign])).toEqual([]);
    expect([...(await seriousFaults(hall.page)), ...(await seriousFaults(phones[0]!.page))]).toEqual([]);
  });

  it('show numbers of 96 pixels or more on the big screen, and all of it without scrolling', async () => {
    const pollId = await assembly.openPoll();
    await assembly.vote(pollId, ['YES'], ['NO']);
    const number = hall.page.getByTestId('tally').locator('[data-code=YES] strong');
    await until(async () => (await number.textContent()) === '1');
    const px = await number.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
    expect(px).toBeGreaterThanOrEqual(96);
    const beyond = await hall.page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
    expect(beyond).toBeLessThanOrEqual(0);
    await assembly.act('voidPoll', { pollId, reason: 'Diễn tập' });
    await hall.page.locator('[data-outcome=VOID]').waitFor();
  });
});
