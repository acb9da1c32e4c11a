import type { Browser } from 'playwright-core';
import { operator } from '../../src/graphql/authorize/viewer';
import { importConference } from '../../src/import/import-conference';
import { aRecord, type Loose, written } from '../import/a-file';
import { aServer, type TestServer } from '../support/server';
import { aBrowser, aPage } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';

describeInBrowser('public pages of what a source tells only in part', () => {
  let browser: Browser;
  let server: TestServer;
  beforeAll(async () => {
    [browser, server] = await Promise.all([aBrowser(), aServer()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /** Brings in a record and gives a page for it. */
  async function open(slug: string, changes: Loose, language: 'vi' | 'en' = 'vi', timezoneId = 'Asia/Ho_Chi_Minh') {
    const text = written(aRecord(slug), changes);
    await importConference(server.database.db, operator, { text, dryRun: false });
    return aPage(browser, server.app.url, { language, timezoneId });
  }

  it.each([
    ['vi', 'Hội nghị đề nghị (bằng biểu quyết; nguồn không nêu số phiếu)'],
    ['en', 'Proposed by the conference (by vote; the source gives no counts)'],
  ] as const)('say that a proposal was agreed by vote and no counts are known, in %s', async (language, state) => {
    const { page, context } = await open('bieu-quyet', { '/proposals/0/agreed': 'POLL' }, language);
    await page.goto('/conference/bieu-quyet-2020');
    await page.getByRole('cell', { name: state, exact: true }).waitFor();
    await context.close();
  });

  it.each([
    [
      'vi',
      '10; biết tên 3',
      'Theo nguồn, giao ước có 8 nội dung.',
      'số 34-CT/TW, ngày 07/04/2014',
      /^có trong năm 2019;/,
    ],
    ['en', '10; 3 known by name', 'The source says that the pact has 8 contents.', /of 7 Apr 2014/, /^seen in 2019;/],
  ] as const)(
    'tell numbers without names, the day of a directive and a year seen, in %s',
    async (language, count, contents, issued, seen) => {
      const changes = {
        '/conference/statedMembers': 10,
        '/conference/memberOrder': ['da-nang', 'hoa-binh', 'hcm'],
        '/pact/contents': 8,
        '/directives': [{ code: 'ct', kind: 'DOCUMENT', number: '34-CT/TW', date: '2014-04-07', text: 'Chỉ thị' }],
        '/bloc/members/1/memberships': [{ seen: 2019 }],
        '/leadership': undefined,
        '/pact/signatures': undefined,
      };
      const { page, context } = await open('so-luong', changes, language);
      await page.goto('/conference/so-luong-2020');
      for (const text of [count, contents, issued]) await page.getByText(text).waitFor();
      await page.getByText(/^(Đà Nẵng|Da Nang|Thành phố Đà Nẵng), Hòa Bình, TP Hồ Chí Minh$/).waitFor();
      await page.goto('/bloc/so-luong');
      await page.getByText(seen).waitFor();
      await context.close();
    },
  );

  it.each([
    ['vi', 'Sơ kết năm', 'Phát động năm', ['Hội nghị phát động', 'Hội nghị sơ kết', 'Hội nghị tổng kết']],
    ['en', 'Mid-year review of', 'Year launched', ['Launch conference', 'Mid-year review', 'Review conference']],
  ] as const)('put a mid-year review under its own name, in %s', async (language, reviews, opens, columns) => {
    const changes = {
      '/conference/kind': 'MIDYEAR',
      '/conference/closes': undefined,
      '/conference/opens': undefined,
      '/conference/reviews': 2019,
      '/pact': undefined,
    };
    const { page, context } = await open('so-ket', changes, language);
    await page.goto('/conference/so-ket-2020');
    await page.getByText(reviews, { exact: true }).waitFor();
    expect(await page.getByText(opens, { exact: true }).count()).toBe(0);
    await page.goto('/bloc/so-ket');
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: '2019', exact: true }) });
    const meetings = columns.map((column) => row.locator(`td[data-label="${column}"]`));
    await row.getByRole('link').waitFor();
    expect(await Promise.all(meetings.map((cell) => cell.getByRole('link').count()))).toEqual([0, 1, 0]);
    await context.close();
  });

  it.each([
    ['vi', 'Asia/Bangkok', '19/03/2022 00:30:00'],
    ['vi', 'Europe/Paris', '19/03/2022 00:30:00 (giờ Việt Nam)'],
    ['en', 'America/New_York', '19 Mar 2022 00:30:00 (Vietnam time)'],
  ] as const)('show times in Vietnam, named where the reader has others: %s, %s', async (language, zone, time) => {
    const changes = {
      '/conference/heldOn': '2022-03-19',
      '/pact/signatures': [{ member: 'hcm', signedAt: '2022-03-19T00:30+07:00' }],
    };
    const { page, context } = await open('gio', changes, language, zone);
    await page.goto('/conference/gio-2020');
    await page.getByRole('cell', { name: time, exact: true }).waitFor();
    const held = time.slice(0, time.indexOf(' 00:30'));
    await page.locator('dd').getByText(held, { exact: true }).waitFor();
    await context.close();
  });

  it.each([
    ['vi', ['TP Hồ Chí Minh, quý I năm 2019', 'TP Hồ Chí Minh, quý II năm 2019', 'TP Hồ Chí Minh, 2019']],
    ['en', ['TP Hồ Chí Minh, Q1 2019', 'TP Hồ Chí Minh, Q2 2019', 'TP Hồ Chí Minh, 2019']],
  ] as const)('name the part of the year in chart and table, in %s', async (language, labels) => {
    const figure = (raw: string, period?: string) => ({ indicator: 'REVENUE', member: 'hcm', period, raw });
    const results = [figure('1,5', 'Q1'), figure('2,5', 'Q2'), figure('9,5')];
    const { page, context } = await open('cac-quy', { '/results': results }, language);
    await page.goto('/bloc/cac-quy/indicators');
    await page.getByRole('img').waitFor();
    expect(await page.locator('svg[role=img] text:not([data-figure])').allTextContents()).toEqual(labels);
    const times = await page.locator('tbody tr td:nth-child(2)').allTextContents();
    expect(times).toEqual(labels.map((label) => label.split(', ')[1]));
    await context.close();
  });
});
