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
import { Elector } from './elector';
import { pollOpeningUndone } from './events';
import { lockPoll } from './lock-poll';
import { PollState } from './poll';
import { RollEntry } from './roll-entry';
import type { BallotKeys } from './seal/ballot-keys';
import { forgetBallots } from './secret-ballots';

@InputType({ description: 'Which poll was opened by mistake.' })
export class UndoPollOpeningInput extends ActInput {
  @Field(() => ID, { description: 'The poll; open, without a ballot.' })
  pollId: string;

  @Field(() => String, { description: 'Why, 3 to 2,000 characters; everybody can read it.' })
  @Words(3, 2000)
  reason: string;
}

/**
 * Makes a draft again of a poll that nobody has voted in. Its electorate is let go: opened anew, it is frozen anew. The log
 * keeps both.
 * @throws Refusal NOT_FOUND, FORBIDDEN, CONFERENCE_NOT_OPEN, POLL_STATE, BALLOTS_CAST
 */
export async function undoPollOpening(
  db: Database,
  viewer: Viewer,
  input: UndoPollOpeningInput,
  keys: BallotKeys,
): Promise<Receipt> {
  const pollId = asId(input.pollId);
  const reason = words(input.reason);
  const ask = { act: 'undoPollOpening', about: { pollId, reason }, idempotencyKey: input.idempotencyKey };
  const receipt = await act(db, viewer, ask, async (tx) => {
    const poll = await lockPoll(tx, pollId);
    requireAllowed(viewer, 'Mutation.undoPollOpening', poll.conferenceId);
    await holdOpenConference(tx, poll.conferenceId);
    if (poll.state !== PollState.OPEN) throw new Refusal('POLL_STATE', { state: poll.state });
    const cast = await tx.countBy(RollEntry, { pollId });
    if (cast > 0) throw new Refusal('BALLOTS_CAST', { pollId, cast });
    await tx.delete(Elector, { pollId });
    await tx.query(`update poll set state = 'DRAFT', opened_at = null, due_at = null, opens_at = null where id = $1`, [
      pollId,
    ]);
    return pollOpeningUndone(poll, reason);
  });
  await forgetBallots(db, keys, pollId);
  return receipt;
}
