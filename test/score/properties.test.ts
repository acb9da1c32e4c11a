import fc from 'fast-check';
import { type ScoreCard, scoreCards } from '../../src/score/card';
import type { Entry } from '../../src/score/entry';
import { ranks } from '../../src/score/rank';
import { Rounding } from '../../src/score/ratio';
import { leafFault } from '../../src/score/rules';
import { type Criterion, Direction, isLeaf, type Leaf, type LeafRule, leavesOf, placed } from '../../src/score/table';
import { aTable, group, leaf, percent } from './a-table';

/** Hundredths as a decimal. */
const decimal = (hundredths: number) => (hundredths / 100).toFixed(2);
const figure = fc.integer({ min: 0, max: 3000 }).map(decimal);
const halves = fc.integer({ min: 1, max: 40 }).map((n) => (n / 2).toString());

const ruleFor = (max: string): fc.Arbitrary<LeafRule> =>
  fc.constantFrom<LeafRule>(
    ...Object.values(Direction).map((direction): LeafRule => ({ kind: 'SHARE_OF_PLAN', direction, measure: percent })),
    { kind: 'PLAN_AND_LEAD', measure: percent },
    {
      kind: 'GRADE',
      grades: [
        { grade: 'A', points: max },
        { grade: 'B', points: '0.25' },
      ],
    },
    { kind: 'PASS_FAIL' },
    { kind: 'ENTERED' },
    { kind: 'PER_OCCURRENCE', each: '1.25' },
  );
const aLeaf = halves.chain((max) => ruleFor(max).map((rule) => leaf('-', max, rule)));
/** All leaves have one code, so that only their place tells them apart. */
const trees = fc.array(
  fc.oneof(
    aLeaf,
    fc.array(aLeaf, { minLength: 1, maxLength: 4 }).map((children) => group('G', '1', children)),
  ),
  { minLength: 1, maxLength: 4 },
);

const entryFor = ({ rule, max }: Leaf): fc.Arbitrary<Entry> => {
  const notAssigned = fc.constant<Entry>({ notAssigned: true });
  switch (rule.kind) {
    case 'SHARE_OF_PLAN':
    case 'PLAN_AND_LEAD':
      return fc.oneof(notAssigned, fc.record({ actual: figure, target: figure }), fc.record({ actual: figure }));
    case 'GRADE':
      return fc.oneof(notAssigned, fc.constantFrom({ grade: 'A' }, { grade: 'B' }));
    case 'PASS_FAIL':
      return fc.oneof(notAssigned, fc.record({ passed: fc.boolean() }));
    case 'ENTERED':
      return fc.oneof(
        notAssigned,
        fc.integer({ min: 0, max: Number(max) * 100 }).map((n) => ({ points: decimal(n) })),
      );
    case 'PER_OCCURRENCE':
      return fc.oneof(notAssigned, fc.record({ times: fc.integer({ min: 0, max: 20 }) }));
  }
};

const surplus = { perPercent: '1', atMostPercent: '10', together: '7.5' };

/** A table, and what some members entered of it; each leaf may be empty. */
const blocs = fc.tuple(trees, fc.constantFrom(...Object.values(Rounding))).chain(([criteria, rounding]) => {
  const leaves = leavesOf(placed(criteria));
  const entries = fc.tuple(...leaves.map(({ leaf: each }) => fc.option(entryFor(each))));
  const member = entries.map((given) =>
    leaves.flatMap(({ key }, index): (readonly [string, Entry])[] => (given[index] ? [[key, given[index]]] : [])),
  );
  return fc.record({
    table: fc.constant(aTable(criteria, { rounding, surplus })),
    members: fc.array(member, { minLength: 1, maxLength: 5 }),
  });
});

const read = (members: readonly (readonly (readonly [string, Entry])[])[]) =>
  new Map(members.map((entries, index) => [`m${index}`, new Map(entries)]));
/** Whole ten-thousandths, which these tables never go below. */
const whole = (text: string) => Math.round(Number(text) * 10_000);

describe('score cards', () => {
  it('keep points of each criterion within 0 and its maximum, whatever is entered', () => {
    fc.assert(
      fc.property(blocs, ({ table, members }) => {
        for (const card of scoreCards(table, read(members)).values()) {
          const outside = [...card.sums.values(), card.whole].filter(
            ({ points, max, scored, leaves }) => whole(points) < 0 || whole(points) > whole(max) || scored > leaves,
          );
          expect(outside).toEqual([]);
          expect(whole(card.surplus)).toBeLessThanOrEqual(75_000);
        }
      }),
    );
  });

  it('do not depend on the order of members and entries', () => {
    fc.assert(
      fc.property(blocs, ({ table, members }) => {
        const backwards = new Map(
          [...read(members)].reverse().map(([id, entries]) => [id, new Map([...entries].reverse())] as const),
        );
        const there = scoreCards(table, backwards);
        for (const [id, card] of scoreCards(table, read(members))) expect(there.get(id)).toEqual(card);
      }),
    );
  });

  it('add up: each group is the sum of what is in it, the whole the sum of the parts', () => {
    fc.assert(
      fc.property(blocs, ({ table, members }) => {
        for (const card of scoreCards(table, read(members)).values()) {
          const wrong: string[] = [];
          const check = (criteria: readonly Criterion[], sum: ScoreCard['whole'], above: string) => {
            const own = placed(criteria, above).map(({ key, criterion }) => ({
              key,
              criterion,
              ...card.sums.get(key)!,
            }));
            for (const part of ['points', 'max', 'leaves', 'scored'] as const) {
              const all = own.reduce((so, each) => so + whole(String(each[part])), 0);
              if (whole(String(sum[part])) !== all) wrong.push(`${part} of ${above}`);
            }
            for (const { criterion, key, ...each } of own)
              if (!isLeaf(criterion)) check(criterion.children, each, `${key}/`);
          };
          check(table.criteria, card.whole, '');
          expect(wrong).toEqual([]);
          expect(whole(card.total)).toBe(whole(card.whole.points) + whole(card.surplus));
        }
      }),
    );
  });

  it('give the maximum to all that lead, and less to nobody for more', () => {
    const table = aTable([leaf('1', '7.5', { kind: 'PLAN_AND_LEAD', measure: percent })]);
    const member = fc.record({ target: figure, factor: fc.integer({ min: 0, max: 5 }) });
    fc.assert(
      fc.property(fc.array(member, { minLength: 1, maxLength: 6 }), (given) => {
        const planned = given.filter(({ target }) => Number(target) > 0);
        // Whole multiples of the target, so that leads tie.
        const entries = planned.map(({ target, factor }) => [
          ['1', { target, actual: decimal(Math.round(Number(target) * 100) * factor) }] as const,
        ]);
        const cards = [...scoreCards(table, read(entries)).values()];
        const most = Math.max(...planned.map(({ factor }) => factor));
        planned.forEach(({ factor }, index) => {
          const points = whole(cards[index]!.total);
          if (most > 1) expect(points === 75_000).toBe(factor === most);
          for (const [other, { factor: less }] of planned.entries())
            if (less <= factor) expect(whole(cards[other]!.total)).toBeLessThanOrEqual(points);
        });
      }),
    );
  });

  it('are made of entries that the rules let stand', () => {
    fc.assert(
      fc.property(blocs, ({ table, members }) => {
        const leaves = new Map(leavesOf(placed(table.criteria)).map((each) => [each.key, each.leaf]));
        expect(members.flat().filter(([key, entry]) => leafFault(leaves.get(key)!, 2, entry))).toEqual([]);
      }),
    );
  });
});

describe('ranks', () => {
  it('share a place where totals are equal, and leave out the next', () => {
    const totals = { a: '770.07', b: '912.75', c: '770.070', d: '-3', e: '770.06' };
    expect(Object.fromEntries(ranks(new Map(Object.entries(totals))))).toEqual({ a: 2, b: 1, c: 2, d: 5, e: 4 });
  });
});
