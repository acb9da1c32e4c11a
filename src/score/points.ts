import { lesser, unitsOf } from '../decimal';
import type { Entry } from './entry';
import { figuresOf, percentsAbove, planAndLead, shareOfPlan } from './quantity';
import { isLess, type Ratio, ratio, rounded, times } from './ratio';
import type { Extra, Leaf, ScoreTable } from './table';

/** What a table says of numbers as a whole. */
type Terms = Pick<ScoreTable, 'decimals' | 'rounding' | 'surplus'>;

/** What one leaf came to for one member, in units of 10^-18, each rounded once. */
export interface LeafPoints {
  /** Null while nothing is entered, or nothing that points can be told of: a share of no plan. */
  readonly points: bigint | null;
  /** For being above plan, before the limit for all together. */
  readonly surplus: bigint;
}

const empty: LeafPoints = { points: null, surplus: 0n };

/**
 * The points of one leaf for every member with an entry that is assigned to it. Together, since one member's lead is measured
 * by the others'.
 */
export function pointsOf(
  leaf: Leaf,
  terms: Terms,
  entries: ReadonlyMap<string, Entry>,
): ReadonlyMap<string, LeafPoints> {
  const { rule } = leaf;
  if (rule.kind === 'PLAN_AND_LEAD') {
    const given = [...entries].flatMap(([id, entry]) => {
      const figures = figuresOf(rule.measure, entry);
      return figures ? [[id, figures] as const] : [];
    });
    const shares = planAndLead(new Map(given));
    return mapped(entries, (_, id) => share(leaf, terms, shares.get(id) ?? null));
  }
  return mapped(entries, (entry) => alone(leaf, terms, entry));
}

function mapped<T>(entries: ReadonlyMap<string, Entry>, to: (entry: Entry, id: string) => T): ReadonlyMap<string, T> {
  return new Map([...entries].map(([id, entry]) => [id, to(entry, id)]));
}

/** Points of a leaf whose rule looks at one member alone. */
function alone(leaf: Leaf, terms: Terms, entry: Entry): LeafPoints {
  const { rule } = leaf;
  const points = (value: bigint | null): LeafPoints => ({ points: value, surplus: 0n });
  switch (rule.kind) {
    case 'SHARE_OF_PLAN': {
      const figures = figuresOf(rule.measure, entry);
      if (!figures) return empty;
      const reached = share(leaf, terms, shareOfPlan(rule.direction, figures));
      return { ...reached, surplus: surplusOf(leaf, terms, percentsAbove(rule.direction, figures)) };
    }
    case 'GRADE': {
      const graded = rule.grades.find(({ grade }) => grade === entry.grade);
      return points(graded ? unitsOf(graded.points) : null);
    }
    case 'PASS_FAIL':
      return points(entry.passed === undefined ? null : entry.passed ? unitsOf(leaf.max) : 0n);
    case 'ENTERED':
      return points(entry.points === undefined ? null : unitsOf(entry.points));
    case 'PER_OCCURRENCE':
      return points(
        entry.times === undefined ? null : lesser(unitsOf(rule.each) * BigInt(entry.times), unitsOf(leaf.max)),
      );
    default:
      throw new Error(`rule ${rule.kind} looks at all members`);
  }
}

function share({ max }: Leaf, { decimals, rounding }: Terms, part: Ratio | null): LeafPoints {
  if (!part) return empty;
  return { points: rounded(times(ratio(unitsOf(max)), part), decimals, rounding), surplus: 0n };
}

/** @param percents above plan, null for more than any number */
function surplusOf({ max }: Leaf, { decimals, rounding, surplus }: Terms, percents: bigint | null): bigint {
  if (!surplus) return 0n;
  const most = ratio(unitsOf(surplus.atMostPercent));
  const gained = percents === null ? most : ratio(unitsOf(surplus.perPercent) * percents);
  // Both factors are in units; divided by a hundred in units, so is what comes out.
  const perCent = ratio(unitsOf(max), unitsOf('100'));
  return rounded(times(perCent, isLess(gained, most) ? gained : most), decimals, rounding);
}

/** What a bonus or penalty comes to, in units from 0. Nothing entered is nothing that happened. */
export function extraPoints(extra: Extra, entry: Entry | undefined): bigint {
  const sum = (extra.bands ? bandPoints(extra.bands, entry?.figures ?? []) : flatPoints(extra, entry)) ?? 0n;
  return extra.atMost === null ? sum : lesser(sum, unitsOf(extra.atMost));
}

function flatPoints({ points, each }: Extra, entry: Entry | undefined): bigint {
  const times = BigInt(entry?.times ?? 0);
  return unitsOf(points ?? '0') * (each ? times : lesser(times, 1n));
}

function bandPoints(bands: NonNullable<Extra['bands']>, figures: readonly string[]): bigint {
  const pointsAt = (figure: string) => bands.findLast(({ from }) => unitsOf(from) <= unitsOf(figure))?.points ?? '0';
  return figures.reduce((sum, figure) => sum + unitsOf(pointsAt(figure)), 0n);
}
