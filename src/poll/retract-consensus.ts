import { Field, ID, InputType } from 'type-graphql';
import { holdOpenConference } from '../conference/lock-conference';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { Words, words } from '../graphql/types/words';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { consensusRetracted } from './events';
import { lockPoll } from './lock-poll';
import { PollState } from './poll';

@InputType({ description: 'A consensus that was recorded by mistake.' })
export class RetractConsensusInput extends ActInput {
  @Field(() => ID, { description: 'The poll that was agreed on.' })
  pollId: string;

  @Field(() => String, { description: 'What was wrong, 3 to 2,000 characters; everybody can read it.' })
  @Words(3, 2000)
  reason: string;
}

/**
 * Takes back a consensus that was recorded: the question is a draft again, to be put to the vote or agreed on anew. What
 * was recorded stays in the log.
 * @throws Refusal NOT_FOUND, FORBIDDEN, CONFERENCE_NOT_OPEN, POLL_STATE
 */
export function retractConsensus(db: Database, viewer: Viewer, input: RetractConsensusInput): Promise<Receipt> {
  const pollId = asId(input.pollId);
  const reason = words(input.reason);
  const { idempotencyKey } = input;
  return act(db, viewer, { act: 'retractConsensus', about: { pollId, reason }, idempotencyKey }, async (tx) => {
    const poll = await lockPoll(tx, pollId);
    requireAllowed(viewer, 'Mutation.retractConsensus', poll.conferenceId);
    await holdOpenConference(tx, poll.conferenceId);
    if (poll.state !== PollState.CLOSED || !poll.result?.consensus)
      throw new Refusal('POLL_STATE', { state: poll.state });
    await tx.query('update poll set result = null, closed_at = null, state = $2 where id = $1', [
      pollId,
      PollState.DRAFT,
    ]);
    return consensusRetracted(poll, reason);
  });
}
