import { Field, ID, InputType } from 'type-graphql';
import { PendingActKind } from '../confirmation/pending-act';
import { doAlone, doOrAsk, type TwoKeyAct } from '../confirmation/two-keys';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { Words, words } from '../graphql/types/words';
import type { Receipt } from '../log/append';
import { pollVoided } from './events';
import { lockPoll } from './lock-poll';
import { PollState, Secrecy } from './poll';
import { voidRefusal } from './rules';
import type { BallotKeys } from './seal/ballot-keys';
import { discardBallots, forgetBallots } from './secret-ballots';
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

/** What setting aside asks of others. */
export interface VoidingParts {
  readonly subjects: PollSubjects;
  readonly keys: BallotKeys;
}

/** The same, as it is stored while it waits for a second account. */
interface Voiding {
  readonly pollId: string;
  readonly reason: string;
}

/**
 * Setting a poll aside: its ballots stay, but decide nothing; those of a secret poll that is open are deleted unopened, and
 * their key destroyed. A void poll cannot be opened again; make a new round. A draft is set aside by one account.
 */
export const pollVoiding = ({ subjects, keys }: VoidingParts): TwoKeyAct<Voiding> => ({
  kind: PendingActKind.VOID_POLL,
  field: 'Mutation.voidPoll',
  after: (db, { pollId }) => forgetBallots(db, keys, pollId),
  async judge(tx, viewer, field, { pollId, reason }) {
    const poll = await lockPoll(tx, pollId);
    requireAllowed(viewer, field, poll.conferenceId);
    // Locked, so that the conference does not close in between: after that its results stand.
    const [conference] = await tx.query<{ state: string }[]>('select state from conference where id = $1 for share', [
      poll.conferenceId,
    ]);
    if (conference?.state === 'CLOSED') throw new Refusal('CONFERENCE_STATE', { state: conference.state });
    const proposals = await subjects.lock(tx, poll);
    const refusal = voidRefusal(poll, proposals);
    if (refusal) throw new Refusal(refusal, { state: poll.state, proposals: proposals.map(({ id }) => id) });
    return {
      ...{ conferenceId: poll.conferenceId, targetId: poll.id, reason },
      needsTwo: poll.state !== PollState.DRAFT,
      basis: { state: poll.state, openings: poll.openings },
      async perform() {
        if (poll.secrecy === Secrecy.UNLINKED && poll.state === PollState.OPEN) await discardBallots(tx, poll.id);
        await tx.query('update poll set state = $2, void_reason = $3 where id = $1', [poll.id, PollState.VOID, reason]);
        return pollVoided(poll, reason);
      },
    };
  },
});

const asVoiding = ({ pollId, reason }: VoidPollInput): Voiding => ({ pollId: asId(pollId), reason: words(reason) });

/**
 * Sets a draft aside, or asks for it where the poll was opened.
 * @throws Refusal NOT_FOUND, FORBIDDEN, POLL_STATE, CONFERENCE_STATE when the conference is over, PROPOSAL_STATE when the
 *   council has decided on a proposal it counted, NO_SECOND_ACCOUNT, ACT_WAITING
 */
export async function voidPollOrAsk(
  db: Database,
  viewer: Viewer,
  input: VoidPollInput,
  parts: VoidingParts,
): Promise<Receipt> {
  return doOrAsk(db, viewer, pollVoiding(parts), asVoiding(input), input.idempotencyKey);
}

/** Sets any poll aside without a second account, as the end of a rehearsal does. @throws Refusal as `voidPollOrAsk` */
export async function voidPoll(
  db: Database,
  viewer: Viewer,
  input: VoidPollInput,
  parts: VoidingParts,
): Promise<Receipt> {
  return doAlone(db, viewer, pollVoiding(parts), asVoiding(input), input.idempotencyKey);
}
