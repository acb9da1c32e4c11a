import { quorumNeeded, usualQuorum } from '../bloc/quorum';
import { leastFloor, type Rule, usualFloor, usualTerms } from '../bloc/rule';
import type { Code } from '../errors/codes';
import type { PaperCounts, Poll, PollKind, PollState, Secrecy } from './poll';
import type { Sums, Vote } from './weigh';

/** Fewest electors of an UNLINKED poll: with fewer, the counts alone give the ballots away. Source: docs/decisions/0005-unlinked-ballots.md */
const smallestSecretElectorate = 5;

/**
 * The rule where a bloc settled none for the year: quorum two thirds of the members; flags at least 80 % of all
 * members, everything else more than half of all. A choice of this product, not law: docs/decisions/0004-default-voting-rules.md
 */
export function defaultRule(isFlag: boolean): Rule {
  const share = isFlag
    ? { passNumerator: 80, passDenominator: 100, passStrict: false }
    : { passNumerator: 1, passDenominator: 2, passStrict: true };
  return {
    ...usualQuorum,
    base: 'ALL' as Rule['base'],
    seats: null,
    floor: usualFloor,
    ...usualTerms(),
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
  /** The same by weight, of a poll whose votes have weights. */
  readonly weights?: Sums<string>;
  /** The same by members, of a poll that asks for both majorities. */
  readonly members?: Sums<number>;
  /** Every vote, cast or not, of a poll whose votes are not alike, for what would decide it (poll/deciding). */
  readonly ballots?: readonly Vote[];
  /** Of them, ballots on paper. */
  readonly paper?: { readonly cast: number; readonly invalid: number };
}

/** Counts of ballots here with those of papers added; `invalid` and `paper` are the papers'. */
export function withPaper<C extends Counts>(here: C, paper: PaperCounts | null): C {
  if (!paper) return here;
  const votes = Object.entries(here.votes).map(([code, count]) => [code, count + votesFor(paper.votes, code)] as const);
  return {
    ...here,
    cast: here.cast + paper.cast,
    blank: here.blank + paper.blank,
    invalid: paper.invalid,
    votes: Object.fromEntries(votes),
    paper: { cast: paper.cast, invalid: paper.invalid },
  };
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

/** How an open yes/no poll stands on today's base. What would decide it: poll/deciding. */
export interface PollStanding {
  /** Votes in favour the rule asks for. */
  readonly needed: number;
  /** Votes in favour still missing. */
  readonly missing: number;
}

/** Where a yes/no poll stands before it is closed. */
export function standing(poll: Pick<Poll, 'kind' | 'rule'>, counts: Counts): PollStanding {
  const needed = votesNeeded(poll.rule, baseOf(poll.rule, poll.kind, counts));
  return { needed, missing: Math.max(0, needed - votesFor(counts.votes, 'YES')) };
}

/** True when the counts may be shown: at closing, unless it had too few ballots, or while open if a NAMED poll says so. */
export function countsShown(poll: Pick<Poll, 'state' | 'secrecy' | 'liveTally' | 'result'>): boolean {
  if (poll.result) return poll.result.outcome !== 'TOO_FEW' && !poll.result.consensus;
  return poll.liveTally && poll.state === 'OPEN' && poll.secrecy !== 'UNLINKED';
}

/** Why counts may not run as asked, or null: those of a secret poll that move with a voter tell what they chose. */
export function liveTallyRefusal(secrecy: Secrecy, liveTally: boolean | null | undefined): Code | null {
  return secrecy === 'UNLINKED' && liveTally ? 'SECRET_COUNTS' : null;
}

/** Why votes may not be changed once cast, as asked, or null: whose secret ballot it is nobody can tell. */
export function mayChangeRefusal(secrecy: Secrecy, mayChange: boolean): Code | null {
  return secrecy === 'UNLINKED' && mayChange ? 'SECRET_CHANGES' : null;
}

/** Why a rule does not go with a secret vote, or null: a weight, or a count of members, tells who voted. */
export function secretRuleRefusal(
  secrecy: Secrecy,
  { memberWeights, doubleMajority }: Pick<Rule, 'memberWeights' | 'doubleMajority'>,
): Code | null {
  return secrecy === 'UNLINKED' && (memberWeights !== null || doubleMajority) ? 'SECRET_WEIGHTS' : null;
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
 * be in favour; one greater than the whole, and more than the whole, could never be met.
 */
export function ruleFault(rule: Rule): { readonly argument: string; readonly cure: string } | null {
  for (const share of ['quorum', 'pass'] as const) {
    const [argument, most] = [`rule.${share}Numerator`, rule[`${share}Denominator`]];
    if (rule[`${share}Numerator`] < 1) return { argument, cure: 'At least 1: a share of nothing is no rule.' };
    if (rule[`${share}Numerator`] > most)
      return { argument, cure: `At most ${most}, its denominator: it is a share of the whole.` };
  }
  if (rule.passStrict && rule.passNumerator === rule.passDenominator)
    return { argument: 'rule.passStrict', cure: 'False: nothing has more than all of the votes.' };
  if (rule.floor < leastFloor)
    return {
      argument: 'rule.floor',
      cure: `At least ${leastFloor}: counts of fewer secret ballots name their voters.`,
    };
  return termsFault(rule);
}

/** A weight: a decimal above 0 with at most nine digits before the point and six after it. */
const weight = /^(?=.*[1-9])(0|[1-9]\d{0,8})(\.\d{1,6})?$/;

function termsFault({ tieOrder, memberWeights, doubleMajority, electorate }: Rule): ReturnType<typeof ruleFault> {
  if (tieOrder[0] !== 'VOTES' || new Set(tieOrder).size !== tieOrder.length)
    return { argument: 'rule.tieOrder', cure: 'VOTES first, then others, each once.' };
  if (memberWeights && !Object.values(memberWeights).every((text) => weight.test(text)))
    return { argument: 'rule.weights', cure: 'Decimals above 0 with at most 9 digits and 6 places.' };
  if (doubleMajority && memberWeights)
    return { argument: 'rule.weights', cure: 'Weights or both majorities, not both.' };
  if (doubleMajority && electorate === 'MEMBERS')
    return { argument: 'rule.doubleMajority', cure: 'Members and delegates are asked by the votes of DELEGATES.' };
  return null;
}

/**
 * Why a question cannot be settled by consensus on these options, or null: only a draft is, a poll to choose on one
 * option at least and no more than there are seats, a question on none.
 */
export function consensusRefusal(
  poll: Pick<Poll, 'state' | 'kind' | 'rule' | 'maxChoices'>,
  codes: readonly string[],
  winners: readonly string[],
): Code | null {
  if (poll.state !== 'DRAFT') return 'POLL_STATE';
  if (poll.kind === 'YES_NO_ABSTAIN') return winners.length === 0 ? null : 'BAD_USER_INPUT';
  const fits = winners.every((code, index) => codes.includes(code) && winners.indexOf(code) === index);
  const seats = poll.rule.seats ?? poll.maxChoices;
  return fits && winners.length >= 1 && winners.length <= seats ? null : 'BAD_USER_INPUT';
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
  const decided = proposals.some(({ steps }) => steps.some((step) => !['AGREED', 'VOTED', 'WITHDRAWN'].includes(step)));
  return poll.state === 'CLOSED' && decided ? 'PROPOSAL_STATE' : null;
}
