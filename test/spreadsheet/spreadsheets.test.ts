import { Spreadsheets } from '../../src/spreadsheet/spreadsheets';
import { refusalOf } from '../support/caller-connection';
import { aWorkbook } from './a-workbook';

const rows = (count: number) => Array.from({ length: count }, (_, n) => [n, `Đại biểu ${n}`, 'Hà Nội', 'Có']);
const viOf = async (reading: Promise<unknown>) => {
  const { code, facts } = await refusalOf(reading);
  return [code, (facts as { problems: { problem: { vi: string } }[] }).problems[0]?.problem.vi];
};

describe('Spreadsheets', () => {
  it('reads a file in a thread of its own, 5,000 rows within its limits', async () => {
    const { sheets } = await new Spreadsheets().read(aWorkbook({ rows: rows(5_000) }));
    expect(sheets[0]?.rows.at(-1)).toMatchObject({
      number: 5_000,
      cells: [{ text: '4999' }, { text: 'Đại biểu 4999' }, {}, {}],
    });
  });

  it('says what is wrong with a file and how to mend it', async () => {
    expect(await refusalOf(new Spreadsheets().read(Buffer.from('d0cf11e0a1b11ae1', 'hex')))).toMatchObject({
      code: 'FILE_INVALID',
      facts: {
        problems: [{ path: '', value: null, cure: { vi: expect.stringContaining('Excel Workbook (*.xlsx)') } }],
      },
    });
  });

  it('ends a thread that takes too long, or more memory than it may', async () => {
    expect(await viOf(new Spreadsheets({ timeMs: 1 }).read(aWorkbook({ rows: rows(5_000) })))).toEqual([
      'FILE_INVALID',
      'Đọc tệp mất quá nhiều thời gian.',
    ]);
    expect(await viOf(new Spreadsheets({ memoryMb: 12 }).read(aWorkbook({ rows: rows(9_000) })))).toEqual([
      'FILE_INVALID',
      'Đọc tệp cần quá nhiều bộ nhớ.',
    ]);
  });

  it('reads so many at once, has so many wait, and refuses more', async () => {
    const few = new Spreadsheets({ threads: 1, waiting: 1 });
    const file = Buffer.from('a;b');
    const two = [few.read(file), few.read(file)];
    expect((await refusalOf(few.read(file))).code).toBe('BUSY');
    await Promise.all(two);
    expect((await few.read(file)).kind).toBe('CSV');
  });
});
