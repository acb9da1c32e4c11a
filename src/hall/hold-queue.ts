import { type EntityManager, In } from 'typeorm';
import { Member } from '../bloc/member';
import { Delegate } from '../conference/delegate';
import { holdOpenConference } from '../conference/lock-conference';
import type { Field } from '../graphql/authorize/authority';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId, found } from '../graphql/context';
import type { KnownSpeaker } from './events';
import { Speaker, SpeakerState } from './speaker';

/** A speaker in the queue they are in. */
export interface HeldSpeaker {
  readonly known: KnownSpeaker;
  /** All who speak or wait, in order, held FOR UPDATE: acts on one queue wait for each other. */
  readonly queue: readonly Speaker[];
}

/**
 * A speaker with the queue of the conference, which is in session; all held.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, CONFERENCE_NOT_OPEN
 */
export async function holdSpeaker(tx: EntityManager, viewer: Viewer, field: Field, id: string): Promise<HeldSpeaker> {
  const speakerId = asId(id);
  const { conferenceId } = found(await tx.findOneBy(Speaker, { id: speakerId }));
  requireAllowed(viewer, field, conferenceId);
  await holdOpenConference(tx, conferenceId);
  // One row that all lock stands for the queue: rows that are locked one by one could be locked in two orders.
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('speakers ' || $1, 0))`, [conferenceId]);
  const queue = await tx.find(Speaker, {
    where: { conferenceId, state: In([SpeakerState.WAITING, SpeakerState.SPEAKING]) },
    order: { ordinal: 'ASC', askedAt: 'ASC', id: 'ASC' },
  });
  const speaker = queue.find((each) => each.id === speakerId) ?? (await tx.findOneByOrFail(Speaker, { id: speakerId }));
  return { known: await knownSpeaker(tx, speaker), queue };
}

/** With delegate and member. */
export async function knownSpeaker(tx: EntityManager, speaker: Speaker): Promise<KnownSpeaker> {
  const delegate = await tx.findOneByOrFail(Delegate, { id: speaker.delegateId });
  const member = delegate.memberId === null ? null : await tx.findOneBy(Member, { id: delegate.memberId });
  return { speaker, delegate, member };
}
