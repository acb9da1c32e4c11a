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

  it('lists the faults of a file with place, value and cure', () => {
    const problems = [
      { path: '/members/2/name', line: 14, value: '', problem: 'It is empty.', cure: 'Write the name.' },
      { path: '', value: null, problem: 'There is no conference.', cure: 'Add `conference`.' },
    ];
    expect(explain(new Refusal('FILE_INVALID', { count: 2, problems })).lines).toEqual([
      'Tệp hội nghị có lỗi.',
      'The conference file has faults. (FILE_INVALID)',
      '',
      '  /members/2/name, line 14: ',
      '    It is empty.',
      '    → Write the name.',
      '',
      '  the file',
      '    There is no conference.',
      '    → Add `conference`.',
    ]);
  });

  it('shows the first twenty faults and how many more there are', () => {
    const problems = Array.from({ length: 200 }, (_, n) => ({
      path: `/x/${n}`,
      value: 'y',
      problem: 'No.',
      cure: 'Go.',
    }));
    const { lines } = explain(new Refusal('FILE_INVALID', { count: 401, problems }));
    expect(lines.filter((line) => line.startsWith('  /x/'))).toHaveLength(20);
    expect(lines.at(-1)).toBe('  … and 381 more');
  });

  it('lists what a file would change against a live conference', () => {
    const conflicts = [{ path: '/pact', line: 9, thing: 'pact 2022', stored: 'a', given: 'b', cure: 'Restore it.' }];
    expect(explain(new Refusal('FILE_CONFLICT', { conflicts })).lines).toEqual([
      'Tệp làm thay đổi dữ liệu hội nghị đang diễn ra.',
      'The file would change a conference that has begun. (FILE_CONFLICT)',
      '',
      '  /pact, line 9',
      '    thing: pact 2022',
      '    stored: a',
      '    given: b',
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
