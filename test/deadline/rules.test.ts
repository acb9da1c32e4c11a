import { DeadlineKind } from '../../src/deadline/deadline';
import { type DeadlineTerms, deadlineFaults, periodOf } from '../../src/deadline/rules';
import { ResultPeriod } from '../../src/indicator/result';

const { QUARTER_REPORT, HALF_YEAR_REPORT, YEAR_REPORT, SELF_SCORE, NOMINATION, OTHER } = DeadlineKind;
const terms = (changes: Partial<DeadlineTerms> = {}): DeadlineTerms => ({
  ...{ kind: QUARTER_REPORT, title: null, year: 2026, period: ResultPeriod.Q1, dueOn: '2026-04-15', latestOn: null },
  ...changes,
});
const wrong = (changes: Partial<DeadlineTerms>) => deadlineFaults(terms(changes)).map(({ argument }) => argument);

describe('a deadline', () => {
  it.each([
    [QUARTER_REPORT, ['Q1', 'Q2', 'Q3', 'Q4', 'M9']],
    [HALF_YEAR_REPORT, ['M6']],
    [YEAR_REPORT, ['YEAR']],
    [SELF_SCORE, [null]],
    [NOMINATION, [null]],
    [OTHER, [null]],
  ])('of %s is about %p and nothing else', (kind, periods) => {
    const title = { vi: 'Việc khác' };
    const taken = [null, ...Object.values(ResultPeriod)].filter(
      (period) => wrong({ kind, period, title }).length === 0,
    );
    expect(taken.sort()).toEqual([...periods].sort());
  });

  it('has the one period that its kind has, unless another is given', () => {
    expect([HALF_YEAR_REPORT, YEAR_REPORT, QUARTER_REPORT, OTHER].map((kind) => periodOf(kind, null))).toEqual([
      ...['M6', 'YEAR', null, null],
    ]);
    expect(periodOf(YEAR_REPORT, ResultPeriod.Q1)).toBe('Q1');
  });

  it('of anything else has a title', () => {
    expect(wrong({ kind: OTHER, period: null })).toEqual(['title']);
  });

  it.each([
    ['2024-12-31', ['dueOn']],
    ['2025-01-01', []],
    ['2027-12-31', []],
    ['2028-01-01', ['dueOn']],
  ])('on %s for 2026 is refused for %p', (dueOn, expected) => expect(wrong({ dueOn })).toEqual(expected));

  it('is not late before it is due', () => {
    expect(wrong({ latestOn: '2026-04-14' })).toEqual(['latestOn']);
    expect(wrong({ latestOn: '2026-04-15' })).toEqual([]);
  });

  it('is told every fault at once, each with what to do', () => {
    expect(deadlineFaults(terms({ kind: OTHER, dueOn: '2030-01-02', latestOn: '2030-01-01' }))).toEqual([
      { argument: 'period', cure: 'Leave it out: this is no report.' },
      { argument: 'title', cure: 'Say what is due.' },
      { argument: 'dueOn', cure: 'Give a day within a year of the emulation year.' },
      { argument: 'latestOn', cure: 'Not before 2030-01-02.' },
    ]);
    expect(deadlineFaults(terms({ period: ResultPeriod.M6 }))).toEqual([
      { argument: 'period', cure: 'Give one of Q1, Q2, Q3, Q4, M9.' },
    ]);
  });
});
