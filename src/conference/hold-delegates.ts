import { type EntityManager, In } from 'typeorm';
import { Refusal } from '../errors/refusal';
import { type Field, requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { found } from '../graphql/context';
import type { Conference } from './conference';
import { Delegate } from './delegate';
import { lockConference } from './lock-conference';
import { overRefusal } from './rules';

/** Refuses whoever may not change the list of delegates, and once the conference is over. @throws Refusal FORBIDDEN, UNAUTHENTICATED, CONFERENCE_STATE */
export function requireListOpen(viewer: Viewer, field: Field, conference: Conference): void {
  requireAllowed(viewer, field, conference.id);
  const refusal = overRefusal(conference.state);
  if (refusal) throw new Refusal(refusal, { state: conference.state });
}

/**
 * Delegates of one conference for an act on its list, in the order asked for; held as by `lockDelegates`. Holds the
 * conference FOR SHARE.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, CONFERENCE_STATE
 */
export async function holdDelegates<Ids extends readonly string[]>(
  tx: EntityManager,
  viewer: Viewer,
  field: Field,
  ids: Ids,
): Promise<{ readonly [K in keyof Ids]: Delegate }> {
  const seen = found(await tx.findOneBy(Delegate, { id: ids[0] ?? '' }));
  requireListOpen(viewer, field, await lockConference(tx, seen.conferenceId));
  return lockDelegates(tx, seen.conferenceId, ids);
}

/**
 * Delegates of one conference, in the order asked for; held FOR UPDATE, by id, so that ballots and signatures under way
 * are written before, and those that come wait.
 * @throws Refusal NOT_FOUND
 */
export async function lockDelegates<Ids extends readonly string[]>(
  tx: EntityManager,
  conferenceId: string,
  ids: Ids,
): Promise<{ readonly [K in keyof Ids]: Delegate }> {
  const held = await tx.find(Delegate, {
    where: { id: In([...ids]), conferenceId },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  return ids.map((id) => found(held.find((delegate) => delegate.id === id))) as { [K in keyof Ids]: Delegate };
}
