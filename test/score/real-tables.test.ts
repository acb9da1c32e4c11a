import { scoreCards } from '../../src/score/card';
import type { Entry } from '../../src/score/entry';
import { ranks } from '../../src/score/rank';
import { type Criterion, Direction, isLeaf, leavesOf, placed, type ScoreTable } from '../../src/score/table';
import { leaf, percent } from './a-table';
import { entriesOf, figuresOf, seven, tableOf } from './seven-members';

describe('the table of 1,000 points', () => {
  const table = tableOf('2025-cum-bay-don-vi.yaml');
  const leaves = leavesOf(placed(table.criteria));
  const keyOf = (code: string) => leaves.find(({ leaf: { code: own } }) => own === code)!.key;

  it('adds up at every node, to 1,000 over 176 leaves', () => {
    const wrong: string[] = [];
    const sum = (criteria: readonly Criterion[]): number =>
      criteria.reduce((all, criterion) => {
        if (!isLeaf(criterion) && sum(criterion.children) !== Number(criterion.max)) wrong.push(criterion.code);
        return all + Number(criterion.max);
      }, 0);
    expect([sum(table.criteria), wrong, leaves.length]).toEqual([1000, [], 176]);
    const kinds = leaves.map(({ leaf: { rule } }) => rule.kind);
    const count = (kind: string) => kinds.filter((each) => each === kind).length;
    expect([count('PLAN_AND_LEAD'), count('PASS_FAIL'), count('ENTERED')]).toEqual([12, 51, 113]);
    expect(table.criteria.map(({ max }) => max)).toEqual(['700', '200', '100']);
  });

  it('gives each member, scored by itself, the points that stood beside its figures', () => {
    for (const { name } of seven.members) {
      const card = scoreCards(table, new Map([[name, new Map(figuresOf(name))]])).get(name)!;
      for (const { code, given } of seven.figures) {
        const own = given.find((each) => each.name === name);
        expect([name, code, Number(card.sums.get(keyOf(code))!.points)]).toEqual([
          name,
          code,
          Number(own?.points ?? 0),
        ]);
      }
    }
  });

  it('gives fewer behind the best, once all are scored together', () => {
    const all = new Map(seven.members.map(({ name }) => [name, new Map(figuresOf(name))] as const));
    const cards = scoreCards(table, all);
    const points = (code: string) =>
      Object.fromEntries([...cards].map(([name, card]) => [name, card.sums.get(keyOf(code))!.points]));
    // Ahead of plan by 900 %, 900 %, 1900 % and 1233.4 %; D was given no plan, F reached nothing, B is empty.
    expect(points('22')).toEqual({ A: '14.74', B: '0', C: '14.74', D: '20', E: '20', F: '0', G: '16.49' });
    // Every lead is a ninth of the plan, on three scales.
    expect(points('20')).toEqual({ A: '10', B: '10', C: '0', D: '10', E: '10', F: '10', G: '10' });
    // Ahead by 1, 9 and 4 times; D alone without a plan.
    expect(points('31')).toEqual({ A: '5.56', B: '5.56', C: '10', D: '10', E: '0', F: '0', G: '7.22' });
  });

  it('gives the seven members the totals, parts and places they had', () => {
    const totals = seven.members.map((member) => {
      const { name, total, parts } = member;
      const card = scoreCards(table, new Map([[name, new Map(entriesOf(member))]])).get(name)!;
      expect([name, card.total]).toEqual([name, total]);
      for (const [part, points] of Object.entries(parts)) expect(card.sums.get(part)!.points).toBe(points);
      return [name, card.total] as const;
    });
    expect(Object.fromEntries(ranks(new Map(totals)))).toEqual(
      Object.fromEntries(seven.members.map(({ name, rank }) => [name, rank])),
    );
  });

  it('counts what a member left empty', () => {
    const [first] = seven.members;
    const some = leaves.slice(0, 173).map(({ key }) => [key, { notAssigned: true } as Entry] as const);
    const card = scoreCards(table, new Map([[first!.name, new Map(some)]])).get(first!.name)!;
    expect([card.whole.leaves, card.whole.scored]).toEqual([3, 0]);
  });
});

describe('the frame of Hưng Yên', () => {
  const frame = tableOf('2021-hung-yen.yaml');
  const share = (code: string, direction = Direction.RISING) =>
    leaf(code, '100', { kind: 'SHARE_OF_PLAN', direction, measure: percent });
  /** The frame with its first part filled by four criteria of 100. */
  const table: ScoreTable = {
    ...frame,
    criteria: frame.criteria.map((part, index) =>
      index === 0
        ? { ...part, max: '400', children: [share('1'), share('2'), share('3'), share('4', Direction.FALLING)] }
        : part,
    ),
  };
  const cardOf = (given: Readonly<Record<string, Entry>>) =>
    scoreCards(table, new Map([['a', new Map(Object.entries(given))]])).get('a')!;

  it('leaves its three parts to a bloc, the third to be scored by the office of the council', () => {
    expect(placed(frame.criteria).map(({ key, scorer, children }) => [key, scorer, children])).toEqual([
      ['I', 'BLOC', []],
      ['II', 'BLOC', []],
      ['III', 'COUNCIL_OFFICE', []],
    ]);
  });

  it('counts 1 % for each full per cent above plan, 10 % for one criterion, 20 points for all', () => {
    expect(cardOf({ 'I/1': { target: '200', actual: '211' } }).surplus).toBe('5');
    expect(cardOf({ 'I/1': { target: '200', actual: '300' } }).surplus).toBe('10');
    const all = { target: '10', actual: '20' };
    const card = cardOf({ 'I/1': all, 'I/2': all, 'I/3': all, 'I/4': { target: '6', actual: '5' } });
    expect([card.whole.points, card.surplus, card.total]).toEqual(['400', '20', '420']);
  });

  it('takes off 5, 10 or 20 for a report by its days late, for each report', () => {
    const penalty = (...figures: string[]) => cardOf({ 'penalty:bao-cao-cham': { figures } }).penalty;
    expect(['4', '5', '9', '10', '14', '15', '60'].map((days) => penalty(days))).toEqual([
      '0',
      '5',
      '5',
      '10',
      '10',
      '20',
      '20',
    ]);
    expect(penalty('7', '16')).toBe('25');
  });

  it('bars from flag and certificate after a warning, not after a reprimand', () => {
    expect(cardOf({ 'penalty:canh-cao': { times: 1 } }).disqualifiedFor).toEqual(['BK_BO_TINH', 'CO_TD_BO_TINH']);
    expect(cardOf({ 'penalty:khien-trach': { times: 1 } }).disqualifiedFor).toEqual([]);
    expect(cardOf({ 'penalty:tra-ho-so': { times: 3 }, 'bonus:khen-thuong-tot': { times: 1 } }).total).toBe('-10');
  });
});
