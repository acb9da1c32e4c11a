import { decimalOf, signedUnitsOf } from '../decimal';
import { type ScoreCard, scoreCards } from './card';
import type { Entries, Entry } from './entry';
import { extraPoints } from './points';
import { ranks } from './rank';
import { extrasOf, leavesOf, placed, type ScoreTable } from './table';

/** What stands of one member: entries by key, of its own and of the review. */
export interface Standing {
  readonly memberId: string;
  readonly self: Entries;
  readonly review: Entries;
  /** What it came to, once final. */
  readonly total: string | null;
}

/** One leaf or extra of one member. Points are exact decimals as text, null where there are none; those of a penalty are below 0. */
export interface StandingLeaf {
  readonly key: string;
  readonly selfPoints: string | null;
  readonly reviewPoints: string | null;
  /** Review less self, where it was reviewed and the two differ; "0" where they differ in what was entered alone. */
  readonly difference: string | null;
}

/** How one member stands. */
export interface Stand {
  readonly self: ScoreCard;
  readonly review: ScoreCard;
  /** In the order of the table, leaves before extras. */
  readonly leaves: readonly StandingLeaf[];
  /** Leaves whose review has no points, and extras the member claims that were not reviewed. */
  readonly missing: number;
  /** By the final total, before that by the review as it stands; equal totals share a place. */
  readonly rank: number;
}

/** How all members of a year stand, by id, each measured by the others where a rule compares. */
export function standsOf(table: ScoreTable, standings: readonly Standing[]): ReadonlyMap<string, Stand> {
  const cardsOf = (part: 'self' | 'review') =>
    scoreCards(table, new Map(standings.map((each) => [each.memberId, each[part]] as const)));
  const [selves, reviews] = [cardsOf('self'), cardsOf('review')];
  const places = ranks(
    new Map(standings.map(({ memberId, total }) => [memberId, total ?? cardIn(reviews, memberId).total] as const)),
  );
  const keys = leavesOf(placed(table.criteria)).map(({ key }) => key);
  return new Map(
    standings.map((standing) => {
      const { memberId } = standing;
      const [self, review] = [cardIn(selves, memberId), cardIn(reviews, memberId)];
      const leaves = [
        ...keys.map((key) => leafAt(key, standing, pointsIn(self, key), pointsIn(review, key))),
        ...extraLeaves(table, standing),
      ];
      const missing = review.whole.leaves - review.whole.scored + claimed(table, standing);
      return [memberId, { self, review, leaves, missing, rank: places.get(memberId) ?? 0 }];
    }),
  );
}

/** Leaves where the review differs from the self-score, the largest difference first. */
export function gapsOf(leaves: readonly StandingLeaf[]): readonly StandingLeaf[] {
  const size = ({ difference }: StandingLeaf): bigint => {
    const units = signedUnitsOf(difference ?? '0');
    return units < 0n ? -units : units;
  };
  return leaves
    .filter(({ difference }) => difference !== null)
    .toSorted((a, b) => (size(a) === size(b) ? 0 : size(a) < size(b) ? 1 : -1));
}

function cardIn(cards: ReadonlyMap<string, ScoreCard>, memberId: string): ScoreCard {
  const card = cards.get(memberId);
  if (!card) throw new Error(`no score card of member ${memberId}`);
  return card;
}

function pointsIn({ sums }: ScoreCard, key: string): string | null {
  const sum = sums.get(key);
  return sum && sum.scored > 0 ? sum.points : null;
}

function leafAt(key: string, { self, review }: Standing, selfPoints: string | null, reviewPoints: string | null) {
  const reviewed = review.get(key);
  const difference = decimalOf(signedUnitsOf(reviewPoints ?? '0') - signedUnitsOf(selfPoints ?? '0'));
  const isGap = reviewed !== undefined && (difference !== '0' || !isSame(self.get(key), reviewed));
  return { key, selfPoints, reviewPoints, difference: isGap ? difference : null };
}

const isSame = (a: Entry | undefined, b: Entry): boolean => a !== undefined && sorted(a) === sorted(b);

const sorted = (entry: Entry): string => JSON.stringify(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)));

function extraLeaves(table: ScoreTable, standing: Standing): readonly StandingLeaf[] {
  return extrasOf(table).map(({ key, extra, isPenalty }) => {
    const points = (entry: Entry | undefined) => {
      const units = extraPoints(extra, entry);
      return entry === undefined ? null : decimalOf(isPenalty ? -units : units);
    };
    return leafAt(key, standing, points(standing.self.get(key)), points(standing.review.get(key)));
  });
}

/** Extras the member says happened and nobody has reviewed: without a review they would be lost in silence. */
function claimed(table: ScoreTable, { self, review }: Standing): number {
  return extrasOf(table).filter(({ key, extra }) => !review.has(key) && extraPoints(extra, self.get(key)) > 0n).length;
}
