import { Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { PendingActKind } from '../confirmation/pending-act';
import { doOrAsk, type TwoKeyAct } from '../confirmation/two-keys';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { Words, words } from '../graphql/types/words';
import type { Receipt } from '../log/append';
import { countBallots } from './count';
import { decide } from './decide';
import { pollClosed } from './events';
import { lockPoll } from './lock-poll';
import { Option } from './option';
import { type Poll, PollMethod, PollState, type Result } from './poll';
import { belowFloor, type EnteredCounts, enteredRefusal, floorOf } from './rules';
import type { BallotKeys } from './seal/ballot-keys';
import { forgetBallots } from './secret-ballots';

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

  @Field(() => PollMethod, { description: 'How the votes were taken; not ELECTRONIC, nor CONSENSUS.' })
  method: PollMethod;

  @Field(() => Int, { description: 'Ballots collected, the blank and invalid ones included.' })
  @Min(0)
  cast: number;

  @Field(() => [OptionCountInput], { description: 'Every option once; those left out have 0.' })
  votes: OptionCountInput[];

  @Field(() => Int, {
    nullable: true,
    defaultValue: 0,
    description: 'Blank ballots, in polls to choose; in yes/no polls a blank is an ABSTAIN.',
  })
  @Min(0)
  blank: number;

  @Field(() => Int, { nullable: true, defaultValue: 0, description: 'Invalid ballots.' })
  @Min(0)
  invalid: number;

  @Field(() => String, {
    nullable: true,
    description: 'Where the papers are, such as the number of the minutes; 3 to 2,000 characters, public.',
  })
  @Words(3, 2000)
  note: string | null;
}

/** The same, as it is stored while it waits for a second account. */
export interface EnteredResult {
  readonly pollId: string;
  readonly method: Exclude<PollMethod, PollMethod.ELECTRONIC | PollMethod.CONSENSUS>;
  readonly cast: number;
  readonly blank: number;
  readonly invalid: number;
  readonly note: string | null;
  readonly votes: readonly { readonly code: string; readonly votes: number }[];
}

/**
 * Closing an open poll with counts that were taken in the hall. They are marked as entered, with who entered and who
 * confirmed them in the log; the rule decides as ever. Refused once a ballot was cast here: void such a poll and make a
 * new round.
 */
export const resultRecording = (keys: BallotKeys): TwoKeyAct<EnteredResult> => ({
  kind: PendingActKind.RECORD_RESULT,
  field: 'Mutation.recordPollResult',
  after: (db, { pollId }) => forgetBallots(db, keys, pollId),
  async judge(tx, viewer, field, { pollId, method, cast, blank, invalid, note, votes }) {
    const poll = await lockPoll(tx, pollId);
    requireAllowed(viewer, field, poll.conferenceId);
    if (poll.state !== PollState.OPEN) throw new Refusal('POLL_STATE', { state: poll.state });
    requireHeads(poll);
    const stored = (await countBallots(tx, [poll.id])).get(poll.id);
    if (!stored) throw new Error(`poll ${poll.id}: no options to count`);
    if (belowFloor(poll, cast)) throw new Refusal('TOO_FEW_BALLOTS', { pollId, cast, floor: floorOf(poll) });
    if (stored.voted > 0) throw new Refusal('BALLOTS_CAST', { pollId, cast: stored.voted });
    // Whoever voted was there, whoever else had come when it opened.
    const present = Math.max(stored.present, cast);
    const counts = { electors: stored.electors, present, cast, blank, invalid, votes: votesOf(stored.votes, votes) };
    requireFitting(poll, counts);
    const options = await tx.findBy(Option, { pollId });
    return {
      ...{ conferenceId: poll.conferenceId, targetId: poll.id, reason: note },
      needsTwo: true,
      basis: { state: poll.state, openings: poll.openings },
      async perform() {
        const result: Result = {
          ...{ votes: counts.votes, cast, blank },
          ...decide(poll, counts, options),
          entered: { method, invalid, present, note },
        };
        await tx.query('update poll set state = $2, closed_at = clock_timestamp(), result = $3 where id = $1', [
          poll.id,
          PollState.CLOSED,
          JSON.stringify(result),
        ]);
        return pollClosed(poll, result, counts, null);
      },
    };
  },
});

/** @throws Refusal NOT_FOUND, RESULT_INVALID */
export function asEnteredResult(input: RecordPollResultInput): EnteredResult {
  const { method, cast, blank, invalid } = input;
  if (method === PollMethod.ELECTRONIC || method === PollMethod.CONSENSUS)
    throw new Refusal('RESULT_INVALID', { method });
  const votes = input.votes.map((each) => ({ code: each.code, votes: each.votes }));
  const note = input.note ? words(input.note) : null;
  return { pollId: asId(input.pollId), method, cast, blank, invalid, note, votes };
}

/**
 * Asks for the counts to be entered; a second account confirms them.
 * @throws Refusal NOT_FOUND, FORBIDDEN, POLL_STATE, BALLOTS_CAST, TOO_FEW_BALLOTS, RESULT_INVALID, NO_SECOND_ACCOUNT,
 *   ACT_WAITING
 */
export async function askToRecordPollResult(
  db: Database,
  viewer: Viewer,
  input: RecordPollResultInput,
  keys: BallotKeys,
): Promise<Receipt> {
  return doOrAsk(db, viewer, resultRecording(keys), asEnteredResult(input), input.idempotencyKey);
}

/** Whose vote each was is not known of counts taken in the hall. @throws Refusal RESULT_INVALID */
function requireHeads({ rule }: Poll): void {
  if (rule.memberWeights === null && !rule.doubleMajority) return;
  throw new Refusal('RESULT_INVALID', { cure: 'Votes with weights, or counted by members, are cast as ballots.' });
}

/** Counts of every option of the poll. @throws Refusal RESULT_INVALID for an option it has not, or one named twice */
export function votesOf(
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
export function requireFitting(poll: Poll, counts: EnteredCounts): void {
  const refusal = enteredRefusal(poll, counts);
  if (!refusal) return;
  const { electors, cast, blank, invalid } = counts;
  throw new Refusal(refusal, { electors, cast, blank, invalid, votes: { ...counts.votes } });
}
