import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aTerminal } from '../support/terminal';

const shipped = (name: string) => join(__dirname, '../../data/score-tables', name);

describe('giaouoc score-table', () => {
  it('prints what each group of a table comes to, and its hash, without a database', async () => {
    const terminal = aTerminal();
    expect(await terminal.giaouoc('score-table', shipped('2025-cum-bay-don-vi.yaml'))).toBe(0);
    expect(terminal.printed.slice(0, 3)).toEqual([
      'I.  700 điểm, 90 tiêu chí · points, leaves',
      '  I./1.  200 điểm, 15 tiêu chí · points, leaves',
      '    I./1./6  20 điểm, 2 tiêu chí · points, leaves',
    ]);
    expect(terminal.shown()).toContain('2025: 176 leaves (51 PASS_FAIL, 113 ENTERED, 12 PLAN_AND_LEAD)');
    expect(terminal.printed.at(-1)).toMatch(/^hash [0-9a-f]{64}$/);
  });

  it('says what is still to be filled', async () => {
    const terminal = aTerminal();
    expect(await terminal.giaouoc('score-table', shipped('2021-hung-yen.yaml'))).toBe(0);
    expect(terminal.printed.slice(0, 3)).toEqual(
      ['I', 'II', 'III'].map((part) => `${part}  chưa có tiêu chí · still to be filled`),
    );
    expect(terminal.shown()).toContain('2 bonuses, 7 penalties, 2 places, HALF_UP');
  });

  it('refuses a file with faults, naming each line, and a file that is not there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'giaouoc-score-table-'));
    const file = join(folder, 'bad.yaml');
    writeFileSync(
      file,
      'format: giaouoc/score-table@1\ntitle: Bảng\nyear: 2025\ndecimals: 2\nrounding: UP\ncriteria: []\n',
    );
    const terminal = aTerminal();
    expect(await terminal.giaouoc('score-table', file)).toBe(1);
    expect(terminal.shown()).toContain('dòng 5 (/rounding)');
    expect(terminal.shown()).toContain('dòng 6 (/criteria)');
    expect(await terminal.giaouoc('score-table', join(folder, 'none.yaml'))).toBe(1);
    expect(terminal.shown()).toContain('Give the path of a score table.');
    rmSync(folder, { recursive: true });
  });
});
