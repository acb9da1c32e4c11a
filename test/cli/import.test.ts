import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shippedConferences } from '../../src/import/load-shipped';
import { aLive, written } from '../import/a-file';
import { freshDatabase, type TestDatabase } from '../support/database';
import { at } from '../support/hall';
import { aTerminal } from '../support/terminal';

let test: TestDatabase;
let folder: string;

beforeAll(async () => {
  test = await freshDatabase();
  folder = mkdtempSync(join(tmpdir(), 'giaouoc-import-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await test.drop();
});

const conferences = () => test.db.query('select slug from conference');

describe('giaouoc import', () => {
  it('weighs, imports, and then finds nothing new', async () => {
    const file = at(shippedConferences(), 0);
    const terminal = aTerminal({ DATABASE_URL: test.url });
    expect(await terminal.giaouoc('import', file, '--dry-run')).toBe(0);
    expect(terminal.printed.slice(-2)).toEqual([
      expect.stringMatching(/^chạy thử: \d+ thêm, 0 sửa, 0 bỏ, 0 giữ nguyên, \d+ cần xem lại$/),
      expect.stringMatching(/^dry run: \d+ made, 0 changed, 0 removed, 0 left as they are, \d+ flagged$/),
    ]);
    expect(await conferences()).toEqual([]);

    expect(await terminal.giaouoc('import', file)).toBe(0);
    expect(terminal.printed.at(-1)).toMatch(/^mục 1 của nhật ký · entry of the log, [0-9a-f]{64}$/);
    expect(await conferences()).toHaveLength(1);

    expect(await terminal.giaouoc('import', file)).toBe(0);
    expect(terminal.printed.at(-1)).toBe('không có gì mới · nothing new: the database has all of it already');
  });

  it('refuses a file with faults, in both languages, naming place and cure', async () => {
    const file = join(folder, 'bad.yaml');
    writeFileSync(file, 'conference: {}\n');
    const terminal = aTerminal({ DATABASE_URL: test.url });
    expect(await terminal.giaouoc('import', file)).toBe(1);
    expect(terminal.said).toEqual(expect.arrayContaining(['Tệp có lỗi.', 'The file has faults. (FILE_INVALID)']));
    expect(terminal.shown()).toMatch(/\n {2}dòng 1 \(\/conference\)\n {4}\S.* → \S/);
  });

  it('says what a file would change of a conference that has begun, from what to what, and what to do instead', async () => {
    const file = join(folder, 'live.json');
    const terminal = aTerminal({ DATABASE_URL: test.url });
    writeFileSync(file, written(aLive('dang-hop')));
    expect(await terminal.giaouoc('import', file)).toBe(0);
    await test.db.query(`update conference set state = 'OPEN' where slug = 'dang-hop-2020'`);
    writeFileSync(file, written(aLive('dang-hop'), { '/agenda/0/title': 'Khác' }));
    expect(await terminal.giaouoc('import', file)).toBe(1);
    expect(terminal.said.slice(-8)).toEqual([
      'The file would change a conference that has begun. (FILE_CONFLICT)',
      '',
      expect.stringMatching(/^ {2}dòng \d+ \(\/agenda\/0\)$/),
      '    thing: agenda item mot',
      '    stored: {"title":{"en":null,"vi":"Khai mạc"}}',
      '    given: {"title":{"vi":"Khác","en":null}}',
      '    → Khôi phục giá trị cũ trong tệp, hoặc dùng `correctAgendaItem`, `moveAgendaItem` hoặc `addAgendaItem` để sửa chương trình.',
      '    → Restore the old value in the file, or use `correctAgendaItem`, `moveAgendaItem` or `addAgendaItem` to change the agenda.',
    ]);
  });

  it('refuses a file that is not UTF-8, line by line, and leaves no garbled name', async () => {
    const terminal = aTerminal({ DATABASE_URL: test.url });
    const file = join(folder, 'latin1.yaml');
    writeFileSync(
      file,
      Buffer.from('format: giaouoc/conference-file@1\nbloc: { slug: x, name: "Kh\u00f4i" }\n', 'latin1'),
    );
    expect(await terminal.giaouoc('import', file)).toBe(1);
    expect(terminal.said.slice(-4)).toEqual([
      '',
      expect.stringMatching(/^ {2}dòng 2: bloc: /),
      expect.stringMatching(/^ {4}Dòng này không phải mã UTF-8\. → /),
      expect.stringMatching(/^ {4}The line is not UTF-8\. → /),
    ]);
  });

  it('says of a figure that it flags which it is and why, in both languages', async () => {
    const terminal = aTerminal({ DATABASE_URL: test.url });
    const file = join(folder, 'flagged.json');
    writeFileSync(file, written(aLive('so-la'), { '/results/0/raw': '1,234' }));
    expect(await terminal.giaouoc('import', file, '--dry-run')).toBe(0);
    expect(terminal.shown()).toContain(
      '    "1,234": Dấu chấm hoặc dấu phẩy có thể là dấu phân nhóm hàng nghìn hoặc dấu thập phân.\n    The mark may group thousands',
    );
  });

  it('says of what it flags in which line it stands', async () => {
    const terminal = aTerminal({ DATABASE_URL: test.url });
    const file = join(folder, 'entities.json');
    const text = written(aLive('ma-web'), { '/agenda/0/title': 'Thi đua &amp; khen thưởng' });
    writeFileSync(file, text);
    expect(await terminal.giaouoc('import', file, '--dry-run')).toBe(0);
    const line = text.split('\n').findIndex((each) => each.includes('&amp;')) + 1;
    expect(terminal.shown()).toContain(`! text  /agenda/0/title  dòng ${line} · line ${line}\n    "Thi đua &amp;`);
  });

  it('names a file that is not there, or is a folder', async () => {
    const terminal = aTerminal({ DATABASE_URL: test.url });
    expect(await terminal.giaouoc('import', join(folder, 'none.yaml'))).toBe(1);
    expect(terminal.said).toEqual([
      expect.stringMatching(/^Không có tệp .*none\.yaml\. Hãy /),
      expect.stringMatching(/^There is no file .*none\.yaml\./),
    ]);
    expect(await terminal.giaouoc('import', folder)).toBe(1);
    expect(terminal.said.at(-1)).toContain('cannot be read');
  });
});
