import type { Rounding } from './ratio';

/** Vietnamese text, with English beside it or null. */
interface Text {
  readonly vi: string;
  readonly en: string | null;
}

/** Which way a figure is good. */
export enum Direction {
  RISING = 'RISING',
  FALLING = 'FALLING',
}

/** Who settles a part: the bloc's leader and deputy after the member's own score, or the office of the council above. */
export enum Scorer {
  BLOC = 'BLOC',
  COUNCIL_OFFICE = 'COUNCIL_OFFICE',
}

/**
 * What a leaf measures. Unit, range and direction belong to the criterion, so that nobody types 0.9 where others type 90;
 * members give the figure alone, and a target only where each has its own.
 */
export interface Measure {
  readonly unit: Text;
  /** The same target for all; null where each member has its own. */
  readonly target: string | null;
  /** Figures may be no lower, no higher than this. */
  readonly least: string | null;
  readonly most: string | null;
}

/**
 * How a leaf comes to its points, from 0 to its maximum `M`; `T` is the target and `A` the figure reached.
 * - SHARE_OF_PLAN: `M·A/T` up to `M`; where falling is good `M·T/A`. What is above plan is surplus: see `Surplus`.
 * - PLAN_AND_LEAD: half of `M` for the plan, the other half for being ahead of it compared with the best of the bloc; see `planAndLead`.
 * - GRADE: the points of the grade. PASS_FAIL: `M` or 0. ENTERED: what the scorer enters.
 * - PER_OCCURRENCE: so many points for each time, up to `M`.
 */
export type LeafRule =
  | { readonly kind: 'SHARE_OF_PLAN'; readonly measure: Measure; readonly direction: Direction }
  | { readonly kind: 'PLAN_AND_LEAD'; readonly measure: Measure }
  | { readonly kind: 'GRADE'; readonly grades: readonly { readonly grade: string; readonly points: string }[] }
  | { readonly kind: 'PASS_FAIL' }
  | { readonly kind: 'ENTERED' }
  | { readonly kind: 'PER_OCCURRENCE'; readonly each: string };

interface Node {
  /** As printed, such as `2.a)`; others may have the same. */
  readonly code: string;
  readonly title: Text | null;
  /** Who settles it and all below; null for whoever settles what is above, and for the bloc at the top. */
  readonly scorer: Scorer | null;
}

/** A criterion that is scored by itself. */
export interface Leaf extends Node {
  /** Decimal above 0. */
  readonly max: string;
  readonly rule: LeafRule;
}

/** Criteria under one heading; none yet where the bloc has still to fill it. */
export interface Group extends Node {
  /** Sum of those of its children; null only while it has none. */
  readonly max: string | null;
  readonly children: readonly Criterion[];
}

export type Criterion = Leaf | Group;

/**
 * A bonus or a penalty, in points from 0; a penalty's are taken off. Either a fixed number, or by bands of a figure, such as
 * the days a report was late: those of the last band that begins at the figure or below it.
 */
export interface Extra {
  readonly code: string;
  readonly title: Text;
  readonly scorer: Scorer | null;
  readonly points: string | null;
  readonly bands: readonly { readonly from: string; readonly points: string }[] | null;
  /** True: counted for each time it happened; false: once at most. */
  readonly each: boolean;
  /** The most that all its times come to; null for no limit. */
  readonly atMost: string | null;
  /** Codes of awards for which a member to whom it happened is not proposed. */
  readonly disqualifies: readonly string[];
}

/** What figures above plan are worth beside the maximum of their criterion, in per cent of that maximum. */
interface Surplus {
  /** For each full per cent above plan. */
  readonly perPercent: string;
  /** At most, for one criterion. */
  readonly atMostPercent: string;
  /** At most for all criteria together, in points. */
  readonly together: string;
}

/** The criteria by which a bloc scores its members for one emulation year. All numbers are exact decimals as text. */
export interface ScoreTable {
  readonly title: Text;
  readonly year: number;
  /** What the criteria add up to; null where the table does not say. */
  readonly scale: string | null;
  /** Places after the point that the points of a leaf keep, 0 to 6. Nothing else is rounded. */
  readonly decimals: number;
  readonly rounding: Rounding;
  /** Null: what is above plan is worth nothing more. */
  readonly surplus: Surplus | null;
  /** True: no total is above the scale, whatever the bonuses. */
  readonly capAtScale: boolean;
  readonly criteria: readonly Criterion[];
  readonly bonuses: readonly Extra[];
  readonly penalties: readonly Extra[];
}

/** Whether a criterion is scored by itself. */
export function isLeaf(criterion: Criterion): criterion is Leaf {
  return 'rule' in criterion;
}

/** A criterion at its place in the tree. */
export interface Placed {
  /** Names it within its table: the codes from the top, `#2` behind the second of one code under the same heading. */
  readonly key: string;
  readonly criterion: Criterion;
  readonly scorer: Scorer;
  readonly children: readonly Placed[];
}

/** The tree of a table with a key for each criterion; titles and codes alone name nothing. */
export function placed(
  criteria: readonly Criterion[],
  above = '',
  scorer: Scorer = 'BLOC' as Scorer,
): readonly Placed[] {
  const seen = new Map<string, number>();
  return criteria.map((criterion) => {
    const nth = (seen.get(criterion.code) ?? 0) + 1;
    seen.set(criterion.code, nth);
    const key = `${above}${criterion.code}${nth > 1 ? `#${nth}` : ''}`;
    const own = criterion.scorer ?? scorer;
    return {
      key,
      criterion,
      scorer: own,
      children: isLeaf(criterion) ? [] : placed(criterion.children, `${key}/`, own),
    };
  });
}

/** A leaf at its place. */
interface PlacedLeaf {
  readonly key: string;
  readonly leaf: Leaf;
  readonly scorer: Scorer;
}

/** All leaves, in the order of the table. */
export function leavesOf(tree: readonly Placed[]): readonly PlacedLeaf[] {
  return tree.flatMap(({ key, criterion, scorer, children }) =>
    isLeaf(criterion) ? [{ key, leaf: criterion, scorer }] : leavesOf(children),
  );
}

/** An extra at its place: `bonus:` or `penalty:` and its code, which no criterion is called. */
interface PlacedExtra {
  readonly key: string;
  readonly extra: Extra;
  readonly isPenalty: boolean;
}

/** All bonuses, then all penalties. */
export function extrasOf({ bonuses, penalties }: Pick<ScoreTable, 'bonuses' | 'penalties'>): readonly PlacedExtra[] {
  return [
    ...bonuses.map((extra) => ({ key: `bonus:${extra.code}`, extra, isPenalty: false })),
    ...penalties.map((extra) => ({ key: `penalty:${extra.code}`, extra, isPenalty: true })),
  ];
}
