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
import { type Poll, PollState, type Result, Secrecy } from './poll';
import { decide } from './rules';
import { shuffle, sweepBallots } from './shuffle';

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
 * none comes after, and what is announced is what a recount finds. Unlinked ballots are shuffled beyond repair.
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
      if (poll.secrecy === Secrecy.UNLINKED) await shuffle(tx, poll.id);
      const counts = (await countBallots(tx, [poll.id])).get(poll.id);
      if (!counts) throw new Error(`poll ${poll.id}: no options to count`);
      const result: Result = { votes: counts.votes, cast: counts.cast, blank: counts.blank, ...decide(poll, counts) };
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

async function namedBallots(tx: EntityManager, poll: Poll) {
  if (poll.secrecy !== Secrecy.NAMED) return null;
  return tx.query<{ electorId: string; choices: string[] }[]>(
    'select elector_id as "electorId", choices from named_ballot where poll_id = $1 order by elector_id',
    [poll.id],
  );
}
