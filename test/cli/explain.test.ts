import { UsageError } from '../../src/cli/command';
import { explain } from '../../src/cli/explain';
import { OperatorError } from '../../src/errors/operator-error';
import { Refusal } from '../../src/errors/refusal';

describe('explain', () => {
  it('shows the message of an operator error alone', () => {
    expect(explain(new OperatorError('one\ntwo'))).toEqual({ lines: ['one', 'two'], exitCode: 1 });
  });

  it('tells misuse from refusal by the exit code', () => {
    expect(explain(new UsageError('so not')).exitCode).toBe(2);
  });

  it('shows a refusal in both languages, with its code and facts', () => {
    expect(explain(new Refusal('NO_QUORUM', { present: 3, needed: 4, of: ['a'] }))).toEqual({
      lines: ['Chưa đủ túc số.', 'There is no quorum. (NO_QUORUM)', '  present: 3', '  needed: 4', '  of: ["a"]'],
      exitCode: 1,
    });
  });

  it('lists every fault of a file with line, place, value and cure, Vietnamese first', () => {
    const problems = [
      {
        path: '/members/2/name',
        line: 14,
        value: '',
        problem: { vi: 'Để trống.', en: 'It is empty.' },
        cure: { vi: 'Viết tên.', en: 'Write the name.' },
      },
      ...Array.from({ length: 199 }, (_, n) => ({
        path: `/x/${n}`,
        value: 'y',
        problem: { vi: 'Sai.', en: 'No.' },
        cure: { vi: 'Sửa.', en: 'Go.' },
      })),
    ];
    const { lines } = explain(new Refusal('FILE_INVALID', { problems }));
    expect(lines.slice(0, 9)).toEqual([
      'Tệp có lỗi.',
      'The file has faults. (FILE_INVALID)',
      '',
      '  dòng 14 (/members/2/name): ',
      '    Để trống. → Viết tên.',
      '    It is empty. → Write the name.',
      '',
      '  /x/0: y',
      '    Sai. → Sửa.',
    ]);
    expect(lines.filter((line) => line.startsWith('  /x/'))).toHaveLength(199);
  });

  it('lists what a file would change against a live conference', () => {
    const cure = { vi: 'Khôi phục.', en: 'Restore it.' };
    const conflicts = [{ path: '/pact', line: 9, thing: 'pact 2022', stored: 'a', given: 'b', cure }];
    expect(explain(new Refusal('FILE_CONFLICT', { conflicts })).lines).toEqual([
      'Tệp làm thay đổi dữ liệu hội nghị đang diễn ra.',
      'The file would change a conference that has begun. (FILE_CONFLICT)',
      '',
      '  dòng 9 (/pact)',
      '    thing: pact 2022',
      '    stored: a',
      '    given: b',
      '    → Khôi phục.',
      '    → Restore it.',
    ]);
  });

  it('shows the stack of anything else, and says that it is a fault', () => {
    const { lines, exitCode } = explain(new TypeError('x is not a function'));
    expect(exitCode).toBe(1);
    expect(lines[0]).toMatch(/^TypeError: x is not a function\n {4}at /);
    expect(lines.at(-1)).toContain('fault of the program');
  });

  it('does not take a missing file for a missing database', () => {
    const missing = Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT', syscall: 'open' });
    expect(explain(missing).lines.at(-1)).toContain('fault of the program');
    const socket = Object.assign(new Error('connect ENOENT /tmp/x'), { code: 'ENOENT', syscall: 'connect' });
    expect(explain(socket).lines.at(-1)).toContain('DATABASE_URL');
  });

  it.each([['text'], [null], [undefined], [{ a: 1 }]])('copes with something thrown that is no error: %j', (thrown) => {
    expect(explain(thrown).exitCode).toBe(1);
  });
});
