import { decide, type Ranked, rankAmongEqual } from './decide';
import type { Outcome, Poll } from './poll';
import { type Counts, votesFor, votesNeeded } from './rules';

/** What would decide an open poll, whatever those do who have not voted yet. Counts of ballots still to come, whosever. */
export interface Deciding {
  /** False where it cannot all be told: what is not null is certain, and null says nothing. */
  readonly told: boolean;
  /** What it will come to in any case, in polls to choose with whom; or null while that is open. */
  readonly decided: Outcome | null;
  /** Yes/no polls: fewest further votes in favour with which it has passed; null where all that are left are not enough. */
  readonly favour: number | null;
  /** Yes/no polls: fewest further votes against with which it can pass no more; null where it cannot fail. */
  readonly against: number | null;
  /** Polls to choose, by option: fewest further ballots with which it has won; null where all that are left are not enough. */
  readonly toWin: ReadonlyMap<string, number | null>;
  /** Polls to choose, by option: whether it has won or lost in any case; null while that is open. */
  readonly won: ReadonlyMap<string, boolean | null>;
}

export type Decided = Pick<Poll, 'kind' | 'rule' | 'maxChoices' | 'mayChange'> & Partial<Pick<Poll, 'secondBallot'>>;

/** Nothing is told. */
export const untold: Deciding = {
  ...{ told: false, decided: null, favour: null, against: null },
  ...{ toWin: new Map(), won: new Map() },
};

/** The base if everybody voted who still can, in a way that counts: no base is larger, and none is needed more votes of. */
function largestBase({ rule, kind }: Decided, counts: Counts): number {
  const left = counts.electors - counts.cast;
  switch (rule.base) {
    case 'ALL':
    case 'PRESENT':
      return counts.electors;
    case 'CAST':
      return counts.cast + left;
    case 'YES_NO':
      if (kind === 'CHOOSE') return counts.cast - counts.blank - (counts.invalid ?? 0) + left;
      return votesFor(counts.votes, 'YES') + votesFor(counts.votes, 'NO') + left;
    default:
      throw new Error(`base ${rule.base satisfies never}`);
  }
}

/**
 * A vote in favour widens a base by one at most, of which it is at least its share. So it never harms, and the best that
 * can come is that all vote in favour, the worst that all vote against: both on the largest base.
 */
export function ofQuestion(poll: Decided, counts: Counts): Deciding {
  const left = counts.electors - counts.cast;
  const yes = votesFor(counts.votes, 'YES');
  const needed = votesNeeded(poll.rule, largestBase(poll, counts));
  const favour = atMost(left, needed - yes);
  const against = atMost(left, yes + left - needed + 1);
  return questionDecided(favour, against);
}

/** What a question comes to by the votes that would decide it. */
export function questionDecided(favour: number | null, against: number | null): Deciding {
  const decided = favour === 0 ? 'PASSED' : against === 0 ? 'REJECTED' : null;
  return { ...untold, told: true, decided: decided as Outcome | null, favour, against };
}

/** `count`, not below 0; null where it is more than there are. */
const atMost = (left: number, count: number): number | null => (count > left ? null : Math.max(0, count));

export function ofChoice(poll: Decided, counts: Counts, options: readonly Ranked[]): Deciding {
  const left = counts.electors - counts.cast;
  const rank = rankAmongEqual(poll, options);
  const lines = Object.keys(counts.votes).map((code) => {
    const toWin = leastOf(
      left,
      (more) => meetsShare(poll, counts, code, more) && outruns(poll, counts, rank, code, more),
    );
    const won = toWin === 0 ? true : canWin(poll, counts, rank, code) ? null : false;
    return { code, toWin, won };
  });
  return { ...choiceDecided(lines), ...(left === 0 ? { decided: decide(poll, counts, options).outcome } : {}) };
}

/** What is known of one option; `won` is null while it is open. */
interface Line {
  readonly code: string;
  readonly toWin: number | null;
  readonly won: boolean | null;
}

/** As long as a ballot is left a tie can still be broken, so nobody in it has lost, and not all are settled. */
export function choiceDecided(lines: readonly Line[]): Deciding {
  const settled = lines.every(({ won }) => won !== null);
  const outcome = lines.some(({ won }) => won) ? 'PASSED' : 'REJECTED';
  return {
    ...{ ...untold, told: true, decided: settled ? (outcome as Outcome) : null },
    toWin: new Map(lines.map(({ code, toWin }) => [code, toWin])),
    won: new Map(lines.map(({ code, won }) => [code, won])),
  };
}

/** The least number up to `most` of which `holds`, which holds of all above one of which it holds; or null. */
export function leastOf(most: number, holds: (count: number) => boolean): number | null {
  if (!holds(most)) return null;
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

export const seatsOf = ({ rule, maxChoices }: Decided): number => rule.seats ?? maxChoices;

/** Whether an option has the share of the largest base once so many further ballots chose it; in a second ballot it has. */
export function meetsShare(poll: Decided, counts: Counts, code: string, more: number): boolean {
  return (
    Boolean(poll.secondBallot) ||
    votesFor(counts.votes, code) + more >= votesNeeded(poll.rule, largestBase(poll, counts))
  );
}

/** Compares what the tie order says of two options with equal votes: above 0 where the first goes before. */
type Rank = (a: string, b: string) => number;

/**
 * Whether an option has a seat once so many further ballots chose it, whatever else is on them and on the rest: too few
 * others can come to as many votes to share the last seat with it, or to one more where it goes before them.
 */
export function outruns(poll: Decided, counts: Counts, rank: Rank, code: string, more: number): boolean {
  const own = votesFor(counts.votes, code) + more;
  const left = counts.electors - counts.cast;
  const each = poll.maxChoices > 1 ? left : left - more;
  const lacking = Object.keys(counts.votes)
    .filter((other) => other !== code)
    .map((other) => Math.max(0, own + (rank(code, other) > 0 ? 1 : 0) - votesFor(counts.votes, other)))
    .sort((a, b) => a - b);
  // Every ballot names an option once: those that lack least are brought up first, as far as there are places on them.
  let places = left * poll.maxChoices - more;
  let level = 0;
  for (const lacks of lacking) {
    if (lacks > each || lacks > places) break;
    places -= lacks;
    level += 1;
  }
  return level < seatsOf(poll);
}

/** Whether an option has a seat if everybody who is left chooses it alone. */
function canWin(poll: Decided, counts: Counts, rank: Rank, code: string): boolean {
  const left = counts.electors - counts.cast;
  if (!meetsShare(poll, counts, code, left)) return false;
  const own = votesFor(counts.votes, code) + left;
  const level = Object.keys(counts.votes).filter((other) => {
    const votes = votesFor(counts.votes, other);
    return other !== code && (votes > own || (votes === own && rank(code, other) <= 0));
  });
  return level.length < seatsOf(poll);
}
