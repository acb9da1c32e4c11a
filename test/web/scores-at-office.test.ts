import type { Browser, Page } from 'playwright-core';
import type { Viewer } from '../../src/graphql/authorize/viewer';
import { enterScores, submitScores } from '../../src/score/enter-scores';
import type { ScoreEntryInput } from '../../src/score/entry-input';
import { explainScores } from '../../src/score/explain-scores';
import { MemberScore } from '../../src/score/member-score';
import { reviewScores } from '../../src/score/review-scores';
import { ScoreEntry } from '../../src/score/score-entry';
import { YearTable } from '../../src/score/year-table';
import { entriesOf, seven } from '../score/seven-members';
import { aHall, at, closesYear, type Hall } from '../support/hall';
import { aFrozenTable, type Scorers, sevenTable, smallTable, theScorers, whose } from '../support/scores';
import { aServer, type TestServer } from '../support/server';
import { seriousFaults } from './support/axe';
import { aBrowser, aPage } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { letIn } from './support/stage';

const pictures = process.env.SCORE_PICTURES;
const picture = async (page: Page, name: string) => {
  if (!pictures) return;
  for (const [width, height] of [
    [1440, 900],
    [1280, 720],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: `${pictures}/${name}-${width}.png`, fullPage: width !== 1280 });
  }
  await page.setViewportSize({ width: 1280, height: 720 });
};

interface Bloc {
  readonly hall: Hall;
  readonly by: Scorers;
}

describeInBrowser('the scores of a year at the office', () => {
  let browser: Browser;
  let server: TestServer;
  beforeAll(async () => {
    [browser, server] = await Promise.all([aBrowser(), aServer()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const aBloc = async (text: string | null, members: number): Promise<Bloc> => {
    const hall = await aHall(server.database.db, { members });
    const by = await theScorers(hall);
    if (text) await aFrozenTable(hall, text);
    return { hall, by };
  };
  const opened = async (bloc: Bloc, who: string, viewer: Viewer, viewport = { width: 1280, height: 720 }) => {
    const watched = await aPage(browser, server.app.url, { viewport });
    await letIn(watched, { server }, viewer);
    await watched.page.goto(`/office/${bloc.hall.bloc.slug}/${who}/scores/${closesYear}`);
    return watched;
  };
  const asOfficer = (bloc: Bloc, n: number, viewport?: { width: number; height: number }) =>
    opened(bloc, `officer-${at(bloc.hall.members, n).code}`, at(bloc.by.officers, n), viewport);
  const standing = (memberScoreId: string) =>
    server.database.db.manager.find(ScoreEntry, { where: { memberScoreId }, order: { key: 'ASC', version: 'ASC' } });
  const scoreOf = ({ hall }: Bloc, n: number) =>
    server.database.db.manager.findOneByOrFail(MemberScore, { memberId: at(hall.members, n).id });
  const isNarrow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

  it('is entered by its officer with the keyboard alone, saved as it is typed, and handed in', async () => {
    const bloc = await aBloc(smallTable, 2);
    const { page, context, faults } = await asOfficer(bloc, 0);
    await page.getByText('0/3').first().waitFor();
    await page.getByRole('button', { name: 'Ô trống tiếp theo (còn 3)' }).press('Enter');
    const focused = () => page.evaluate(() => (document.activeElement as HTMLElement).dataset.key);
    expect(await focused()).toBe('I/1');
    await page.keyboard.type('105');
    await page.keyboard.press('Enter');
    expect(await focused()).toBe('I/2');
    await page.keyboard.type('9,5512');
    await page.getByText('Điểm có nhiều nhất 2 chữ số thập phân.').waitFor();
    expect([...(await seriousFaults(page))]).toEqual([]);
    for (const key of ['Backspace', 'Backspace', 'Enter']) await page.keyboard.press(key);
    expect(await focused()).toBe('II/1');
    await page.keyboard.press('ArrowDown');
    await page.getByText('Đã lưu.').waitFor();
    await page.locator('[data-sum="I"]').getByText('19,55/20 điểm').waitFor();
    const rows = await standing((await scoreOf(bloc, 0)).id);
    expect(rows.map(({ key, entry }) => [key, entry])).toEqual([
      ['I/1', { actual: '105' }],
      ['I/2', { points: '9.55' }],
      ['II/1', { passed: true }],
    ]);
    await picture(page, 'officer-small');
    await page.getByRole('button', { name: 'Nộp điểm tự chấm' }).click();
    await page.getByRole('dialog').getByText('Mọi tiêu chí đã được ghi.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Nộp điểm tự chấm' }).click();
    await page.getByText('Đã nộp. Vẫn sửa được đến khi bắt đầu thẩm định.').waitFor();
    expect((await scoreOf(bloc, 0)).stage).toBe('SUBMITTED');
    expect(faults).toEqual([]);
    await context.close();
  });

  it('keeps in its fields what could not be saved, and saves it once it can', async () => {
    const bloc = await aBloc(smallTable, 2);
    const { page, context } = await asOfficer(bloc, 0);
    const points = page.locator('[data-key="I/2"][data-cell="value"]');
    await points.waitFor();
    await page.route('**/graphql', (route) =>
      route.request().postData()?.includes('EnterScores') ? route.abort() : route.continue(),
    );
    await points.fill('7,5');
    await page.getByText('Chưa lưu được 1 dòng.').waitFor();
    expect(await points.inputValue()).toBe('7,5');
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Lưu lại' }).click();
    await page.getByText('Đã lưu.').waitFor();
    expect((await standing((await scoreOf(bloc, 0)).id)).map(({ entry }) => entry)).toEqual([{ points: '7.5' }]);
    await context.close();
  });

  it('takes a column of 176 from Excel at once, gives it back, and fits a phone', async () => {
    const bloc = await aBloc(sevenTable, 2);
    const { page, context, faults } = await asOfficer(bloc, 0, { width: 390, height: 844 });
    const first = page.locator('[data-cell="value"]').first();
    await first.waitFor();
    const entries = entriesOf(at(seven.members, 3));
    const column = await page.evaluate(
      (given) =>
        [...document.querySelectorAll<HTMLElement>('[data-cell="value"]')].map((each) => {
          const entry = given.find(([key]) => key === each.dataset.key)?.[1];
          return entry?.points ?? (entry?.passed === undefined ? '' : entry.passed ? 'Đạt' : 'Không đạt');
        }),
      entries as [string, { points?: string; passed?: boolean }][],
    );
    const filled = column.filter((cell) => cell !== '').length;
    const paste = () =>
      first.evaluate(
        (field, text) => {
          const data = new DataTransfer();
          data.setData('text/plain', text);
          field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
        },
        column.map((cell) => cell.replace('.', ',')).join('\r\n'),
      );
    await paste();
    await page.getByText(`Đã điền ${filled} dòng từ nội dung dán.`).waitFor();
    await page.getByText('Đã lưu.').waitFor();
    await page.getByRole('button', { name: `Ô trống tiếp theo (còn ${176 - filled})` }).waitFor();
    expect(await standing((await scoreOf(bloc, 0)).id)).toHaveLength(filled);
    await page.getByRole('button', { name: 'Hoàn tác lần dán' }).click();
    await page.getByRole('button', { name: 'Ô trống tiếp theo (còn 176)' }).waitFor();
    await page.getByText('Đã lưu.').waitFor();
    expect(await isNarrow(page)).toBe(true);
    expect([...(await seriousFaults(page))]).toEqual([]);
    await picture(page, 'officer-176');
    expect(faults).toEqual([]);
    await context.close();
  });

  it('goes out to Excel and in again, looked at first', async () => {
    const bloc = await aBloc(smallTable, 2);
    const { page, context, faults } = await asOfficer(bloc, 0);
    await page.getByText('Làm trong Excel rồi nạp lại').click();
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Tải phiếu điểm (.xlsx)' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe(`phieu-diem-${closesYear}-${at(bloc.hall.members, 0).code}.xlsx`);
    const file = page.getByLabel('Tệp phiếu điểm đã điền');
    await file.setInputFiles(await download.path());
    await page.getByText('Tệp không có gì mới.').waitFor();
    const csv = (text: string) => ({ name: 'phieu.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await file.setInputFiles(csv('Mã dòng;Kết quả\nI/2;10,5\nII/1;có lẽ\n'));
    const problems = page.getByRole('table', { name: 'Các ô cần sửa' });
    await problems.waitFor();
    expect(await problems.getByRole('rowheader').allTextContents()).toEqual(['B2', 'B3']);
    expect(await page.getByRole('button', { name: /^Ghi \d/ }).count()).toBe(0);
    await picture(page, 'sheet-problems');
    await file.setInputFiles(csv('Mã dòng;Kết quả;Minh chứng\nI/2;9,5;QĐ số 5\nII/1;Đạt;\n'));
    await page
      .getByRole('table', { name: 'Những gì sẽ thay đổi' })
      .getByText('Kết quả: 9,5; Minh chứng: QĐ số 5')
      .waitFor();
    expect([...(await seriousFaults(page))]).toEqual([]);
    await page.getByRole('button', { name: 'Ghi 2 thay đổi' }).click();
    await page.getByText('Đã ghi: 2 dòng mới, 0 dòng được sửa.').waitFor();
    await page.locator('[data-sum="I"]').getByText('9,5/20 điểm').waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  it('is reviewed against the self-score: one accepted, one scored otherwise, a group at once, what is missing at one press', async () => {
    const bloc = await aBloc(smallTable, 2);
    const { db } = server.database;
    for (const [n, points] of ['9', '8'].entries()) {
      const entries = [
        { key: 'I/1', actual: '100', target: '90', note: 'Báo cáo số 12' },
        { key: 'I/2', points },
        { key: 'II/1', passed: true },
      ];
      await enterScores(db, at(bloc.by.officers, n), { ...whose(bloc.hall, n), entries });
      await submitScores(db, at(bloc.by.officers, n), whose(bloc.hall, n));
    }
    const { page, context, faults } = await opened(bloc, 'leader', bloc.by.leader);
    const table = page.getByRole('table', { name: 'Điểm của 2 đơn vị' });
    await table.getByText('0/3').first().waitFor();
    await page.getByText('Chưa chốt được điểm của năm: 2 đơn vị chưa xong').waitFor();
    await table.getByRole('button', { name: 'ĐV 1: còn thiếu 3, bấm để đến ngay' }).click();
    const focused = () => page.evaluate(() => (document.activeElement as HTMLElement).dataset.leaf);
    await page.locator('[data-leaf="I/1"]:focus').waitFor();
    await page.locator('[data-leaf="I/1"]').getByRole('button', { name: 'Chấp nhận 10 điểm' }).click();
    await page.locator('[data-leaf="I/1"]').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Tiêu chí chưa thẩm định tiếp theo (còn 1)' }).click();
    expect(await focused()).toBe('I/2');
    // What the council's office scores is not for the leader's.
    expect(await page.locator('[data-leaf="II/1"]').getByRole('button', { name: 'Chấm khác' }).count()).toBe(0);
    const card = page.locator('[data-leaf="I/2"]');
    await card.getByRole('button', { name: 'Chấm khác' }).click();
    await card.getByLabel('Ghi').fill('6,5');
    await card.getByLabel('Lý do, căn cứ').fill('Thiếu văn bản');
    await card.getByRole('button', { name: 'Ghi điểm thẩm định' }).click();
    await page.getByRole('button', { name: 'Chênh lệch (1)' }).click();
    await card.getByText('−2,5').waitFor();
    await card.getByText('Minh chứng, lý do: Thiếu văn bản').waitFor();
    expect([...(await seriousFaults(page))]).toEqual([]);
    await picture(page, 'gaps-small');

    await explainScores(db, at(bloc.by.officers, 0), {
      ...whose(bloc.hall, 0),
      explanations: [{ key: 'I/2', text: 'Văn bản số 15 đã gửi bổ sung.' }],
    });
    await card.getByText('Văn bản số 15 đã gửi bổ sung.').waitFor();
    await page.getByText('Đơn vị đã giải trình.').waitFor();
    await card.getByRole('button', { name: 'Chấp nhận 9 điểm' }).click();
    await page.getByText('Không có tiêu chí nào chênh lệch').waitFor();

    await table.getByRole('button', { name: 'ĐV 2: còn thiếu 3, bấm để đến ngay' }).click();
    await page.getByRole('button', { name: 'Chấp nhận cả nhóm (2)' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Chấp nhận cả nhóm (2)' }).click();
    await page.getByRole('button', { name: 'Chưa thẩm định (1)' }).waitFor();

    for (const n of [0, 1]) await reviewScores(db, bloc.by.council, { ...whose(bloc.hall, n), acceptSelf: ['II'] });
    await page.getByRole('button', { name: `Chốt điểm năm ${closesYear}` }).click();
    await picture(page, 'finish');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: `Chốt điểm năm ${closesYear}` })
      .click();
    await page.getByRole('button', { name: `Công bố thứ hạng năm ${closesYear}` }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: `Công bố thứ hạng năm ${closesYear}` })
      .click();
    await page.getByText('Đã công bố tổng điểm và thứ hạng').waitFor();
    const [frozen] = await db.manager.findBy(YearTable, { blocId: bloc.hall.bloc.id });
    expect(frozen?.releasedAt).not.toBeNull();
    expect(faults).toEqual([]);
    await context.close();
  });

  it('is explained by the officer where it differs, and remarks are written by both sides', async () => {
    const bloc = await aBloc(smallTable, 2);
    const { db } = server.database;
    const entries = [
      { key: 'I/2', points: '9' },
      { key: 'II/1', passed: true },
    ];
    await enterScores(db, at(bloc.by.officers, 0), { ...whose(bloc.hall, 0), entries });
    await submitScores(db, at(bloc.by.officers, 0), whose(bloc.hall, 0));
    await reviewScores(db, bloc.by.leader, { ...whose(bloc.hall, 0), entries: [{ key: 'I/2', points: '4' }] });
    const { page, context, faults } = await asOfficer(bloc, 0, { width: 390, height: 844 });
    const card = page.locator('[data-leaf="I/2"]');
    await card.getByText('−5').waitFor();
    await card.getByRole('button', { name: 'Giải trình' }).click();
    await card.getByLabel('Nội dung giải trình').fill('Đã có xác nhận của Sở.');
    await card.getByRole('button', { name: 'Gửi giải trình' }).click();
    await card.getByText('Đã có xác nhận của Sở.').waitFor();
    await card.getByRole('button', { name: 'Trao đổi' }).click();
    await card.getByLabel('Nội dung trao đổi').fill('Xin xem lại.');
    await card.getByRole('button', { name: 'Gửi trao đổi' }).click();
    await card.getByText('Xin xem lại.').waitFor();
    await card.getByRole('button', { name: 'Lịch sử' }).click();
    await card.getByText('9 điểm').waitFor();
    expect((await scoreOf(bloc, 0)).stage).toBe('EXPLAINED');
    expect(await isNarrow(page)).toBe(true);
    expect([...(await seriousFaults(page))]).toEqual([]);
    await picture(page, 'officer-gaps');
    expect(faults).toEqual([]);
    await context.close();
  });

  it('shows a review of 7 members that stopped at 15 of 176 leaves for what it is', async () => {
    const bloc = await aBloc(sevenTable, 7);
    const { db } = server.database;
    for (const [n, member] of seven.members.entries()) {
      const entries = entriesOf(member).map(([key, entry]) => ({ key, ...entry }) as ScoreEntryInput);
      await enterScores(db, at(bloc.by.officers, n), { ...whose(bloc.hall, n), entries });
      await submitScores(db, at(bloc.by.officers, n), whose(bloc.hall, n));
      const acceptSelf = entries.slice(0, 15).map(({ key }) => key);
      await reviewScores(db, bloc.by.leader, { ...whose(bloc.hall, n), acceptSelf });
    }
    const { page, context, faults } = await opened(bloc, 'leader', bloc.by.leader);
    const table = page.getByRole('table', { name: 'Điểm của 7 đơn vị' });
    await table.getByRole('row').nth(4).getByText('912,75').waitFor();
    expect(await table.getByText('15/176').count()).toBe(7);
    await page.getByText('Mới thẩm định 15/176 tiêu chí.').waitFor();
    await page.getByRole('button', { name: 'Tiêu chí chưa thẩm định tiếp theo (còn 161)' }).click();
    await page.locator('[data-waiting="own"]:focus').waitFor();
    expect([...(await seriousFaults(page))]).toEqual([]);
    await picture(page, 'stopped-at-15');
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Tải bảng tổng hợp các đơn vị (.xlsx)' }).click();
    expect((await downloading).suggestedFilename()).toBe(`tong-hop-diem-${closesYear}.xlsx`);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await isNarrow(page)).toBe(true);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('begins with a table from a file, told of by its lines where it is wrong, and frozen by the leader', async () => {
    const bloc = await aBloc(null, 2);
    const { page, context, faults } = await opened(bloc, 'leader', bloc.by.leader);
    const file = page.getByLabel('Tệp bảng điểm (.yaml)');
    const yaml = (text: string) => ({ name: 'bang-diem.yaml', mimeType: 'text/yaml', buffer: Buffer.from(text) });
    await file.setInputFiles(yaml(smallTable.replace('max: 20', 'max: 25').replace('kind: ENTERED', 'kind: LA')));
    const problems = page.getByRole('table', { name: 'Các chỗ cần sửa trong tệp' });
    await problems.waitFor();
    expect(await problems.getByRole('rowheader').first().textContent()).toMatch(/^\d+$/);
    expect([...(await seriousFaults(page))]).toEqual([]);
    await picture(page, 'table-problems');
    await file.setInputFiles(yaml(smallTable));
    await page.getByText(`Đã nạp bản 1 cho năm ${closesYear}.`).waitFor();
    await page.getByText('3 tiêu chí, 2 điểm thưởng và điểm trừ; tổng tối đa 30').waitFor();
    await picture(page, 'table');
    await page.getByRole('button', { name: `Chốt bảng điểm năm ${closesYear}` }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: `Chốt bảng điểm năm ${closesYear}` })
      .click();
    await page.getByRole('table', { name: 'Điểm của 2 đơn vị' }).waitFor();
    expect(faults.filter((fault) => !fault.includes('400'))).toEqual([]);
    await context.close();
  });
});
