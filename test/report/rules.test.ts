import { ReportState } from '../../src/report/result-report';
import { figureFaults, settleRefusal } from '../../src/report/rules';

describe('figureFaults', () => {
  const known = new Set(['a', 'b']);

  it('finds nothing where each indicator is known and named once', () => {
    expect(figureFaults([], known)).toEqual([]);
    expect(figureFaults(['b', 'a'], known)).toEqual([]);
  });

  it('tells of each that is unknown, and of each that comes again, by its place', () => {
    expect(figureFaults(['a', 'x', 'a', 'x', 'a'], known)).toEqual([
      { figure: 2, indicatorId: 'x', fault: 'NO_INDICATOR' },
      { figure: 3, indicatorId: 'a', fault: 'TWICE' },
      { figure: 4, indicatorId: 'x', fault: 'NO_INDICATOR' },
      { figure: 5, indicatorId: 'a', fault: 'TWICE' },
    ]);
  });
});

describe('settleRefusal', () => {
  it.each(Object.values(ReportState))('%s', (state) => {
    expect(settleRefusal({ state })).toBe(state === ReportState.REPORTED ? null : 'REPORT_SETTLED');
  });
});
