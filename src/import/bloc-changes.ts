import { isDeepStrictEqual } from 'node:util';
import { type EntityManager, Not } from 'typeorm';
import { type BlocPart, readBlocPart } from '../conference/bloc-part';
import { Conference, ConferenceState } from '../conference/conference';
import type { DomainEvent } from '../log/append';
import { topics } from '../log/topics';
import type { Plan } from './plan-import';

/** What a conference rests on that belongs to its bloc. */
export type Resting = readonly { readonly conference: Conference; readonly part: BlocPart }[];

/** Other conferences of the bloc of a file that are not over, with what each rests on now. */
export async function restingOn(tx: EntityManager, { blocId, conference: own }: Plan): Promise<Resting> {
  const where = { blocId, state: Not(ConferenceState.CLOSED), ...(own && { id: Not(own.after.id) }) };
  const resting: { conference: Conference; part: BlocPart }[] = [];
  // In one order everywhere, since their logs are taken in it.
  for (const conference of await tx.find(Conference, { where, order: { id: 'ASC' } }))
    resting.push({ conference, part: await readBlocPart(tx, conference) });
  return resting;
}

/** What to tell the logs of those conferences for which the file has changed the bloc. */
export async function blocChanges(tx: EntityManager, before: Resting): Promise<readonly DomainEvent[]> {
  const events: DomainEvent[] = [];
  for (const { conference, part } of before) {
    const after = await readBlocPart(tx, conference);
    if (!isDeepStrictEqual(after, part)) events.push(blocChanged(conference, after));
  }
  return events;
}

function blocChanged({ id }: Conference, { voting, signing, quorum }: BlocPart): DomainEvent {
  const data = { voting, signing, quorum: quorum && { ...quorum } };
  return { stream: id, kind: 'blocChanged', subject: id, data, topics: [topics.conference(id), topics.attendance(id)] };
}
