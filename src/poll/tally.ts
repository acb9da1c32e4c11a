import { Field, Int, ObjectType } from 'type-graphql';
import { quorumNeeded } from '../bloc/quorum';
import { ListSize } from '../graphql/loading/list-size';
import type { Counted } from './count';
import { Option } from './option';
import { Outcome, Poll, PollState } from './poll';
import { belowFloor, type Counts, countsShown, decide, floorOf, standing, votesFor } from './rules';

@ObjectType({ description: 'Votes for one option.' })
export class OptionTally {
  @Field(() => Option, { description: 'The option.' })
  option: Option;

  @Field(() => Int, { nullable: true, description: 'Ballots that chose it; null while counts are not shown.' })
  votes: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it has won; null while that is not decided.' })
  won: boolean | null;
}

@ObjectType({
  description:
    'How a poll stands. Turnout is always shown; counts while open only where a NAMED poll says so, and never below the floor of an UNLINKED one.',
})
export class Tally {
  @Field(() => Int, { description: 'Votes in the frozen electorate; 0 before opening.' })
  electors: number;

  @Field(() => Int, { description: 'Electors present at opening or having voted since.' })
  present: number;

  @Field(() => Int, { description: 'Electors whose presence the rule asked for at opening.' })
  quorum: number;

  @Field(() => Int, { description: 'Ballots cast so far.' })
  cast: number;

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

  @Field(() => Outcome, { nullable: true, description: 'What it came to; null before closing.' })
  outcome: Outcome | null;
}

/** What may be shown of a poll's counts at this moment. A closed poll shows the counts frozen at closing. */
export function tallyOf(poll: Poll, options: readonly Option[], counted: Counted): Tally {
  const shown = countsShown(poll);
  // By the roll, since ballots below the floor are deleted when the poll ends.
  const cast = poll.result?.cast ?? counted.voted;
  const counts: Counts = poll.result ? { ...counted, ...poll.result } : counted;
  const yesNo = poll.kind === 'YES_NO_ABSTAIN';
  const stands = shown && yesNo && poll.state !== PollState.DRAFT ? standing(poll, counts) : null;
  return {
    electors: counted.electors,
    present: poll.result?.entered?.present ?? counted.present,
    quorum: quorumNeeded(poll.rule, counted.electors),
    cast,
    floor: floorOf(poll),
    belowFloor: poll.result ? poll.result.outcome === 'TOO_FEW' : belowFloor(poll, cast),
    shown,
    blank: shown ? counts.blank : null,
    invalid: shown ? (poll.result?.entered?.invalid ?? 0) : null,
    options: options.map((option) => ({
      option,
      votes: shown ? votesFor(counts.votes, option.code) : null,
      won: poll.result && shown && !yesNo ? poll.result.winners.includes(option.code) : null,
    })),
    needed: stands?.needed ?? null,
    missing: stands?.missing ?? null,
    decided: poll.result?.outcome ?? stands?.decided ?? null,
    outcome: poll.result?.outcome ?? null,
  };
}

/** Whether frozen counts and a fresh count of the ballots agree, for recounts. */
export function agrees(poll: Poll, counted: Counts): boolean {
  // Counts entered by hand have no ballots to agree with.
  if (!poll.result || poll.result.entered) return true;
  // Too few were not counted, and none of them is left.
  if (poll.result.outcome === 'TOO_FEW') return counted.cast === 0;
  const again = { votes: counted.votes, cast: counted.cast, blank: counted.blank, ...decide(poll, counted) };
  const sorted = (value: object) => JSON.stringify(value, [...Object.keys(again), ...Object.keys(again.votes)].sort());
  return sorted(again) === sorted(poll.result);
}
