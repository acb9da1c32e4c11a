import { isDeepStrictEqual } from 'node:util';
import { Field, Int, ObjectType } from 'type-graphql';
import { quorumNeeded } from '../bloc/quorum';
import { TieCriterion } from '../bloc/rule';
import { ListSize } from '../graphql/loading/list-size';
import { Decimal, Instant } from '../graphql/types/scalars';
import type { Counted } from './count';
import { nextCriterion, resultOf } from './decide';
import { decidingOf } from './deciding';
import type { Deciding } from './deciding-alike';
import { Option } from './option';
import { Outcome, Poll, PollState } from './poll';
import { belowFloor, type Counts, countsShown, floorOf, standing, votesFor, withPaper } from './rules';
import { outcomeOf, tiedOf, winnersOf } from './tie';

@ObjectType({ description: 'Votes for one option.' })
export class OptionTally {
  @Field(() => Option, { description: 'The option.' })
  option: Option;

  @Field(() => Int, { nullable: true, description: 'Ballots that chose it; null while counts are not shown.' })
  votes: number | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'What the votes for it weigh; null where votes have no weight, and while counts are not shown.',
  })
  weight: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Members more than half of whose ballots chose it; null where only one majority is asked for, and while counts are not shown.',
  })
  members: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Polls to choose: whether it has won, of an open one whatever those do who have not voted; null while that is not decided, or counts are not shown.',
  })
  won: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Open polls to choose: fewest further ballots choosing it with which it has won whatever the rest do; null where all that are left are not enough, and while counts are not shown.',
  })
  toWin: number | null;

  @Field(() => TieCriterion, {
    nullable: true,
    description: 'By what it has its seat: VOTES, or what of the tie order decided; null unless it has won.',
  })
  decidedBy: TieCriterion | null;
}

@ObjectType({ description: 'What the votes of a poll weigh: exact decimals.' })
export class TallyWeights {
  @Field(() => Decimal, { description: 'All of the frozen electorate.' })
  electors: string;

  @Field(() => Decimal, { description: 'Those present at opening or having voted since.' })
  present: string;

  @Field(() => Decimal, { description: 'Those cast so far.' })
  cast: string;

  @Field(() => Decimal, { nullable: true, description: 'Blank ballots; null while counts are not shown.' })
  blank: string | null;
}

@ObjectType({ description: 'The members behind the votes of delegates.' })
export class TallyMembers {
  @Field(() => Int, { description: 'Members with a vote in the frozen electorate.' })
  electors: number;

  @Field(() => Int, { description: 'Those one of whose delegates was present at opening or has voted since.' })
  present: number;

  @Field(() => Int, { description: 'Those one of whose delegates has voted.' })
  cast: number;
}

@ObjectType({ description: 'How leader and deputy decided a tie.' })
export class TieDecision {
  readonly leaderId: string;
  readonly deputyId: string | null;

  @ListSize(2)
  @Field(() => [Option], { description: 'The options that got the seats left.' })
  winners: Option[];

  @Field(() => String, { description: 'Why, in writing.' })
  reason: string;

  @Field(() => Instant, { description: 'When it was recorded.' })
  decidedAt: Date;
}

@ObjectType({ description: 'Options that the counts could not tell apart for the seats left.' })
export class Tie {
  @ListSize(3)
  @Field(() => [Option], { description: 'The options that share them.' })
  options: Option[];

  @Field(() => Int, { description: 'Seats left for them, fewer than there are options.' })
  seats: number;

  @Field(() => TieCriterion, {
    nullable: true,
    description: 'What the tie order asks next; null where it names nothing more, and once leader and deputy decided.',
  })
  next: TieCriterion | null;

  @Field(() => TieDecision, { nullable: true, description: 'How leader and deputy decided it.' })
  decision: TieDecision | null;
}

@ObjectType({
  description:
    'How a poll stands. Turnout is always shown; counts while open only where a NAMED poll says so, and never below the floor of an UNLINKED one.',
})
export class Tally {
  conferenceId: string;

  /** Position of the log it is of, where that is not the one of the answer. */
  readAt?: number;

  @Field(() => Int, { description: 'Votes in the frozen electorate; 0 before opening.' })
  electors: number;

  @Field(() => Int, { description: 'Electors present at opening or having voted since.' })
  present: number;

  @Field(() => Int, { description: 'Electors whose presence the rule asked for at opening.' })
  quorum: number;

  @Field(() => Int, { description: 'Ballots cast so far.' })
  cast: number;

  @Field(() => Int, {
    description: 'Ballots that may still come while it is open; who has not voted is `Poll.notVoted`.',
  })
  remaining: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Open yes/no polls: fewest further votes in favour with which it has passed whatever the rest do; null where all that are left are not enough, where votes may be changed, and while counts are not shown.',
  })
  toPass: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Open yes/no polls: fewest further votes against with which it can pass no more; null where it cannot fail, where votes may be changed, and while counts are not shown.',
  })
  toFail: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Fewest ballots that are counted, in an UNLINKED poll; null where any number is.',
  })
  floor: number | null;

  @Field(() => Boolean, {
    description: 'True while fewer ballots than that are cast: closed now, it ends as TOO_FEW and nothing is counted.',
  })
  belowFloor: boolean;

  @Field(() => Boolean, { description: 'True when the counts below are shown.' })
  shown: boolean;

  @Field(() => Int, { nullable: true, description: 'Blank ballots; null while counts are not shown.' })
  blank: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Invalid ballots, where counts were entered by hand; null while counts are not shown.',
  })
  invalid: number | null;

  @ListSize(4)
  @Field(() => [OptionTally], { description: 'The options in the order of the ballot.' })
  options: OptionTally[];

  @Field(() => Int, {
    nullable: true,
    description:
      "Votes in favour the rule asks for on today's base; null in polls to choose and while counts are not shown.",
  })
  needed: number | null;

  @Field(() => Int, { nullable: true, description: 'Votes in favour still missing; null where `needed` is.' })
  missing: number | null;

  @Field(() => Outcome, {
    nullable: true,
    description: 'What the poll will come to whatever the remaining electors do; null while that is open or not shown.',
  })
  decided: Outcome | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether all that would decide it can be told. False where votes may be changed, and in polls to choose where votes of different weight, or the members behind them, would have to be shared out: then `decided`, `won` and `toWin` say what is certain, and null says nothing. Null unless it is open and counts are shown.',
  })
  foreseeable: boolean | null;

  @Field(() => Outcome, {
    nullable: true,
    description: 'What it came to; null before closing. A tie that leader and deputy decided is PASSED.',
  })
  outcome: Outcome | null;

  @Field(() => TallyWeights, { nullable: true, description: 'The same by weight; null where votes have no weight.' })
  weights: TallyWeights | null;

  @Field(() => TallyMembers, {
    nullable: true,
    description: 'The same by members; null where the rule does not ask for both majorities.',
  })
  members: TallyMembers | null;

  @Field(() => Tie, { nullable: true, description: 'The tie its counts ended in; null where there is none.' })
  tie: Tie | null;

  @Field(() => Int, { description: 'Ballots of a NAMED poll that the desk entered; part of `cast`.' })
  byHand: number;

  @Field(() => Int, {
    description: 'Electors of an UNLINKED poll who vote on paper; part of `cast` until it is closed.',
  })
  onPaper: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Paper ballots that were counted; part of `cast` once it is closed. Null while they are not, and without any.',
  })
  papersCounted: number | null;
}

/** What may be shown of a poll's counts at this moment. A closed poll shows the counts frozen at closing. */
export function tallyOf(poll: Poll, options: readonly Option[], counted: Counted): Tally {
  const shown = countsShown(poll);
  // By the roll, since ballots below the floor are deleted when the poll ends.
  const cast = poll.result?.cast ?? counted.voted;
  const counts: Counts = poll.result ? { ...counted, ...poll.result } : counted;
  const { weights, members } = counts;
  const yesNo = poll.kind === 'YES_NO_ABSTAIN';
  const stands =
    shown && yesNo && !weights && !members && poll.state !== PollState.DRAFT ? standing(poll, counts) : null;
  const isOpen = poll.state === PollState.OPEN;
  const deciding = shown && isOpen ? decidingOf(poll, counts, options) : null;
  return {
    conferenceId: poll.conferenceId,
    electors: counted.electors,
    present: poll.result?.entered?.present ?? counted.present,
    quorum: quorumNeeded(poll.rule, counted.electors),
    cast,
    remaining: isOpen ? counted.electors - cast : 0,
    toPass: deciding?.favour ?? null,
    toFail: deciding?.against ?? null,
    floor: floorOf(poll),
    belowFloor: poll.result ? poll.result.outcome === 'TOO_FEW' : belowFloor(poll, cast),
    shown,
    blank: shown ? counts.blank : null,
    invalid: shown ? (poll.result?.entered?.invalid ?? poll.result?.paper?.invalid ?? 0) : null,
    options: options.map((option) => ({
      option,
      votes: shown ? votesFor(counts.votes, option.code) : null,
      weight: shown && weights ? (weights.votes[option.code] ?? '0') : null,
      members: shown && members ? votesFor(members.votes, option.code) : null,
      won: wonOf(poll, option.code, deciding),
      toWin: deciding?.toWin.get(option.code) ?? null,
      decidedBy: decidedBy(poll, option.code),
    })),
    needed: stands?.needed ?? null,
    missing: stands?.missing ?? null,
    decided: outcomeOf(poll) ?? deciding?.decided ?? null,
    foreseeable: deciding?.told ?? null,
    outcome: outcomeOf(poll),
    weights: weights ? { ...weights, blank: shown ? weights.blank : null } : null,
    members: members ?? null,
    tie: tieOf(poll, options),
    onPaper: counted.onPaper,
    byHand: counted.byHand,
    papersCounted: poll.result?.paper?.cast ?? poll.paper?.cast ?? null,
  };
}

function decidedBy({ result, tieDecision }: Poll, code: string): TieCriterion | null {
  if (tieDecision?.winners.includes(code)) return TieCriterion.LEADERS_DECIDE;
  return (Object.hasOwn(result?.decidedBy ?? {}, code) && result?.decidedBy?.[code]) || null;
}

function tieOf(poll: Poll, options: readonly Option[]): Tie | null {
  if (poll.result?.outcome !== 'TIED') return null;
  const { codes, seats } = tiedOf(poll);
  const withCode = (wanted: readonly string[]) => options.filter(({ code }) => wanted.includes(code));
  const { tieDecision } = poll;
  return {
    options: withCode(codes),
    seats,
    next: tieDecision ? null : nextCriterion(poll),
    decision: tieDecision && {
      ...tieDecision,
      winners: withCode(tieDecision.winners),
      decidedAt: new Date(tieDecision.decidedAt),
    },
  };
}

function wonOf(poll: Poll, code: string, deciding: Deciding | null): boolean | null {
  if (poll.kind === 'YES_NO_ABSTAIN') return null;
  if (!poll.result) return deciding?.won.get(code) ?? null;
  return countsShown(poll) || poll.result.consensus ? winnersOf(poll).includes(code) : null;
}

/** Whether frozen counts and a fresh count of the ballots agree, for recounts. */
export function agrees(poll: Poll, counted: Counts, options: readonly Option[] = []): boolean {
  // Counts entered by hand have no ballots to agree with.
  if (!poll.result || poll.result.entered || poll.result.consensus) return true;
  // Too few were not counted, and none of them is left.
  if (poll.result.outcome === 'TOO_FEW') return counted.cast === 0;
  return isDeepStrictEqual(resultOf(poll, withPaper(counted, poll.paper), options), poll.result);
}
