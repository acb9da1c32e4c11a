import { ruleText } from '../../web/src/poll/rule-text';
import { standingText, turnoutText } from '../../web/src/poll/standing-text';
import { pollWords } from '../../web/src/poll/words';
import { fill } from '../../web/src/words/use-words';

const say = (key: keyof typeof pollWords.vi, values = {}) => fill(pollWords.vi[key], values);
const format = {
  number: (value: number) => value.toLocaleString('vi-VN'),
  percent: (ratio: number) => ratio.toLocaleString('vi-VN', { style: 'percent' }),
};

const now = (poll: object, tally: object = {}) =>
  [
    say,
    format,
    { kind: 'YES_NO_ABSTAIN', state: 'OPEN', ...poll, tally: { outcome: null, decided: null, ...tally } },
  ] as unknown as Parameters<typeof ruleText>;

describe('ruleText', () => {
  it.each([
    [80, 100, false, 'Thông qua khi ít nhất 80% tổng số đơn vị tán thành'],
    [2, 3, false, 'Thông qua khi ít nhất 2/3 tổng số đơn vị tán thành'],
    [1, 2, true, 'Thông qua khi quá 1/2 tổng số đơn vị tán thành'],
  ])('says %i of %i as the desk does', (passNumerator, passDenominator, passStrict, text) => {
    const rule = { passNumerator, passDenominator, passStrict, electorate: 'MEMBERS', base: 'ALL' };
    const [, , poll] = now({ rule });
    expect(ruleText(say as never, format as never, poll)).toBe(text);
  });
});

describe('standingText', () => {
  it('says of which votes some are missing, in the way the reader writes numbers', () => {
    expect(standingText(...now({}, { missing: 1_200 }))).toBe('Còn thiếu 1.200 phiếu tán thành');
  });
});

describe('standingText of a secret poll with too few ballots', () => {
  it.each(['YES_NO_ABSTAIN', 'CHOOSE'])('says so, whatever the ballot: %s', (kind) => {
    expect(standingText(...now({ kind, state: 'CLOSED', options: [] }, { outcome: 'TOO_FEW', options: [] }))).toBe(
      'Không đủ phiếu để kiểm',
    );
  });
});

describe('turnoutText', () => {
  it('writes numbers in the way of the reader', () => {
    const poll = { rule: { electorate: 'DELEGATES' } };
    expect(turnoutText(...now(poll, { cast: 1_000, electors: 1_250 }))).toBe('Đã biểu quyết 1.000/1.250 đại biểu');
  });
});
