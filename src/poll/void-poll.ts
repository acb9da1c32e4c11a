import { Field, ID, InputType } from 'type-graphql';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { Words, words } from '../graphql/types/words';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { countBallots } from './count';
import { pollVoided } from './events';
import { lockPoll } from './lock-poll';
import { PollState, Secrecy } from './poll';
import { belowFloor, voidRefusal } from './rules';
import { discardBallots, shuffle, sweepBallots } from './shuffle';
import type { PollSubjects } from './subjects';

@InputType({ description: 'Which poll to set aside, and why.' })
export class VoidPollInput {
  @Field(() => ID, { description: 'The poll.' })
  pollId: string;

  @Field(() => String, { description: 'Why, 3 to 2,000 characters; everybody can read it.' })
  @Words(3, 2000)
  reason: string;

  @Field(() => String, {
    nullable: true,
    description: 'Makes a retry safe: 8 to 100 characters, new for each request.',
  })
  idempotencyKey: string | null;
}

/**
 * Sets a poll aside: its ballots stay, but decide nothing; unlinked ones are shuffled, or deleted where they are too few,
 * as at closing. A void poll cannot be opened again; make a new round.
 * @throws Refusal NOT_FOUND, FORBIDDEN, POLL_STATE, CONFERENCE_STATE when the conference is over, PROPOSAL_STATE when the
 *   council has decided on a proposal it counted
 */
export async function voidPoll(
  db: Database,
  viewer: Viewer,
  input: VoidPollInput,
  subjects: PollSubjects,
): Promise<Receipt> {
  const pollId = asId(input.pollId);
  const reason = words(input.reason);
  const receipt = await act(
    db,
    viewer,
    { act: 'voidPoll', about: { pollId, reason }, idempotencyKey: input.idempotencyKey },
    async (tx) => {
      const poll = await lockPoll(tx, pollId);
      requireAllowed(viewer, 'Mutation.voidPoll', poll.conferenceId);
      // Locked, so that the conference does not close in between: after that its results stand.
      const [conference] = await tx.query<{ state: string }[]>('select state from conference where id = $1 for share', [
        poll.conferenceId,
      ]);
      if (conference?.state === 'CLOSED') throw new Refusal('CONFERENCE_STATE', { state: conference.state });
      const proposals = await subjects.lock(tx, poll);
      const refusal = voidRefusal(poll, proposals);
      if (refusal) throw new Refusal(refusal, { state: poll.state, proposals: proposals.map(({ id }) => id) });
      if (poll.secrecy === Secrecy.UNLINKED && poll.state === PollState.OPEN) {
        const cast = (await countBallots(tx, [poll.id])).get(poll.id)?.cast ?? 0;
        await (belowFloor(poll, cast) ? discardBallots : shuffle)(tx, poll.id);
      }
      await tx.query('update poll set state = $2, void_reason = $3 where id = $1', [poll.id, PollState.VOID, reason]);
      return pollVoided(poll, reason);
    },
  );
  sweepBallots(db);
  return receipt;
}
