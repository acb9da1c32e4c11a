import type { Browser, Page } from 'playwright-core';
import { aServer, type TestServer } from '../support/server';
import { until } from '../support/until';
import { anAssembly } from './support/assembly';
import { seriousFaults } from './support/axe';
import { aBrowser, aPage } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';

const bloc = '/bloc/cum-5-thanh-pho';
const addresses = [
  { path: '/', heading: 'Cụm, khối thi đua', english: 'Emulation blocs' },
  { path: bloc, heading: /5 thành phố/, english: /Five Centrally-run/ },
  { path: `${bloc}/indicators`, heading: /5 thành phố/, english: /Five Centrally-run/ },
  { path: `${bloc}/awards`, heading: /5 thành phố/, english: /Five Centrally-run/ },
  { path: `${bloc}/movements`, heading: /5 thành phố/, english: /Five Centrally-run/ },
  { path: `${bloc}/year/2021`, heading: /5 thành phố/, english: /Five Centrally-run/ },
  { path: `${bloc}/indicator/BUDGET_REVENUE`, heading: /5 thành phố/, english: /Five Centrally-run/ },
  { path: `/embed${bloc}/GRDP_GROWTH`, heading: /5 thành phố/, english: /Five Centrally-run/ },
  { path: '/search?q=hoi nghi', heading: 'Tìm kiếm', english: 'Search' },
  { path: `${bloc}/member/da-nang`, heading: 'Đà Nẵng', english: 'Da Nang' },
  { path: '/conference/cum-5-thanh-pho-2022', heading: /năm 2021, phát động/, english: /launch emulation for 2022/ },
  { path: '/conference/cum-5-thanh-pho-2025', heading: /năm 2025/, english: /2025 pact/ },
  { path: '/conference/khong-co', heading: 'Không tìm thấy trang này', english: 'This page was not found' },
] as const;

describeInBrowser('the public graph', () => {
  let browser: Browser;
  let server: TestServer;
  beforeAll(async () => {
    [browser, server] = await Promise.all([aBrowser(), aServer({}, 'shipped')]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const open = (options: Parameters<typeof aPage>[2] = {}) => aPage(browser, server.app.url, options);
  const row = (page: Page, text: string | RegExp) => page.getByRole('row').filter({ hasText: text });

  it.each([
    { language: 'vi', viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
    { language: 'en', viewport: { width: 1440, height: 900 } },
  ] as const)('opens at every address without signing in, as $language at $viewport.width', async (options) => {
    const { page, context, faults, foreign } = await open(options);
    for (const { path, heading, english } of addresses) {
      await page.goto(path);
      const h1 = page.getByRole('heading', { level: 1, name: options.language === 'vi' ? heading : english });
      await h1.waitFor();
      await page
        .getByText(/^(Đang tải|Loading)…$/)
        .first()
        .waitFor({ state: 'detached' });
      const wider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      expect([path, await seriousFaults(page), wider]).toEqual([path, [], false]);
    }
    expect([faults, foreign]).toEqual([[], []]);
    await context.close();
  });

  it('is read in the font of the machine when its own fonts do not come', async () => {
    const { page, context, faults } = await open();
    await page.route('**/assets/fonts-*', (route) => route.abort());
    const [refused] = await Promise.all([page.waitForEvent('requestfailed'), page.goto(bloc)]);
    expect(refused.url()).toMatch(/fonts-/);
    await page.getByRole('heading', { level: 1, name: /5 thành phố/ }).waitFor();
    expect(faults.filter((fault) => !fault.includes('Failed to load'))).toEqual([]);
    await context.close();
  });

  it('stands while a chart cannot be fetched, and draws it when it can', async () => {
    const { page, context } = await open();
    await page.route('**/assets/BarChart-*', (route) => route.abort(), { times: 1 });
    const [refused] = await Promise.all([
      page.waitForEvent('requestfailed'),
      page.goto(`${bloc}/indicator/BUDGET_REVENUE`),
    ]);
    expect(refused.url()).toMatch(/BarChart-/);
    await page.locator('svg[role=img]').first().waitFor();
    await context.close();
  });

  it('draws what its tables say, as printed', async () => {
    const { page, context } = await open();
    await page.goto(`${bloc}/indicators`);
    const panel = page.locator('section').filter({ has: page.getByRole('heading', { name: /\(GRDP\)$/ }) });
    await panel.getByRole('img').waitFor();
    const drawn = await panel.locator('[data-figure]').allTextContents();
    const printed = await panel.locator('[data-raw]').allTextContents();
    expect(drawn.length).toBeGreaterThanOrEqual(10);
    expect(drawn).toEqual(printed);
    expect(drawn).toContain('11,01 %');
    const rows = await panel
      .getByRole('row')
      .evaluateAll((all) =>
        all
          .slice(1)
          .map((each) => [...each.querySelectorAll('th, td')].slice(0, 2).map(({ textContent }) => textContent)),
      );
    const years = rows.filter(([who]) => who === rows[0]?.[0]).map(([, year]) => year);
    expect(rows.slice(0, years.length)).toEqual(years.map((year) => [rows[0]?.[0], year]));
    expect(years.length).toBeGreaterThan(1);
    const widths = await panel
      .locator('rect')
      .evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect().width));
    const values = printed.map((text) => Number(text.replace(' %', '').replace(',', '.')));
    for (const [index, width] of widths.entries()) {
      expect(width / Math.max(...widths)).toBeCloseTo((values[index] ?? 0) / Math.max(...values), 2);
    }
    await context.close();
  });

  it('shows flags with their reasons beside what is printed, and sources', async () => {
    const { page, context } = await open();
    await page.goto(`${bloc}/indicators`);
    const exports = row(page, '1.896,410 tỉ USD');
    await exports.getByText('Lớn hơn nhiều lần kim ngạch xuất khẩu của cả nước').waitFor();
    await exports.getByRole('link', { name: 'Hội nghị 19/03/2022' }).click();
    await page.getByText('về “năm 2002”').waitFor();
    await page.getByText('Có thể là “năm 2022”.').waitFor();
    await page.getByText('Nguồn: 5 thành phố trực thuộc Trung ương phát huy').waitFor();
    await context.close();
  });

  it('says consensus where the record prints no counts, and that what it does not know is not known', async () => {
    const { page, context } = await open();
    await page.goto('/conference/cum-5-thanh-pho-2022');
    await row(page, 'Cờ thi đua của Chính phủ').first().waitFor();
    expect(await row(page, 'nhất trí, không có số phiếu').count()).toBe(5);
    await page.getByText('Không có cuộc biểu quyết nào được ghi số phiếu.').waitFor();
    expect(await row(page, 'nguồn không nêu tên người ký').count()).toBe(5);
    await page.goto(bloc);
    const years = page.getByRole('region', { name: 'So sánh theo năm' });
    await years.getByRole('row', { name: /^2022 Đà Nẵng Hải Phòng/ }).waitFor();
    await row(page, 'Huế').getByText('từ năm 2025').waitFor();
    await context.close();
  });

  it('leads from a result to what was published, and to the conference by its day', async () => {
    const { page, context } = await open({ language: 'en' });
    await page.goto(`${bloc}/member/da-nang`);
    const tourism = row(page, 'Tourism revenue');
    const published = await tourism.getByRole('link', { name: 'plo.vn' }).getAttribute('href');
    expect(published).toMatch(/^https:\/\/plo\.vn\//);
    await row(page, '7,51 %').getByText('read as 7.51 per cent').waitFor();
    await tourism.getByRole('link', { name: 'Conference of 8 Mar 2024' }).click();
    await page.getByText('8 Mar 2024 (in the source: 8 March)').waitFor();
    await context.close();
  });

  it('says of a record what its source does not, and of a rehearsal nothing that is of its model', async () => {
    const { page, context } = await open();
    await page.goto('/conference/cum-5-thanh-pho-2025');
    await page.getByText('Nguồn không nêu chương trình.').waitFor();
    await page.getByText('Nguồn không nêu ai được công bố.').waitFor();
    expect(await page.locator('a[href^="/hall/"]').count()).toBe(0);
    const { slug } = await anAssembly(server);
    await page.goto(`/conference/${slug}`);
    await page.getByText('Chưa có biểu quyết.').waitFor();
    await page.getByText('Khai mạc').waitFor();
    expect(await page.getByText(/19\/03\/2022|Nguồn không in chương trình/).count()).toBe(0);
    expect(await row(page, 'Cờ thi đua của Chính phủ').first().getByText('Chờ hội nghị bình xét').textContent()).toBe(
      'Chờ hội nghị bình xét',
    );
    await page.locator('a[href^="/hall/"]').waitFor();
    await context.close();
  });

  it('compares the log with the code of the hall screen, by a digest of its own', async () => {
    const slug = 'cum-5-thanh-pho-2022';
    const { data } = await server.ask(
      `{ conference(slug: "${slug}") { events(first: 1) { nodes { sequence digest } } } }`,
    );
    const [{ sequence, digest }] = data.conference.events.nodes;
    const { page, context } = await open();
    const scanned = async (mark: string) => {
      await page.goto('about:blank');
      await page.goto(`/conference/${slug}#log=${mark}`);
    };
    await scanned(`${sequence}-${digest}`);
    await page.getByText(`Khớp: mục ${sequence} của nhật ký`).waitFor();
    await scanned(`${sequence}-${digest.replace(/.$/, (last: string) => (last === '0' ? '1' : '0'))}`);
    await page.getByText(`KHÔNG KHỚP: mục ${sequence} của nhật ký`).waitFor();
    await scanned(`${sequence + 99}-${digest}`);
    await page.getByText(`không có mục ${sequence + 99}`).waitFor();
    // The same digest said of other bytes: what counts is what this page computes.
    await page.route('**/graphql*', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: (await answer.text()).replace(/conferenceImported/g, 'forged') });
    });
    await scanned(`${sequence}-${digest}`);
    await page.getByText(`KHÔNG KHỚP: mục ${sequence} của nhật ký`).waitFor();
    await context.close();
  });

  it('follows a conference in session, and says so when what it shows may be old', async () => {
    const { page, context, faults } = await open();
    const { slug, conferenceId, act, openPoll, vote, sign } = await anAssembly(server);
    await page.goto(`/conference/${slug}`);
    await page.locator('[role=status][data-state=live]').waitFor();
    const pollId = await openPoll();
    const poll = row(page, 'Đề nghị tặng Cờ thi đua');
    await poll.getByText('đang mở: 0/5 phiếu').waitFor();
    await vote(pollId, ['YES'], ['YES'], ['YES'], ['NO']);
    await poll.getByText('đang mở: 4/5 phiếu').waitFor();
    await poll.getByText('Tán thành 3, Không tán thành 1').waitFor();
    await context.setOffline(true);
    await page.locator('[role=status][data-state=offline]').waitFor();
    await page.getByText(/^Số liệu đến .*, đang kết nối lại$/).waitFor();
    await act('closePoll', { pollId });
    await sign(2);
    expect(await poll.getByText('đang mở: 4/5 phiếu').count()).toBe(1);
    await context.setOffline(false);
    await poll.getByText('Thông qua').waitFor();
    await page.getByText('Đang mở ký').waitFor();
    await page.locator('[data-stale]').waitFor({ state: 'detached' });
    expect(await seriousFaults(page)).toEqual([]);
    await act('closeConference', { conferenceId });
    await page.getByText('Đã bế mạc').waitFor();
    await page.locator('[role=status][data-state]').waitFor({ state: 'detached' });
    expect(faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|Failed to load/.test(fault))).toEqual([]);
    await context.close();
  });

  it('says on the first page that a conference has opened, without reloading', async () => {
    const { page, context } = await open();
    const { conferenceId, act } = await anAssembly(server, { opened: false });
    await page.goto('/');
    await page.getByRole('heading', { name: 'Các cụm, khối' }).waitFor();
    const began = page.getByRole('listitem').filter({ has: page.locator(`a[href^="/hall/"]`) });
    const before = await began.count();
    await act('openConference', { conferenceId });
    await until(async () => (await began.count()) === before + 1);
    await page.locator('[role=status][data-state=live]').waitFor();
    await context.close();
  });

  it('goes from page to page without loading, and back', async () => {
    const { page, context } = await open();
    await page.goto('/');
    await page.evaluate(() => Object.assign(globalThis, { stayed: true }));
    await page.getByRole('link', { name: /^Cụm thi đua 5 thành phố trực thuộc/ }).click();
    await page.getByRole('link', { name: 'Đà Nẵng' }).first().click();
    await page.waitForURL(`**${bloc}/member/da-nang`);
    await page.getByRole('region', { name: 'Đề nghị khen thưởng của Đà Nẵng' }).waitFor();
    await expect(page.title()).resolves.toBe('Đà Nẵng · Giao Ước');
    await page.goBack();
    await page.getByRole('region', { name: 'Đơn vị thành viên' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(bloc);
    expect(await page.evaluate(() => 'stayed' in globalThis)).toBe(true);
    await context.close();
  });
});
