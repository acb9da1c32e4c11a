import type { EntityManager } from 'typeorm';
import { Refusal } from '../errors/refusal';
import { asId, found } from '../graphql/context';
import { Conference, ConferenceState } from './conference';

/**
 * The conference, held FOR SHARE: acts at one conference do not wait for each other here, but opening and closing it
 * wait for them.
 * @throws Refusal NOT_FOUND
 */
export async function lockConference(tx: EntityManager, conferenceId: string): Promise<Conference> {
  const where = { id: asId(conferenceId) };
  return found(await tx.findOne(Conference, { where, lock: { mode: 'pessimistic_read' } }));
}

/** Like `lockConference`, for a conference that must be in session. @throws Refusal NOT_FOUND, CONFERENCE_NOT_OPEN */
export async function holdOpenConference(tx: EntityManager, conferenceId: string): Promise<Conference> {
  const conference = await lockConference(tx, conferenceId);
  requireOpen(conference);
  return conference;
}

/**
 * The conference, held FOR UPDATE: by the acts that open and close it, and by those that must see all others at it
 * finished.
 * @throws Refusal NOT_FOUND
 */
export async function takeConference(tx: EntityManager, conferenceId: string): Promise<Conference> {
  const where = { id: asId(conferenceId) };
  return found(await tx.findOne(Conference, { where, lock: { mode: 'pessimistic_write' } }));
}

/** @throws Refusal CONFERENCE_NOT_OPEN */
export function requireOpen(conference: Conference): void {
  if (conference.state === ConferenceState.OPEN) return;
  throw new Refusal('CONFERENCE_NOT_OPEN', { conferenceId: conference.id, state: conference.state });
}
