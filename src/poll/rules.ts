import { quorumNeeded, usualQuorum } from '../bloc/quorum';
import { leastFloor, type Rule, usualFloor } from '../bloc/rule';
import type { Code } from '../errors/codes';
import type { Outcome, Poll, PollKind, PollState, Result, Secrecy } from './poll';

/** Fewest electors of an UNLINKED poll: with fewer, the counts alone give the ballots away. Source: docs/decisions/0005-unlinked-ballots.md */
const smallestSecretElectorate = 5;

/** Awards whose proposal needs four fifths of all members; every other subject needs more than half of all. */
const flags = new Set(['CO_TD_CHINH_PHU', 'CO_TD_BO_TINH']);

/**
 * The rule where a bloc settled none for the year: quorum two thirds of the members; flags at least 80 % of all
 * members, everything else more than half of all. A choice of this product, not law: docs/decisions/0004-default-voting-rules.md
 */
export function defaultRule(subject: string): Rule {
  const share = flags.has(subject)
    ? { passNumerator: 80, passDenominator: 100, passStrict: false }
    : { passNumerator: 1, passDenominator: 2, passStrict: true };
  return {
    ...usualQuorum,
    base: 'ALL' as Rule['base'],
    seats: null,
    floor: usualFloor,
    ...share,
  };
}

/** Votes that meet the rule on a base of so many; never less than one, so that nothing passes on silence. */
export function votesNeeded(
  rule: Pick<Rule, 'passNumerator' | 'passDenominator' | 'passStrict'>,
  base: number,
): number {
  const share = base * rule.passNumerator;
  const needed = rule.passStrict
    ? Math.floor(share / rule.passDenominator) + 1
    : Math.floor((share + rule.passDenominator - 1) / rule.passDenominator);
  return Math.max(1, needed);
}

/** What is known of a poll's ballots. `present` counts electors present at opening or having voted since. */
export interface Counts {
  readonly electors: number;
  readonly present: number;
  readonly cast: number;
  readonly blank: number;
  /** Of counts entered by hand: ballots that say nothing clear. The server takes none. */
  readonly invalid?: number;
  readonly votes: Readonly<Record<string, number>>;
}

/**
 * Votes for one option; 0 where none are counted. Codes are words of users: one may be `constructor`, which every object
 * seems to have.
 */
export function votesFor(votes: Counts['votes'], code: string): number {
  return Object.hasOwn(votes, code) ? (votes[code] ?? 0) : 0;
}

/** Size of what the passing share is a share of. */
function baseOf(rule: Pick<Rule, 'base'>, kind: PollKind, counts: Counts): number {
  switch (rule.base) {
    case 'ALL':
      return counts.electors;
    case 'PRESENT':
      return counts.present;
    case 'CAST':
      return counts.cast;
    case 'YES_NO':
      return kind === 'YES_NO_ABSTAIN'
        ? (counts.votes.YES ?? 0) + (counts.votes.NO ?? 0)
        : counts.cast - counts.blank - (counts.invalid ?? 0);
    default:
      throw new Error(`base ${rule.base satisfies never}`);
  }
}

/**
 * What the rule makes of final counts. Several options: those with the votes needed win, best first, up to the seats;
 * when the last seat is shared by a tie, nobody in the tie wins it and the outcome is TIED.
 */
export function decide(
  poll: Pick<Poll, 'kind' | 'rule' | 'maxChoices'>,
  counts: Counts,
): Pick<Result, 'outcome' | 'winners'> {
  const needed = votesNeeded(poll.rule, baseOf(poll.rule, poll.kind, counts));
  if (poll.kind === 'YES_NO_ABSTAIN') {
    return { outcome: ((counts.votes.YES ?? 0) >= needed ? 'PASSED' : 'REJECTED') as Outcome, winners: [] };
  }
  const seats = poll.rule.seats ?? poll.maxChoices;
  const enough = Object.entries(counts.votes)
    .filter(([, votes]) => votes >= needed)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  if (enough.length === 0) return { outcome: 'REJECTED' as Outcome, winners: [] };
  const firstOut = enough[seats]?.[1];
  const within = enough.slice(0, seats);
  const winners = within.filter(([, votes]) => votes !== firstOut).map(([code]) => code);
  return { outcome: (winners.length < within.length ? 'TIED' : 'PASSED') as Outcome, winners };
}

/** How an open yes/no poll stands: what is still missing, and whether the rest can change it. */
export interface PollStanding {
  /** Votes in favour the rule asks for on today's base. */
  readonly needed: number;
  /** Votes in favour still missing on today's base. */
  readonly missing: number;
  /** What it will be whatever the remaining electors do, or null while that is open. */
  readonly decided: Outcome | null;
}

/** Where a yes/no poll stands before it is closed. */
export function standing(poll: Pick<Poll, 'kind' | 'rule'>, counts: Counts): PollStanding {
  const yes = counts.votes.YES ?? 0;
  const base = baseOf(poll.rule, poll.kind, counts);
  const needed = votesNeeded(poll.rule, base);
  const remaining = counts.electors - counts.cast;
  // Each of the remaining ballots may widen the base by one; ALL and an already counted presence do not grow.
  const widest = poll.rule.base === 'ALL' ? base : poll.rule.base === 'PRESENT' ? counts.electors : base + remaining;
  const atWorst = votesNeeded(poll.rule, widest);
  const decided = yes >= atWorst ? 'PASSED' : yes + remaining < needed ? 'REJECTED' : null;
  return { needed, missing: Math.max(0, needed - yes), decided: decided as Outcome | null };
}

/** True when the counts may be shown: at closing, unless it had too few ballots, or while open if a NAMED poll says so. */
export function countsShown(poll: Pick<Poll, 'state' | 'secrecy' | 'liveTally' | 'result'>): boolean {
  if (poll.result) return poll.result.outcome !== 'TOO_FEW';
  return poll.liveTally && poll.state === 'OPEN' && poll.secrecy !== 'UNLINKED';
}

/** Why counts may not run as asked, or null: those of a secret poll that move with a voter tell what they chose. */
export function liveTallyRefusal(secrecy: Secrecy, liveTally: boolean | null | undefined): Code | null {
  return secrecy === 'UNLINKED' && liveTally ? 'SECRET_COUNTS' : null;
}

/** What the fewest ballots are that this poll counts, or null where there is no such number. */
export function floorOf(poll: Pick<Poll, 'secrecy' | 'rule'>): number | null {
  return poll.secrecy === 'UNLINKED' && poll.rule.floor > 0 ? poll.rule.floor : null;
}

/** True when so many ballots are too few to be counted: the poll decides nothing and publishes no count. */
export function belowFloor(poll: Pick<Poll, 'secrecy' | 'rule'>, cast: number): boolean {
  return cast < (floorOf(poll) ?? 0);
}

/**
 * What is wrong with a rule somebody gives, or null. A share of nothing is no rule: nobody would have to be there, or to
 * be in favour; one greater than the whole could never be met.
 */
export function ruleFault(rule: Rule): { readonly argument: string; readonly cure: string } | null {
  for (const share of ['quorum', 'pass'] as const) {
    const [argument, most] = [`rule.${share}Numerator`, rule[`${share}Denominator`]];
    if (rule[`${share}Numerator`] < 1) return { argument, cure: 'At least 1: a share of nothing is no rule.' };
    if (rule[`${share}Numerator`] > most)
      return { argument, cure: `At most ${most}, its denominator: it is a share of the whole.` };
  }
  if (rule.floor >= leastFloor) return null;
  return { argument: 'rule.floor', cure: `At least ${leastFloor}: counts of fewer secret ballots name their voters.` };
}

/** Why a ballot does not fit its poll, whose options have these codes, or null. */
export function ballotRefusal(
  poll: Pick<Poll, 'kind' | 'maxChoices'>,
  codes: readonly string[],
  choices: readonly string[],
): Code | null {
  const known = new Set(codes);
  if (new Set(choices).size !== choices.length) return 'BALLOT_INVALID';
  if (!choices.every((code) => known.has(code))) return 'BALLOT_INVALID';
  if (poll.kind === 'YES_NO_ABSTAIN' && choices.length !== 1) return 'BALLOT_INVALID';
  return choices.length > poll.maxChoices ? 'BALLOT_INVALID' : null;
}

/** Counts somebody enters by hand; `cast` holds blank and invalid ballots too. */
export interface EnteredCounts extends Counts {
  readonly invalid: number;
}

/**
 * Why counts entered by hand cannot be those of this poll, or null: unknown options, more ballots than electors, or
 * sums that do not work out. A blank paper in a yes/no poll is an abstention (phiếu trắng).
 */
export function enteredRefusal(poll: Pick<Poll, 'kind' | 'maxChoices'>, counts: EnteredCounts): Code | null {
  const { electors, cast, blank, invalid } = counts;
  const votes = Object.values(counts.votes);
  const sum = votes.reduce((all, each) => all + each, 0);
  if (cast > electors || [cast, blank, invalid, ...votes].some((count) => count < 0)) return 'RESULT_INVALID';
  if (poll.kind === 'YES_NO_ABSTAIN') return blank === 0 && sum + invalid === cast ? null : 'RESULT_INVALID';
  const chosen = cast - blank - invalid;
  // Fewer than none chosen fit no sum: votes are not below 0.
  const fits = sum >= chosen && sum <= chosen * poll.maxChoices;
  return fits && votes.every((each) => each <= chosen) ? null : 'RESULT_INVALID';
}

/** Fewest electors a secret poll may open with: never fewer than it has to count ballots of. */
export function smallestElectorate(poll: Pick<Poll, 'secrecy' | 'rule'>): number {
  return Math.max(smallestSecretElectorate, floorOf(poll) ?? 0);
}

/** Why a poll may not open with this electorate, or null. */
export function openRefusal(
  poll: { state: PollState; secrecy: Secrecy; rule: Rule },
  electors: { readonly all: number; readonly present: number },
): Code | null {
  if (poll.state !== 'DRAFT') return 'POLL_STATE';
  if (poll.secrecy === 'UNLINKED' && electors.all < smallestElectorate(poll)) return 'ELECTORATE_TOO_SMALL';
  if (electors.all === 0 || electors.present < quorumNeeded(poll.rule, electors.all)) return 'NO_QUORUM';
  return null;
}

/** What a poll has to know of an award proposal it is about (poll/subjects). */
interface Proposed {
  readonly steps: readonly string[];
  readonly polls: readonly Pick<Poll, 'id' | 'ordinal' | 'state'>[];
}

/**
 * Why a poll may not open about a proposal, or null. One poll at a time asks about it, and none once a step was recorded
 * without one: agreed by consensus, or decided by the council. What was counted is asked again as a further round only:
 * of the last poll counted, or of one that was made after it and set aside.
 */
export function askRefusal(poll: Pick<Poll, 'id' | 'previousId'>, { steps, polls }: Proposed): Code | null {
  if (steps.length > 0) return 'PROPOSAL_STATE';
  const others = polls.filter(({ id }) => id !== poll.id);
  if (others.some(({ state }) => state === 'OPEN')) return 'POLLS_OPEN';
  const counted = others.findLast(({ state }) => state === 'CLOSED');
  if (!counted) return null;
  const previous = others.find(({ id, state }) => id === poll.previousId && (state === 'CLOSED' || state === 'VOID'));
  return previous && previous.ordinal >= counted.ordinal ? null : 'PROPOSAL_STATE';
}

/** Why a poll may not be set aside, or null: what the council decided on rests on its count. */
export function voidRefusal(poll: Pick<Poll, 'state'>, proposals: readonly Pick<Proposed, 'steps'>[]): Code | null {
  if (poll.state === 'VOID') return 'POLL_STATE';
  const decided = proposals.some(({ steps }) => steps.some((step) => step !== 'AGREED'));
  return poll.state === 'CLOSED' && decided ? 'PROPOSAL_STATE' : null;
}
