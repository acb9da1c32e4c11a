import type { TieCriterion } from '../bloc/rule';
import { unitsOf } from '../decimal';
import type { Option } from './option';
import type { Outcome, Poll, Result } from './poll';
import type { Counts } from './rules';

/** Second ballots that may follow a tie. */
const mostSecondBallots = 2;

/** What a poll is decided by. */
type Decidable = Pick<Poll, 'kind' | 'rule' | 'maxChoices'> & Partial<Pick<Poll, 'secondBallot'>>;

/** What puts an option before another where their votes are equal. */
export type Ranked = Pick<Option, 'code' | 'goesFirst' | 'score'>;

/** Votes in one measure, such as heads or weights. */
interface Measure {
  readonly electors: bigint;
  readonly present: bigint;
  readonly cast: bigint;
  readonly blank: bigint;
  readonly invalid: bigint;
  readonly votesFor: (code: string) => bigint;
}

/**
 * What the rule makes of final counts. A yes/no poll passes, an option may win, where the share is met in every measure: by
 * weight where votes have one, else by heads, and by members too where the rule asks for both majorities. Several options:
 * those that may win take the seats in the tie order, most votes first. When options cannot be told apart for the
 * seats left, the outcome is TIED and they are `tied`. In a second ballot all options have met the rule before, so only the
 * order is asked.
 * @param options of the poll, with what the tie order knows of them
 */
export function decide(
  poll: Decidable,
  counts: Counts,
  options: readonly Ranked[] = [],
): Pick<Result, 'outcome' | 'winners' | 'decidedBy' | 'tied'> {
  const [first, ...others] = measuresOf(counts);
  const passes = (code: string) => [first, ...others].every((measure) => meets(poll, measure, code));
  if (poll.kind === 'YES_NO_ABSTAIN')
    return { outcome: (passes('YES') ? 'PASSED' : 'REJECTED') as Outcome, winners: [] };
  const ranks = new Map(options.map((option) => [option.code, option]));
  let tied = Object.keys(counts.votes)
    .filter((code) => Boolean(poll.secondBallot) || passes(code))
    .sort();
  if (tied.length === 0) return { outcome: 'REJECTED' as Outcome, winners: [] };
  const seats = poll.rule.seats ?? poll.maxChoices;
  const winners: string[] = [];
  // No plain object: a code may be `__proto__`.
  const by: (readonly [string, TieCriterion])[] = [];
  for (const criterion of countedCriteria(poll)) {
    const rank = (code: string) => rankOf(criterion, code, first, ranks.get(code));
    const taken = take(tied, seats - winners.length, rank);
    by.push(...taken.seated.map((code) => [code, criterion] as const));
    winners.push(...taken.seated);
    tied = taken.tied;
    if (tied.length === 0) return { outcome: 'PASSED' as Outcome, winners, decidedBy: Object.fromEntries(by) };
  }
  return { outcome: 'TIED' as Outcome, winners, decidedBy: Object.fromEntries(by), tied };
}

/** What is frozen of the counts, with what the rule makes of them. */
export function resultOf(poll: Decidable, counts: Counts, options: readonly Ranked[]): Result {
  const { votes, cast, blank, weights, members, paper } = counts;
  return {
    ...{ votes, cast, blank },
    ...decide(poll, counts, options),
    ...(weights ? { weights } : {}),
    ...(members ? { members } : {}),
    ...(paper ? { paper } : {}),
  };
}

/** What the tie order asks once its counted criteria leave a tie: a second ballot, the leaders, or nothing more. */
export function nextCriterion({
  rule,
  secondBallot = 0,
}: Pick<Decidable, 'rule' | 'secondBallot'>): TieCriterion | null {
  const isNext = (criterion: TieCriterion) =>
    criterion === 'LEADERS_DECIDE' || (criterion === 'SECOND_BALLOT' && secondBallot < mostSecondBallots);
  return rule.tieOrder.find(isNext) ?? null;
}

/** Criteria that need nobody's further act, as far as the next that does. */
function countedCriteria(poll: Decidable): readonly TieCriterion[] {
  const { tieOrder } = poll.rule;
  const next = nextCriterion(poll);
  return (next === null ? tieOrder : tieOrder.slice(0, tieOrder.indexOf(next))).filter(
    (criterion) => criterion !== 'SECOND_BALLOT',
  );
}

/**
 * What the tie order says of two options with equal votes: above 0 where the first goes before the second, 0 where it
 * cannot tell them apart before somebody has to act.
 */
export function rankAmongEqual(poll: Decidable, options: readonly Ranked[]): (a: string, b: string) => number {
  const ranks = new Map(options.map((option) => [option.code, option]));
  const criteria = countedCriteria(poll).filter((criterion) => criterion !== 'VOTES');
  return (a, b) => {
    for (const criterion of criteria) {
      const [first, second] = [a, b].map((code) => fixedRank(criterion, ranks.get(code)));
      if (first !== undefined && second !== undefined && first !== second) return first > second ? 1 : -1;
    }
    return 0;
  };
}

function rankOf(criterion: TieCriterion, code: string, first: Measure, option: Ranked | undefined): bigint {
  return criterion === 'VOTES' ? first.votesFor(code) : fixedRank(criterion, option);
}

/** What an option counts by a criterion that no ballot changes. */
function fixedRank(criterion: TieCriterion, option: Ranked | undefined): bigint {
  switch (criterion) {
    case 'SCORE':
      return option?.score ? unitsOf(option.score) : -1n;
    case 'DECREE_152_ART_4_6':
      return option?.goesFirst ? 1n : 0n;
    default:
      throw new Error(`${criterion} is not counted`);
  }
}

/** Seats the highest ranks that fit whole; those of the rank that does not are tied, unless no seat is left. */
function take(
  codes: readonly string[],
  seats: number,
  rank: (code: string) => bigint,
): { readonly seated: string[]; readonly tied: string[] } {
  const ranked = codes.toSorted((a, b) => (rank(a) === rank(b) ? (a < b ? -1 : 1) : rank(a) > rank(b) ? -1 : 1));
  const last = ranked[seats];
  if (last === undefined) return { seated: ranked, tied: [] };
  const seated = ranked.filter((code) => rank(code) > rank(last));
  return { seated, tied: seated.length === seats ? [] : ranked.filter((code) => rank(code) === rank(last)) };
}

function measuresOf({ weights, members, ...heads }: Counts): [Measure, ...Measure[]] {
  const numbers = (counts: Omit<Counts, 'weights' | 'members'>): Measure => ({
    electors: BigInt(counts.electors),
    present: BigInt(counts.present),
    cast: BigInt(counts.cast),
    blank: BigInt(counts.blank),
    invalid: BigInt(counts.invalid ?? 0),
    votesFor: (code) => BigInt(Object.hasOwn(counts.votes, code) ? (counts.votes[code] ?? 0) : 0),
  });
  const more = members ? [numbers(members)] : [];
  if (!weights) return [numbers(heads), ...more];
  return [
    {
      electors: unitsOf(weights.electors),
      present: unitsOf(weights.present),
      cast: unitsOf(weights.cast),
      blank: unitsOf(weights.blank),
      invalid: 0n,
      votesFor: (code) => unitsOf(Object.hasOwn(weights.votes, code) ? (weights.votes[code] ?? '0') : '0'),
    },
    ...more,
  ];
}

/** Whether an option meets the share in one measure; never with nothing, so that nothing passes on silence. */
function meets({ rule, kind }: Decidable, measure: Measure, code: string): boolean {
  const votes = measure.votesFor(code) * BigInt(rule.passDenominator);
  const share = baseOf(rule.base, kind, measure) * BigInt(rule.passNumerator);
  return votes > 0n && (rule.passStrict ? votes > share : votes >= share);
}

function baseOf(base: Poll['rule']['base'], kind: Poll['kind'], measure: Measure): bigint {
  switch (base) {
    case 'ALL':
      return measure.electors;
    case 'PRESENT':
      return measure.present;
    case 'CAST':
      return measure.cast;
    case 'YES_NO':
      return kind === 'YES_NO_ABSTAIN'
        ? measure.votesFor('YES') + measure.votesFor('NO')
        : measure.cast - measure.blank - measure.invalid;
    default:
      throw new Error(`base ${base satisfies never}`);
  }
}
