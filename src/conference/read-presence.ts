import { type EntityManager, IsNull } from 'typeorm';
import { Presence } from './presence';

/** Ids of the delegates in the hall at this moment, in no order. */
export async function presentDelegateIds(reader: EntityManager, conferenceId: string): Promise<readonly string[]> {
  const stays = await reader.find(Presence, {
    select: { delegateId: true },
    where: { conferenceId, checkedOutAt: IsNull() },
  });
  return stays.map((stay) => stay.delegateId);
}

/** Whether a delegate is in the hall at this moment. */
export function isPresent(reader: EntityManager, delegateId: string): Promise<boolean> {
  return reader.existsBy(Presence, { delegateId, checkedOutAt: IsNull() });
}
