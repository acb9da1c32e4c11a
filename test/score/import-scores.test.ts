import { publicViewer, type Viewer } from '../../src/graphql/authorize/viewer';
import { makeSchema } from '../../src/schema';
import { submitScores } from '../../src/score/enter-scores';
import { type ImportScoresInput, importScores } from '../../src/score/import-scores';
import { MemberScore } from '../../src/score/member-score';
import { reviewScores } from '../../src/score/review-scores';
import { ScoreEntry } from '../../src/score/score-entry';
import { figureOf } from '../../src/score/score-sheet';
import { scoreSheetReport } from '../../src/score/sheet-report';
import { aWorkbook, type Given } from '../spreadsheet/a-workbook';
import { refusalOf } from '../support/caller-connection';
import { servicesOf } from '../support/context';
import { freshDatabase, type TestDatabase } from '../support/database';
import { dataOf } from '../support/graph';
import { aHall, at, closesYear, type Hall } from '../support/hall';
import { happenedAt } from '../support/log';
import { aFrozenTable, type Scorers, smallTable, theScorers, whose } from '../support/scores';

const schema = makeSchema();
let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.drop());

const headings = ['Mã dòng', 'Tiêu chí', 'Điểm tối đa', 'Cần ghi', 'Chỉ tiêu', 'Kết quả', 'Không giao', 'Minh chứng'];
const rowOf = (key: string, ...[target, result, aside, note]: Given[]): Given[] => [
  ...[key, 'Một tiêu chí', null, 'Điểm'],
  ...[target ?? null, result ?? null, aside ?? null, note ?? null],
];
const aFile = (...rows: readonly Given[][]) =>
  aWorkbook({ rows: [['PHIẾU TỰ CHẤM ĐIỂM'], [], headings, ...rows] }).toString('base64');

const bring = async (hall: Hall, viewer: Viewer, given: Partial<ImportScoresInput>, n = 0) => {
  const input = { ...whose(hall, n), dryRun: false, ...given };
  const imported = await importScores(test.db, viewer, input, servicesOf(test.db));
  return { receipt: imported.receipt, ...scoreSheetReport(imported) };
};

const aBloc = async (text = smallTable): Promise<{ hall: Hall; by: Scorers; officer: Viewer }> => {
  const hall = await aHall(test.db, { members: 2 });
  const by = await theScorers(hall);
  await aFrozenTable(hall, text);
  return { hall, by, officer: at(by.officers, 0) };
};

const problemsOf = async (bringing: Promise<unknown>) => {
  const { code, facts } = await refusalOf(bringing);
  expect(code).toBe('FILE_INVALID');
  const { problems } = facts as { problems: { path: string; value: string | null; problem: { vi: string } }[] };
  return problems.map(({ path, value, problem }) => [path, value, problem.vi]);
};

describe('importScores', () => {
  it('enters what rows say in one act, tells it before, and the same file again changes nothing', async () => {
    const { hall, officer } = await aBloc();
    const file = aFile(
      rowOf('I'),
      rowOf('I/1', '90', '100', null, 'Báo cáo số 12'),
      rowOf('I/2', null, '9,5'),
      rowOf('II'),
      rowOf('II/1', null, 'Đạt'),
      rowOf('bonus:sang-kien', null, 'Có'),
      rowOf('penalty:bao-cao-cham'),
    );
    const before = (await happenedAt(test.db, hall.bloc.id)).length;
    const dry = await bring(hall, officer, { file, dryRun: true });
    expect(dry).toMatchObject({ receipt: null, added: 4, corrected: 0, unchanged: 0, refused: 0 });
    expect(dry.rows.map(({ row, key, effect }) => [row, key, effect])).toEqual([
      [5, 'I/1', 'ADDED'],
      [6, 'I/2', 'ADDED'],
      [8, 'II/1', 'ADDED'],
      [9, 'bonus:sang-kien', 'ADDED'],
    ]);
    expect(dry.rows[0]?.changes).toEqual([
      { column: 'TARGET', before: null, after: '90' },
      { column: 'RESULT', before: null, after: '100' },
      { column: 'NOTE', before: null, after: 'Báo cáo số 12' },
    ]);
    expect([await test.db.manager.count(ScoreEntry), await test.db.manager.count(MemberScore)]).toEqual([0, 0]);

    const done = await bring(hall, officer, { file });
    expect([done.receipt?.kind, done.rows]).toEqual(['scoresEntered', dry.rows]);
    const entries = await happenedAt(test.db, hall.bloc.id);
    expect(entries.length).toBe(before + 1);
    expect(entries.at(-1)).toMatchObject({ kind: 'scoresEntered', data: { entries: 4 } });
    const document = `{ bloc(slug: "${hall.bloc.slug}") { scores(year: ${closesYear}) { members { work { self { total } } } } } }`;
    const read: any = await dataOf(schema, test.db, { document, viewer: officer });
    // Ahead of a plan that nobody else has entered: 10; 9.5 as typed; passed: 10; the bonus: 2.
    expect(read.bloc.scores.members).toEqual([{ work: { self: { total: '31.5' } } }]);

    expect(await bring(hall, officer, { file })).toMatchObject({ receipt: null, added: 0, corrected: 0, unchanged: 4 });
    expect((await happenedAt(test.db, hall.bloc.id)).length).toBe(before + 1);
    const mended = aFile(rowOf('I/2', null, 8), rowOf('I/1', null, null, null, 'Báo cáo số 13'), rowOf('II/1'));
    const again = await bring(hall, officer, { file: mended });
    expect(again).toMatchObject({ added: 0, corrected: 2, unchanged: 0 });
    expect(again.rows.map(({ changes }) => changes)).toEqual([
      [{ column: 'RESULT', before: '9.5', after: '8' }],
      [{ column: 'NOTE', before: 'Báo cáo số 12', after: 'Báo cáo số 13' }],
    ]);
  });

  it('tells every problem at once, with cell, value and cure, and then writes nothing', async () => {
    const { hall, officer } = await aBloc();
    const file = aFile(
      rowOf('I', null, '20'),
      rowOf('I/1', '1.000', '5'),
      rowOf('I/2', null, '10,5'),
      rowOf('II/1', null, 'chưa rõ'),
      rowOf('II/1', null, 'Đạt'),
      rowOf('II/1', null, 'Không đạt'),
      rowOf('III/7', null, '1'),
      rowOf('bonus:sang-kien', null, null, 'x'),
      rowOf('penalty:bao-cao-cham', null, '1,5'),
    );
    const dry = await bring(hall, officer, { file, dryRun: true });
    expect(dry).toMatchObject({ added: 1, refused: 8 });
    expect(dry.rows.every(({ problems }) => problems.every(({ cure }) => cure.vi.endsWith('.')))).toBe(true);
    expect(await problemsOf(bring(hall, officer, { file }))).toEqual([
      ['F4', '20', 'Đây là dòng tên nhóm, không chấm điểm.'],
      ['E5', '1.000', 'Không rõ là một nghìn hay một đơn vị.'],
      ['F6', '10,5', 'Điểm phải từ 0 đến 10, nhiều nhất 2 chữ số thập phân.'],
      ['F7', 'chưa rõ', 'Không rõ là đạt hay không đạt.'],
      ['A9', 'II/1', 'Tiêu chí này đã có ở dòng 8.'],
      ['A10', 'III/7', 'Bảng điểm của năm không có mã dòng này.'],
      ['G11', 'x', 'Điểm thưởng, điểm trừ không có “không giao”.'],
      ['F12', '1,5', 'Không đúng cách ghi điểm thưởng, điểm trừ.'],
    ]);
    expect(await test.db.manager.count(ScoreEntry, { where: { accountId: officer.accountId as string } })).toBe(0);
  });

  it('is for the officer of the member, until the review begins; and nobody else has a file read', async () => {
    const { hall, by, officer } = await aBloc();
    const damaged = Buffer.from('d0cf11e0a1b11ae1', 'hex').toString('base64');
    for (const dryRun of [true, false]) {
      for (const viewer of [by.leader, by.council, at(by.officers, 1), hall.chair])
        expect((await refusalOf(bring(hall, viewer, { file: damaged, dryRun }))).code).toBe('FORBIDDEN');
      expect((await refusalOf(bring(hall, publicViewer, { file: damaged, dryRun }))).code).toBe('UNAUTHENTICATED');
    }
    const file = aFile(rowOf('I/2', null, '9'));
    await bring(hall, officer, { file });
    await submitScores(test.db, officer, whose(hall, 0));
    await reviewScores(test.db, by.leader, { ...whose(hall, 0), acceptSelf: ['I'] });
    expect((await refusalOf(bring(hall, officer, { file, dryRun: true }))).code).toBe('SCORE_STAGE');
    expect((await refusalOf(bring(hall, officer, { file }))).code).toBe('SCORE_STAGE');
  });

  it('refuses a file that is none, both file and text, and one of more than 1,000 rows', async () => {
    const { hall, officer } = await aBloc();
    const argument = async (given: Partial<ImportScoresInput>) =>
      (await refusalOf(bring(hall, officer, given))).facts?.argument;
    expect(await argument({ file: '~~~' })).toBe('file');
    expect((await refusalOf(bring(hall, officer, { file: 'YQ==', text: 'a' }))).code).toBe('BAD_USER_INPUT');
    expect(await problemsOf(bring(hall, officer, { text: 'Tiêu chí\tKết quả\nMột\t9' }))).toEqual([
      ['', null, 'Không tìm thấy dòng tiêu đề có cột “Mã dòng”.'],
    ]);
    const many = ['Mã dòng\tKết quả', ...Array.from({ length: 1001 }, (_, n) => `I/${n}\t1`)].join('\n');
    expect(await problemsOf(bring(hall, officer, { text: many }))).toEqual([
      ['', null, 'Phiếu điểm có hơn 1000 dòng.'],
    ]);
  });

  it('gives a retry the receipt of its first try', async () => {
    const { hall, officer } = await aBloc();
    const given = { text: 'Mã dòng\tKết quả\nI/2\t9', idempotencyKey: 'phieu-diem-lan-1' };
    const first = await bring(hall, officer, given);
    expect(await bring(hall, officer, given)).toMatchObject({ receipt: first.receipt, unchanged: 1 });
    const other = { ...given, text: 'Mã dòng\tKết quả\nI/2\t8' };
    expect((await refusalOf(bring(hall, officer, other))).code).toBe('IDEMPOTENCY_MISMATCH');
  });
});

describe('a figure of a score sheet', () => {
  it('reads figures as offices write them, and guesses none that could be two', () => {
    const read = (...texts: string[]) => texts.map(figureOf);
    expect(read('9,5', '9.5', ' 90 % ', '1.234,5', '1,234.5', '1.234.567', '0,125', '007', '-3,20')).toEqual([
      ...['9.5', '9.5', '90', '1234.5', '1234.5', '1234567', '0.125', '7', '-3.2'],
    ]);
    expect(read('1.000', '1,000', '-12.500')).toEqual(['TWO_WAYS', 'TWO_WAYS', 'TWO_WAYS']);
    expect(read('mười', '1/2', '', '1,2,3', '0,1234567', '1234567890123456')).toEqual(Array(6).fill(null));
  });
});
