import { scoreCards } from '../../src/score/card';
import type { Entry } from '../../src/score/entry';
import { Rounding } from '../../src/score/ratio';
import { Direction, type LeafRule, type ScoreTable } from '../../src/score/table';
import { aTable, extra, group, leaf, percent } from './a-table';

type Given = Readonly<Record<string, Entry>>;

const cardsOf = (table: ScoreTable, members: readonly Given[]) => {
  const entries = members.map((given, index) => [String(index), new Map(Object.entries(given))] as const);
  return [...scoreCards(table, new Map(entries)).values()];
};
const cardOf = (table: ScoreTable, given: Given) => cardsOf(table, [given])[0]!;

const share = (direction: Direction, target: string | null = null): LeafRule => ({
  ...{ kind: 'SHARE_OF_PLAN', direction, measure: { ...percent, target } },
});
const lead: LeafRule = { kind: 'PLAN_AND_LEAD', measure: percent };
/** Points of one leaf of 10 by rule and entry; null while it has none. */
const pointsOf = (rule: LeafRule, entry: Entry, given: Partial<ScoreTable> = {}) => {
  const { points, scored } = cardOf(aTable([leaf('1', '10', rule)], given), { 1: entry }).whole;
  return scored === 0 ? null : points;
};
const planAndLead = (...entries: readonly Entry[]) =>
  cardsOf(
    aTable([leaf('1', '10', lead)]),
    entries.map((entry) => ({ 1: entry })),
  ).map(({ total }) => total);

describe('half for the plan, half for being ahead', () => {
  it('gives what the worked example of its source gives', () => {
    const [best, tied, met, most, less, least] = planAndLead(
      ...[
        { target: '100', actual: '120' },
        { target: '50', actual: '60' },
        { target: '80', actual: '80' },
      ],
      ...[{ actual: '150' }, { actual: '100' }, { actual: '75' }],
    );
    expect([best, tied, met]).toEqual(['10', '10', '5']);
    expect([most, less, least]).toEqual(['10', '6.67', '5']);
  });

  it('gives half of what was reached below plan, and part of the other half behind the leader', () => {
    expect(
      planAndLead({ target: '100', actual: '60' }, { target: '100', actual: '150' }, { target: '100', actual: '110' }),
    ).toEqual(['3', '10', '6']);
  });

  it('gives all that lead everything, though their figures are on other scales', () => {
    // As doubles 1/0.9 and 100/90 differ.
    expect(
      planAndLead({ target: '0.9', actual: '1' }, { target: '90', actual: '100' }, { target: '9', actual: '10' }),
    ).toEqual(['10', '10', '10']);
  });

  it('divides by no target of 0, and gives nothing for nothing', () => {
    expect(
      planAndLead({ target: '0', actual: '0' }, { target: '0', actual: '3' }, { target: '0', actual: '1' }),
    ).toEqual(['0', '10', '3.33']);
    expect(planAndLead({ target: '0', actual: '0' })).toEqual(['0']);
    expect(planAndLead({ actual: '-2' }, { target: '5', actual: '-2' })).toEqual(['0', '0']);
  });

  it('does not let a member without a target lead those with one', () => {
    expect(planAndLead({ target: '100', actual: '110' }, { actual: '1000' })).toEqual(['10', '10']);
  });
});

describe('a share of the plan', () => {
  const surplus = { perPercent: '1', atMostPercent: '10', together: '20' };
  const { RISING, FALLING } = Direction;

  it.each([
    ['half of a plan', RISING, '100', '50', '5'],
    ['a plan', RISING, '100', '100', '10'],
    ['more than a plan, which is no more than the maximum', RISING, '100', '250', '10'],
    ['less than nothing', RISING, '100', '-3', '0'],
    ['twice of what should fall', FALLING, '2', '4', '5'],
    ['less of what should fall', FALLING, '4', '3', '10'],
    ['nothing of what should fall', FALLING, '4', '0', '10'],
    ['nothing where nothing was allowed', FALLING, '0', '0', '10'],
    ['something where nothing was allowed', FALLING, '0', '1', '0'],
  ])('is of %s', (_, direction, target, actual, points) => {
    expect(pointsOf(share(direction), { actual, target })).toBe(points);
  });

  it('is nothing that could be told without a plan, which leaves the leaf empty', () => {
    expect(pointsOf(share(RISING), { actual: '5', target: '0' })).toBeNull();
    expect(pointsOf(share(RISING), { actual: '5' })).toBeNull();
    expect(pointsOf(share(FALLING), { actual: '5' })).toBeNull();
  });

  it('takes the target of the criterion where that has one', () => {
    expect(pointsOf(share(RISING, '90'), { actual: '45' })).toBe('5');
  });

  const surplusOf = (direction: Direction, target: string, actual: string) =>
    cardOf(aTable([leaf('1', '50', share(direction))], { surplus }), { 1: { actual, target } }).surplus;

  it('counts each full per cent above plan as one of the maximum, ten at most', () => {
    expect(surplusOf(RISING, '100', '103')).toBe('1.5');
    expect(surplusOf(RISING, '100', '103.99')).toBe('1.5');
    expect(surplusOf(RISING, '100', '99')).toBe('0');
    expect(surplusOf(RISING, '100', '180')).toBe('5');
    expect(surplusOf(FALLING, '103', '100')).toBe('1.5');
    expect(surplusOf(FALLING, '4', '0')).toBe('5');
    expect(surplusOf(FALLING, '0', '0')).toBe('0');
    expect(surplusOf(RISING, '0', '7')).toBe('0');
  });

  it('gives no more surplus than the table allows together', () => {
    const leaves = ['1', '2', '3'].map((code) => leaf(code, '100', share(RISING, '1')));
    const twice = { actual: '2' };
    const card = cardOf(aTable(leaves, { surplus }), { 1: twice, 2: twice, 3: twice });
    expect([card.whole.points, card.surplus, card.total]).toEqual(['300', '20', '320']);
  });

  it('is worth nothing above plan where the table says so', () => {
    expect(cardOf(aTable([leaf('1', '50', share(RISING, '1'))]), { 1: { actual: '9' } }).total).toBe('50');
  });
});

describe('a leaf', () => {
  it('is graded, passed, entered, or counted up to its maximum', () => {
    const grades = [
      { grade: 'A', points: '10' },
      { grade: 'B', points: '7.5' },
      { grade: 'C', points: '0' },
    ];
    expect(pointsOf({ kind: 'GRADE', grades }, { grade: 'B' })).toBe('7.5');
    expect(pointsOf({ kind: 'GRADE', grades }, { grade: 'C' })).toBe('0');
    expect(pointsOf({ kind: 'PASS_FAIL' }, { passed: true })).toBe('10');
    expect(pointsOf({ kind: 'PASS_FAIL' }, { passed: false })).toBe('0');
    expect(pointsOf({ kind: 'ENTERED' }, { points: '0.25' })).toBe('0.25');
    expect(pointsOf({ kind: 'PER_OCCURRENCE', each: '1.5' }, { times: 4 })).toBe('6');
    expect(pointsOf({ kind: 'PER_OCCURRENCE', each: '1.5' }, { times: 7 })).toBe('10');
  });

  it.each([
    [Rounding.HALF_UP, '0.13', '0.38'],
    [Rounding.HALF_EVEN, '0.12', '0.38'],
    [Rounding.DOWN, '0.12', '0.37'],
  ])('is rounded once, by the rule of the table: %s', (rounding, eighth, threeEighths) => {
    // An eighth of 1 and three: exactly half a hundredth more than 0.12 and 0.37.
    const table = aTable([leaf('1', '1', share(Direction.RISING, '8'))], { rounding });
    expect(cardOf(table, { 1: { actual: '1' } }).total).toBe(eighth);
    expect(cardOf(table, { 1: { actual: '3' } }).total).toBe(threeEighths);
  });

  it('is empty until something is entered, which is not 0', () => {
    const table = aTable([group('I.', '12', [leaf('1', '10'), leaf('2', '2')])]);
    const card = cardOf(table, { 'I./1': { points: '0' } });
    expect(card.whole).toEqual({ points: '0', max: '12', leaves: 2, scored: 1 });
    expect(card.sums.get('I./2')).toEqual({ points: '0', max: '2', leaves: 1, scored: 0 });
  });

  it('leaves sum and maximum where it was not assigned', () => {
    const table = aTable([leaf('1', '10'), leaf('2', '20')]);
    const card = cardOf(table, { 1: { points: '7' }, 2: { notAssigned: true } });
    expect(card.whole).toEqual({ points: '7', max: '10', leaves: 1, scored: 1 });
    expect(card.rate).toBe('70');
    expect(cardOf(table, { 1: { notAssigned: true }, 2: { notAssigned: true } }).rate).toBeNull();
  });

  it('is not measured by those to whom it was not assigned', () => {
    const table = aTable([leaf('1', '10', lead)]);
    const [card] = cardsOf(table, [{ 1: { target: '10', actual: '11' } }, { 1: { notAssigned: true } }]);
    expect(card!.total).toBe('10');
  });

  it('has a place of its own beside others of the same code', () => {
    const card = cardOf(
      aTable([group('I.', '3', [leaf('-', '1'), leaf('-', '2')]), group('II.', '1', [leaf('-', '1')])]),
      {
        'I./-': { points: '0.5' },
        'I./-#2': { points: '2' },
        'II./-': { points: '1' },
      },
    );
    expect(['I.', 'II.'].map((key) => card.sums.get(key)?.points)).toEqual(['2.5', '1']);
  });
});

describe('bonuses and penalties', () => {
  const late = extra('tre-han', null, {
    each: true,
    bands: [
      { from: '5', points: '5' },
      { from: '10', points: '10' },
      { from: '15', points: '20' },
    ],
  });
  const table = aTable([leaf('1', '100')], {
    scale: '100',
    bonuses: [extra('sang-tao', '5'), extra('lan-toa', '2', { each: true, atMost: '6' })],
    penalties: [
      late,
      extra('tra-ho-so', '5', { each: true }),
      extra('canh-cao', '20', { disqualifies: ['CO_TD_BO_TINH'] }),
    ],
  });
  const full: Given = { 1: { points: '100' } };

  it.each([
    ['4.99', '0'],
    ['5', '5'],
    ['9.9', '5'],
    ['10', '10'],
    ['15', '20'],
    ['400', '20'],
  ])('fall into bands: %s days', (days, points) => {
    expect(cardOf(table, { 'penalty:tre-han': { figures: [days] } }).penalty).toBe(points);
  });

  it('are counted each time where the table says so, else once', () => {
    const card = cardOf(table, {
      ...full,
      'bonus:sang-tao': { times: 1 },
      'bonus:lan-toa': { times: 9 },
      'penalty:tre-han': { figures: ['5', '20'] },
      'penalty:tra-ho-so': { times: 3 },
    });
    expect([card.bonus, card.penalty, card.total]).toEqual(['11', '40', '71']);
  });

  it('take a total above the scale, unless it is capped, and below nothing', () => {
    const more = { ...full, 'bonus:sang-tao': { times: 1 } };
    expect(cardOf(table, more).total).toBe('105');
    expect(cardOf({ ...table, capAtScale: true }, more).total).toBe('100');
    expect(cardOf(table, { 'penalty:tra-ho-so': { times: 2 } }).total).toBe('-10');
  });

  it('bar from awards once they happened', () => {
    expect(cardOf(table, { 'penalty:canh-cao': { times: 1 } }).disqualifiedFor).toEqual(['CO_TD_BO_TINH']);
    expect(cardOf(table, { 'penalty:canh-cao': { times: 0 } }).disqualifiedFor).toEqual([]);
    expect(cardOf(table, full).disqualifiedFor).toEqual([]);
  });

  it('are counted by nobody as missing', () => {
    expect(cardOf(table, full).whole).toEqual({ points: '100', max: '100', leaves: 1, scored: 1 });
  });
});
