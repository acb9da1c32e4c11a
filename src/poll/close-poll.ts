import { Field, ID, InputType } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { countBallots } from './count';
import { pollClosed } from './events';
import { lockPoll } from './lock-poll';
import { Outcome, type Poll, PollState, type Result, Secrecy } from './poll';
import { belowFloor, type Counts, decide } from './rules';
import { discardBallots, shuffle, sweepBallots } from './shuffle';

@InputType({ description: 'Which poll to close.' })
export class ClosePollInput {
  @Field(() => ID, { description: 'The poll.' })
  pollId: string;

  @Field(() => String, {
    nullable: true,
    description: 'Makes a retry safe: 8 to 100 characters, new for each request.',
  })
  idempotencyKey: string | null;
}

/**
 * Closes a poll and counts it in one transaction. Holds the poll FOR UPDATE: every ballot acknowledged before is in,
 * none comes after, and what is announced is what a recount finds. Unlinked ballots are written anew in random order; if
 * they are fewer than the floor of the rule they are deleted uncounted, and the poll ends as TOO_FEW.
 * @throws Refusal NOT_FOUND, FORBIDDEN, POLL_STATE
 */
export async function closePoll(db: Database, viewer: Viewer, input: ClosePollInput): Promise<Receipt> {
  const pollId = asId(input.pollId);
  const receipt = await act(
    db,
    viewer,
    { act: 'closePoll', about: { pollId }, idempotencyKey: input.idempotencyKey },
    async (tx) => {
      const poll = await lockPoll(tx, pollId);
      requireAllowed(viewer, 'Mutation.closePoll', poll.conferenceId);
      if (poll.state !== PollState.OPEN) throw new Refusal('POLL_STATE', { state: poll.state });
      const counts = (await countBallots(tx, [poll.id])).get(poll.id);
      if (!counts) throw new Error(`poll ${poll.id}: no options to count`);
      const isTooFew = belowFloor(poll, counts.cast);
      if (poll.secrecy === Secrecy.UNLINKED) await (isTooFew ? discardBallots : shuffle)(tx, poll.id);
      const result = isTooFew ? uncounted(counts) : resultOf(poll, counts);
      await tx.query('update poll set state = $2, closed_at = clock_timestamp(), result = $3 where id = $1', [
        poll.id,
        PollState.CLOSED,
        JSON.stringify(result),
      ]);
      return pollClosed(poll, result, counts, await namedBallots(tx, poll));
    },
  );
  sweepBallots(db);
  return receipt;
}

function resultOf(poll: Poll, { votes, cast, blank, ...turnout }: Counts): Result {
  return { votes, cast, blank, ...decide(poll, { votes, cast, blank, ...turnout }) };
}

/** Of too few secret ballots only how many there were. */
const uncounted = ({ cast }: Counts): Result => ({ votes: {}, cast, blank: 0, outcome: Outcome.TOO_FEW, winners: [] });

async function namedBallots(tx: EntityManager, poll: Poll) {
  if (poll.secrecy !== Secrecy.NAMED) return null;
  return tx.query<{ electorId: string; choices: string[] }[]>(
    'select elector_id as "electorId", choices from named_ballot where poll_id = $1 order by elector_id',
    [poll.id],
  );
}
