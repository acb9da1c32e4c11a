import { Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { Words, words } from '../graphql/types/words';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { countBallots } from './count';
import { pollClosed } from './events';
import { lockPoll } from './lock-poll';
import { type Poll, PollMethod, PollState, type Result } from './poll';
import { belowFloor, decide, type EnteredCounts, enteredRefusal, floorOf } from './rules';

@InputType({ description: 'Votes counted for one option.' })
export class OptionCountInput {
  @Field(() => String, { description: 'Code of the option.' })
  code: string;

  @Field(() => Int, { description: 'Ballots that chose it.' })
  @Min(0)
  votes: number;
}

@InputType({ description: 'Counts taken in the hall.' })
export class RecordPollResultInput extends ActInput {
  @Field(() => ID, { description: 'The poll; open, and no ballot cast in it here.' })
  pollId: string;

  @Field(() => PollMethod, { description: 'How the votes were taken; not ELECTRONIC.' })
  method: PollMethod;

  @Field(() => Int, { description: 'Ballots collected, the blank and invalid ones included.' })
  @Min(0)
  cast: number;

  @Field(() => [OptionCountInput], { description: 'Every option once; those left out have 0.' })
  votes: OptionCountInput[];

  @Field(() => Int, {
    defaultValue: 0,
    description: 'Blank ballots, in polls to choose; in yes/no polls a blank is an ABSTAIN.',
  })
  @Min(0)
  blank: number;

  @Field(() => Int, { defaultValue: 0, description: 'Invalid ballots.' })
  @Min(0)
  invalid: number;

  @Field(() => String, {
    nullable: true,
    description: 'Where the papers are, such as the number of the minutes; 3 to 2,000 characters, public.',
  })
  @Words(3, 2000)
  note: string | null;
}

/**
 * Closes an open poll with counts that were taken in the hall. The counts are marked as entered, with who entered them
 * in the log; the rule decides as ever. Refused once a ballot was cast here: void such a poll and make a new round.
 * @throws Refusal NOT_FOUND, FORBIDDEN, POLL_STATE, BALLOTS_CAST, TOO_FEW_BALLOTS, RESULT_INVALID
 */
export async function recordPollResult(db: Database, viewer: Viewer, input: RecordPollResultInput): Promise<Receipt> {
  const pollId = asId(input.pollId);
  const { idempotencyKey, method, cast, blank, invalid } = input;
  if (method === PollMethod.ELECTRONIC) throw new Refusal('RESULT_INVALID', { method });
  const note = input.note ? words(input.note) : null;
  const given = input.votes.map(({ code, votes }) => ({ code, votes }));
  const about = { pollId, method, cast, blank, invalid, note, votes: given };
  return act(db, viewer, { act: 'recordPollResult', about, idempotencyKey }, async (tx) => {
    const poll = await lockPoll(tx, pollId);
    requireAllowed(viewer, 'Mutation.recordPollResult', poll.conferenceId);
    if (poll.state !== PollState.OPEN) throw new Refusal('POLL_STATE', { state: poll.state });
    const stored = (await countBallots(tx, [poll.id])).get(poll.id);
    if (!stored) throw new Error(`poll ${poll.id}: no options to count`);
    if (belowFloor(poll, cast)) throw new Refusal('TOO_FEW_BALLOTS', { pollId, cast, floor: floorOf(poll) });
    if (stored.cast > 0) throw new Refusal('BALLOTS_CAST', { pollId, cast: stored.cast });
    // Whoever voted was there, whoever else had come when it opened.
    const present = Math.max(stored.present, cast);
    const counts = { electors: stored.electors, present, cast, blank, invalid, votes: votesOf(stored.votes, given) };
    requireFitting(poll, counts);
    const result: Result = {
      ...{ votes: counts.votes, cast, blank },
      ...decide(poll, counts),
      entered: { method, invalid, present, note },
    };
    await tx.query('update poll set state = $2, closed_at = clock_timestamp(), result = $3 where id = $1', [
      poll.id,
      PollState.CLOSED,
      JSON.stringify(result),
    ]);
    return pollClosed(poll, result, counts, null);
  });
}

/** Counts of every option of the poll. @throws Refusal RESULT_INVALID for an option it has not, or one named twice */
function votesOf(
  options: Readonly<Record<string, number>>,
  given: readonly Pick<OptionCountInput, 'code' | 'votes'>[],
): Readonly<Record<string, number>> {
  const votes = new Map(Object.keys(options).map((code) => [code, 0]));
  const named = new Set<string>();
  for (const { code, votes: count } of given) {
    if (!votes.has(code) || named.has(code)) throw new Refusal('RESULT_INVALID', { code });
    named.add(code);
    votes.set(code, count);
  }
  return Object.fromEntries(votes);
}

/** @throws Refusal RESULT_INVALID */
function requireFitting(poll: Poll, counts: EnteredCounts): void {
  const refusal = enteredRefusal(poll, counts);
  if (!refusal) return;
  const { electors, cast, blank, invalid } = counts;
  throw new Refusal(refusal, { electors, cast, blank, invalid, votes: { ...counts.votes } });
}
