import type { Entry } from '../../src/score/entry';
import { extraFault, leafFault } from '../../src/score/rules';
import { Direction, type LeafRule, type Measure } from '../../src/score/table';
import { extra, leaf, percent } from './a-table';

const faulty = (rule: LeafRule, entry: Entry) => leafFault(leaf('1', '10', rule), 2, entry)?.part ?? null;
const plan = (measure: Partial<Measure> = {}): LeafRule => ({
  ...{ kind: 'SHARE_OF_PLAN', direction: Direction.RISING, measure: { ...percent, ...measure } },
});
const grades: LeafRule = { kind: 'GRADE', grades: [{ grade: 'A', points: '10' }] };

describe('leafFault', () => {
  it.each<[LeafRule['kind'], LeafRule, Entry]>([
    ['SHARE_OF_PLAN', plan(), { actual: '-3.5', target: '90' }],
    ['PLAN_AND_LEAD', { kind: 'PLAN_AND_LEAD', measure: percent }, { actual: '100' }],
    ['GRADE', grades, { grade: 'A' }],
    ['PASS_FAIL', { kind: 'PASS_FAIL' }, { passed: false }],
    ['ENTERED', { kind: 'ENTERED' }, { points: '9.75' }],
    ['PER_OCCURRENCE', { kind: 'PER_OCCURRENCE', each: '2' }, { times: 0 }],
  ])('takes what %s asks for, and that it is not assigned, and nothing else', (_, rule, entry) => {
    expect(faulty(rule, entry)).toBeNull();
    expect(faulty(rule, { notAssigned: true })).toBeNull();
    expect(faulty(rule, {})).not.toBeNull();
    expect(faulty(rule, { ...entry, figures: ['1'] })).toBe('figures');
    expect(faulty(rule, { ...entry, notAssigned: true })).toBe(Object.keys(entry)[0]);
  });

  it.each(['1,5', '1e3', '', '01', '1.1234567', '1234567890123456', ' 1'])('refuses the figure %j', (actual) => {
    expect(faulty(plan(), { actual })).toBe('actual');
    expect(faulty(plan(), { actual: '1', target: actual })).toBe('target');
  });

  it('refuses a target below 0, and one of its own where all have the same', () => {
    expect(faulty(plan(), { actual: '1', target: '-1' })).toBe('target');
    expect(faulty(plan({ target: '90' }), { actual: '95', target: '90' })).toBe('target');
    expect(faulty(plan({ target: '90' }), { actual: '95' })).toBeNull();
  });

  it('refuses figures outside the range of the criterion, and says in which unit they are', () => {
    const within = plan({ least: '0', most: '100' });
    expect(faulty(within, { actual: '100', target: '0' })).toBeNull();
    expect(faulty(within, { actual: '100.1', target: '90' })).toBe('actual');
    expect(faulty(within, { actual: '-0.1', target: '90' })).toBe('actual');
    expect(faulty(within, { actual: '90', target: '101' })).toBe('target');
    expect(leafFault(leaf('1', '10', within), 2, { actual: '101' })?.cure).toContain('%');
  });

  it('refuses points above the maximum, below 0, and with more places than the table keeps', () => {
    expect(faulty({ kind: 'ENTERED' }, { points: '10' })).toBeNull();
    expect(faulty({ kind: 'ENTERED' }, { points: '10.01' })).toBe('points');
    expect(faulty({ kind: 'ENTERED' }, { points: '-1' })).toBe('points');
    expect(faulty({ kind: 'ENTERED' }, { points: '1.005' })).toBe('points');
  });

  it('refuses a grade that is none, and times that are no number', () => {
    expect(faulty(grades, { grade: 'B' })).toBe('grade');
    for (const times of [-1, 1.5, 1001, Number.NaN])
      expect(faulty({ kind: 'PER_OCCURRENCE', each: '2' }, { times })).toBe('times');
  });
});

describe('extraFault', () => {
  const bands = [{ from: '5', points: '5' }];

  it('takes how often it happened, once where it counts once', () => {
    expect(extraFault(extra('a', '5', { each: true }), { times: 3 })).toBeNull();
    expect(extraFault(extra('a', '5'), { times: 1 })).toBeNull();
    expect(extraFault(extra('a', '5'), { times: 2 })?.part).toBe('times');
    expect(extraFault(extra('a', '5'), {})?.part).toBe('times');
    expect(extraFault(extra('a', '5'), { times: 1, figures: ['3'] })?.part).toBe('figures');
  });

  it('takes a figure for each time where it has bands', () => {
    expect(extraFault(extra('a', null, { bands, each: true }), { figures: ['7', '0', '12.5'] })).toBeNull();
    expect(extraFault(extra('a', null, { bands }), { figures: ['7'] })).toBeNull();
    expect(extraFault(extra('a', null, { bands }), { figures: ['7', '8'] })?.part).toBe('figures');
    expect(extraFault(extra('a', null, { bands }), { figures: ['-7'] })?.part).toBe('figures');
    expect(extraFault(extra('a', null, { bands }), { times: 1 })?.part).toBe('times');
    expect(extraFault(extra('a', null, { bands }), {})?.part).toBe('figures');
  });
});

describe('faults, in words', () => {
  const aDecimal = 'A decimal with a point, at most 15 digits before it and 6 after.';
  const fault = (rule: LeafRule, entry: Entry) => leafFault(leaf('1', '10', rule), 2, entry);

  it.each<[string, LeafRule, Entry, string, string]>([
    ['what was not asked', plan(), { times: 1 }, 'times', 'It is entered by: actual, target.'],
    ['what is not assigned', plan(), { notAssigned: true, actual: '1' }, 'actual', 'It is entered by: notAssigned.'],
    ['no figure', plan(), {}, 'actual', aDecimal],
    ['a target that is none', plan(), { actual: '1', target: 'x' }, 'target', aDecimal],
    [
      'a target of its own',
      plan({ target: '90' }),
      { actual: '1', target: '8' },
      'target',
      'Leave it out: it is 90 for all.',
    ],
    ['too little', plan({ least: '2' }), { actual: '1' }, 'actual', 'From 2 to any, in %.'],
    ['too much', plan({ most: '2' }), { actual: '3' }, 'actual', 'From any to 2, in %.'],
    ['a target too high', plan({ most: '2' }), { actual: '1', target: '3' }, 'target', 'From any to 2, in %.'],
    ['a grade that is none', grades, { grade: 'B' }, 'grade', 'One of A.'],
    ['no grade', grades, {}, 'grade', 'One of A.'],
    ['neither passed nor failed', { kind: 'PASS_FAIL' }, {}, 'passed', 'true or false.'],
    ['too many points', { kind: 'ENTERED' }, { points: '11' }, 'points', 'From 0 to 10, at most 2 places.'],
    ['no points', { kind: 'ENTERED' }, {}, 'points', 'From 0 to 10, at most 2 places.'],
    ['half a time', { kind: 'PER_OCCURRENCE', each: '2' }, { times: 0.5 }, 'times', 'A whole number from 0 to 1000.'],
    ['no times', { kind: 'PER_OCCURRENCE', each: '2' }, {}, 'times', 'A whole number from 0 to 1000.'],
  ])('%s', (_what, rule, entry, part, cure) => {
    expect(fault(rule, entry)).toEqual({ part, cure });
  });

  it('names several grades, and takes as many times as a hand writes', () => {
    const two: LeafRule = {
      kind: 'GRADE',
      grades: [
        { grade: 'A', points: '10' },
        { grade: 'B', points: '5' },
      ],
    };
    expect(fault(two, {})?.cure).toBe('One of A, B.');
    expect(fault({ kind: 'PER_OCCURRENCE', each: '2' }, { times: 1000 })).toBeNull();
  });

  it('are of an extra too', () => {
    const bands = [{ from: '5', points: '5' }];
    expect(extraFault(extra('a', '5'), { times: 2 })).toEqual({ part: 'times', cure: 'A whole number from 0 to 1.' });
    expect(extraFault(extra('a', '5', { each: true }), { times: 1001 })?.cure).toBe('A whole number from 0 to 1000.');
    const cure = (most: number) => `A list of at most ${most}: decimals from 0.`;
    expect(extraFault(extra('a', null, { bands }), {})).toEqual({ part: 'figures', cure: cure(1) });
    expect(extraFault(extra('a', null, { bands, each: true }), {})).toEqual({ part: 'figures', cure: cure(1000) });
    const many = (length: number) => ({ figures: Array.from({ length }, () => '1') });
    expect(extraFault(extra('a', null, { bands, each: true }), many(1000))).toBeNull();
    expect(extraFault(extra('a', null, { bands, each: true }), many(1001))?.part).toBe('figures');
    expect(extraFault(extra('a', null, { bands, each: true }), { figures: ['1', 'x'] })?.part).toBe('figures');
    expect(extraFault(extra('a', null, { bands }), { times: 1 })?.cure).toBe('It is entered by: figures.');
    expect(extraFault(extra('a', '5'), { figures: ['1'] })?.cure).toBe('It is entered by: times.');
  });

  it.each(['0', '10', '123456789012345', '0.123456', '10.5'])('reads the figure %j', (figure) => {
    expect(fault(plan(), { actual: figure, target: figure })).toBeNull();
    expect(fault(plan(), { actual: `-${figure}` })).toBeNull();
  });

  it.each(['1.', 'x1', '1x', '--1', '+1', '1.1.1'])('does not read the figure %j', (figure) => {
    expect(fault(plan(), { actual: figure })?.part).toBe('actual');
    expect(fault(plan(), { actual: '1', target: figure })?.part).toBe('target');
    expect(extraFault(extra('a', null, { bands: [{ from: '5', points: '5' }] }), { figures: [figure] })?.part).toBe(
      'figures',
    );
  });

  it('are none of a rule that nobody knows', () => {
    expect(() => fault({ kind: 'OTHER' } as never, {})).toThrow('rule OTHER');
  });

  it('leave a part that is not given where it is not asked', () => {
    expect(fault(plan(), { actual: '1', times: undefined } as unknown as Entry)).toBeNull();
  });
});
