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
    expect(terminal.printed.at(-1)).toMatch(
      /^dry run: \d+ made, 0 changed, 0 removed, 0 left as they are, \d+ flagged$/,
    );
    expect(await conferences()).toEqual([]);

    expect(await terminal.giaouoc('import', file)).toBe(0);
    expect(terminal.printed.at(-1)).toMatch(/^entry 1 of the log, [0-9a-f]{64}$/);
    expect(await conferences()).toHaveLength(1);

    expect(await terminal.giaouoc('import', file)).toBe(0);
    expect(terminal.printed.at(-1)).toBe('nothing new: the database has all of it already');
  });

  it('refuses a file with faults, in both languages, naming place and cure', async () => {
    const file = join(folder, 'bad.yaml');
    writeFileSync(file, 'conference: {}\n');
    const terminal = aTerminal({ DATABASE_URL: test.url });
    expect(await terminal.giaouoc('import', file)).toBe(1);
    expect(terminal.said).toEqual(
      expect.arrayContaining(['Tệp hội nghị có lỗi.', 'The conference file has faults. (FILE_INVALID)']),
    );
    expect(terminal.shown()).toMatch(/\n {2}\/conference, line 1\n {4}\S.*\n {4}→ \S/);
  });

  it('says what a file would change of a conference that has begun, from what to what, and what to do instead', async () => {
    const file = join(folder, 'live.json');
    const terminal = aTerminal({ DATABASE_URL: test.url });
    writeFileSync(file, written(aLive('dang-hop')));
    expect(await terminal.giaouoc('import', file)).toBe(0);
    await test.db.query(`update conference set state = 'OPEN' where slug = 'dang-hop-2020'`);
    writeFileSync(file, written(aLive('dang-hop'), { '/agenda/0/title': 'Khác' }));
    expect(await terminal.giaouoc('import', file)).toBe(1);
    expect(terminal.said.slice(-7)).toEqual([
      'The file would change a conference that has begun. (FILE_CONFLICT)',
      '',
      expect.stringMatching(/^ {2}\/agenda\/0, line \d+$/),
      '    thing: agenda item mot',
      '    stored: {"title":{"en":null,"vi":"Khai mạc"}}',
      '    given: {"title":{"vi":"Khác","en":null}}',
      '    → Restore the old value in the file, or use `startAgendaItem` and `finishAgendaItem` to move the agenda on.',
    ]);
  });

  it('names a file that is not there, or is a folder', async () => {
    const terminal = aTerminal({ DATABASE_URL: test.url });
    expect(await terminal.giaouoc('import', join(folder, 'none.yaml'))).toBe(1);
    expect(terminal.said).toEqual([expect.stringMatching(/^There is no file .*none\.yaml\./)]);
    expect(await terminal.giaouoc('import', folder)).toBe(1);
    expect(terminal.said.at(-1)).toContain('cannot be read');
  });
});
