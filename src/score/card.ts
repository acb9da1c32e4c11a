import { decimalOf, lesser, one, unitsOf } from '../decimal';
import type { Entries, Entry } from './entry';
import { extraPoints, type LeafPoints, pointsOf } from './points';
import { type Ratio, ratio, rounded } from './ratio';
import { extrasOf, leavesOf, type Placed, placed, type ScoreTable } from './table';

/** Sum of one criterion and all below it, for one member. Exact decimals as text. */
interface Sum {
  readonly points: string;
  /** Of the leaves that are assigned. */
  readonly max: string;
  /** Leaves that are assigned, and those of them that have points. */
  readonly leaves: number;
  readonly scored: number;
}

/** What one member came to. Exact decimals as text. */
export interface ScoreCard {
  /** By key, every criterion of the table. A leaf that is not assigned has a sum of no leaf. */
  readonly sums: ReadonlyMap<string, Sum>;
  /** Of all criteria. */
  readonly whole: Sum;
  /** For being above plan, within the limit for all together. */
  readonly surplus: string;
  readonly bonus: string;
  /** From 0; it is taken off. */
  readonly penalty: string;
  readonly total: string;
  /** Points of all criteria in per cent of what was assigned, two places; null where nothing was. */
  readonly rate: string | null;
  /** Codes of awards for which the member is not proposed. */
  readonly disqualifiedFor: readonly string[];
}

/** Places of a rate. */
const ratePlaces = 2;

/** The score cards of all members, each by what was entered for it and, where a rule compares, for the others. */
export function scoreCards(table: ScoreTable, members: ReadonlyMap<string, Entries>): ReadonlyMap<string, ScoreCard> {
  const tree = placed(table.criteria);
  const points = new Map(
    leavesOf(tree).map(({ key, leaf }) => [key, pointsOf(leaf, table, assigned(members, key))] as const),
  );
  return new Map(
    [...members].map(([id, entries]) => [id, cardOf(table, tree, entries, (key) => points.get(key)?.get(id))]),
  );
}

/** Entries for one leaf by member, of those to whom it is assigned. */
function assigned(members: ReadonlyMap<string, Entries>, key: string): ReadonlyMap<string, Entry> {
  return new Map(
    [...members].flatMap(([id, entries]) => {
      const entry = entries.get(key);
      return entry && !entry.notAssigned ? [[id, entry] as const] : [];
    }),
  );
}

/** A sum in units. */
interface Units {
  readonly points: bigint;
  readonly max: bigint;
  readonly surplus: bigint;
  readonly leaves: number;
  readonly scored: number;
}

const none: Units = { points: 0n, max: 0n, surplus: 0n, leaves: 0, scored: 0 };

function cardOf(
  table: ScoreTable,
  tree: readonly Placed[],
  entries: Entries,
  pointsAt: (key: string) => LeafPoints | undefined,
): ScoreCard {
  const sums = new Map<string, Sum>();
  const sumOf = (nodes: readonly Placed[]): Units => nodes.map(unitsAt).reduce(added, none);
  const unitsAt = ({ key, criterion, children }: Placed): Units => {
    const units = 'rule' in criterion ? leafUnits(criterion.max, entries.get(key), pointsAt(key)) : sumOf(children);
    sums.set(key, shown(units));
    return units;
  };
  const whole = sumOf(tree);
  const extras = extrasOf(table).map((each) => ({ ...each, points: extraPoints(each.extra, entries.get(each.key)) }));
  const of = (isPenalty: boolean) =>
    extras.filter((each) => each.isPenalty === isPenalty).reduce((sum, { points }) => sum + points, 0n);
  const surplus = lesser(whole.surplus, table.surplus ? unitsOf(table.surplus.together) : 0n);
  const [bonus, penalty] = [of(false), of(true)];
  const total = whole.points + surplus + bonus - penalty;
  const happened = extras.filter(({ key }) => hasHappened(entries.get(key)));
  return {
    sums,
    whole: shown(whole),
    surplus: decimalOf(surplus),
    bonus: decimalOf(bonus),
    penalty: decimalOf(penalty),
    total: decimalOf(table.capAtScale && table.scale !== null ? lesser(total, unitsOf(table.scale)) : total),
    rate: whole.max === 0n ? null : decimalOf(rounded(percent(whole), ratePlaces, table.rounding)),
    disqualifiedFor: [...new Set(happened.flatMap(({ extra }) => extra.disqualifies))].sort(),
  };
}

function leafUnits(max: string, entry: Entry | undefined, found: LeafPoints | undefined): Units {
  if (entry?.notAssigned) return none;
  const { points = null, surplus = 0n } = found ?? {};
  return { points: points ?? 0n, max: unitsOf(max), surplus, leaves: 1, scored: points === null ? 0 : 1 };
}

const added = (a: Units, b: Units): Units => ({
  points: a.points + b.points,
  max: a.max + b.max,
  surplus: a.surplus + b.surplus,
  leaves: a.leaves + b.leaves,
  scored: a.scored + b.scored,
});

const shown = ({ points, max, leaves, scored }: Units): Sum => ({
  points: decimalOf(points),
  max: decimalOf(max),
  leaves,
  scored,
});

const percent = ({ points, max }: Units): Ratio => ratio(points * 100n * one, max);

const hasHappened = (entry: Entry | undefined): boolean => (entry?.times ?? entry?.figures?.length ?? 0) > 0;
