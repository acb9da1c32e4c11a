import type { Browser } from 'playwright-core';
import { operator } from '../../src/graphql/authorize/viewer';
import { importConference } from '../../src/import/import-conference';
import { aRecord, type Loose, written } from '../import/a-file';
import { aServer, type TestServer } from '../support/server';
import { aBrowser, aPage } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';

describeInBrowser('public pages of a figure that was corrected', () => {
  let browser: Browser;
  let server: TestServer;
  beforeAll(async () => {
    [browser, server] = await Promise.all([aBrowser(), aServer()]);
    const bring = (changes: Loose, reason: string | null) =>
      importConference(server.database.db, operator, {
        ...{ text: written(aRecord('dinh-chinh'), changes), dryRun: false, reason },
      });
    const rule = { subject: 'CO_TD_CHINH_PHU', electorate: 'MEMBERS', quorum: '2/3', pass: '4/5', base: 'ALL' };
    await bring({ '/rules': [rule, { ...rule, subject: 'RESOLUTION', pass: '1/2', strict: true }] }, null);
    const later = {
      '/rules': [{ ...rule, pass: '2/3', selfVote: false }],
      '/results/0/raw': '1.234,9',
      '/conference/place': 'Đà Nẵng',
      '/delegates/0/posts': [{ title: 'Phó Giám đốc' }],
      '/bloc/members/0/shortName': 'Thành phố mới',
      '/leadership/0/member': 'da-nang',
    };
    await bring(later, 'Đính chính theo công văn số 12');
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it.each([
    ['vi', 'Đã sửa', 'Nay là 1.234,9 tỷ đồng', 'Lý do: Đính chính theo công văn số 12', 'lúc bế mạc hoặc công bố'],
    [
      'en',
      'Corrected',
      'Now 1.234,9 tỷ đồng',
      'Why: Đính chính theo công văn số 12',
      'at the closing, or as published',
    ],
  ] as const)(
    'show what was held beside what it is now, and the history behind a fold, in %s',
    async (language, corrected, now, why, held) => {
      const { page, context } = await aPage(browser, server.app.url, { language });
      await page.goto('/conference/dinh-chinh-2020');
      const figures = page.getByTestId('figures');
      await figures.getByTestId('corrected').waitFor();
      expect(await figures.locator('[data-raw]').allTextContents()).toEqual(['1.234,5 tỷ đồng']);
      const fold = figures.getByTestId('corrected');
      expect(await fold.getByText(why).isVisible()).toBe(false);
      await fold.getByText(corrected, { exact: true }).click();
      await fold.getByText(why).waitFor();
      expect(await fold.locator('li').allTextContents()).toEqual([
        expect.stringContaining(`1.234,5 tỷ đồng`),
        expect.stringContaining(`1.234,9 tỷ đồng`),
      ]);
      expect(await fold.locator('li').first().textContent()).toContain(held);
      expect(await page.getByTestId('edited').allTextContents()).toEqual(edited[language]);
      if (process.env.PICTURES) {
        await page.setViewportSize({ width: 1280, height: 720 });
        await page.screenshot({ path: `${process.env.PICTURES}/wide-${language}.png`, fullPage: true });
        await page.setViewportSize({ width: 390, height: 844 });
        await page.screenshot({ path: `${process.env.PICTURES}/narrow-${language}.png`, fullPage: true });
      }
      await figures.getByRole('link', { name: now }).click();
      await page.waitForURL('**/bloc/dinh-chinh/year/2019');
      await page.getByTestId('figures').locator('[data-raw]').getByText('1.234,9 tỷ đồng').waitFor();
      await context.close();
    },
  );

  it('say what rules there are, and what each said before', async () => {
    const { page, context } = await aPage(browser, server.app.url);
    await page.goto('/bloc/dinh-chinh');
    const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
    const flag = row('Cờ thi đua của Chính phủ');
    await flag.waitFor();
    const now = 'Cần ít nhất 2/3 tổng số; túc số 2/3 đơn vị. Đơn vị được xét không biểu quyết.';
    await flag.getByText(now).first().waitFor();
    await flag.getByText('Đã sửa', { exact: true }).click();
    expect(await flag.getByTestId('rule-history').locator('li').allTextContents()).toEqual([
      expect.stringMatching(/^Cần ít nhất 4\/5 tổng số; túc số 2\/3 đơn vị\. – từ /),
      expect.stringMatching(/^Cần ít nhất 2\/3 tổng số; .* không biểu quyết\. – từ .*Lý do: Đính chính/),
    ]);
    const resolution = row('Nghị quyết, giao ước và nội dung khác');
    await resolution.getByText('Cần hơn 1/2 tổng số; túc số 2/3 đơn vị.').waitFor();
    expect(await resolution.getByTestId('rule-history').count()).toBe(0);
    await context.close();
  });
});

/** What is said beside the facts that were corrected, in the order of the page: place, leader, signer, post. */
const edited = {
  vi: ['Đà Nẵng', 'Đà Nẵng', 'Thành phố mới', 'Phó Giám đốc'].map((now) => ` (đã sửa; nay là: ${now})`),
  en: ['Đà Nẵng', 'Đà Nẵng', 'Thành phố mới', 'Phó Giám đốc'].map((now) => ` (corrected; now: ${now})`),
};
