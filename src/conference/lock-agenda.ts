import type { EntityManager } from 'typeorm';
import { now } from '../clock';
import { found } from '../graphql/context';
import { AgendaItem, AgendaState } from './agenda-item';
import type { Conference } from './conference';
import { lockConference } from './lock-conference';

/** The agenda in order, held FOR UPDATE as a whole: acts on items of one agenda wait for each other. */
export function lockAgenda(tx: EntityManager, conferenceId: string): Promise<AgendaItem[]> {
  return tx.find(AgendaItem, {
    where: { conferenceId },
    order: { ordinal: 'ASC', id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
}

/**
 * An agenda item with the agenda it stands on and its conference, all held.
 * @param hold how the conference is held: FOR SHARE unless given
 * @throws Refusal NOT_FOUND
 */
export async function holdAgendaItem(
  tx: EntityManager,
  itemId: string,
  hold: typeof lockConference = lockConference,
): Promise<{ readonly conference: Conference; readonly agenda: readonly AgendaItem[]; readonly item: AgendaItem }> {
  const { conferenceId } = found(await tx.findOneBy(AgendaItem, { id: itemId }));
  const conference = await hold(tx, conferenceId);
  const agenda = await lockAgenda(tx, conferenceId);
  return { conference, agenda, item: found(agenda.find(({ id }) => id === itemId)) };
}

/** Numbers the items of a held agenda from 1 in this order. @returns their ids in it */
export async function numberAgenda(tx: EntityManager, items: readonly AgendaItem[]): Promise<readonly string[]> {
  for (const [index, { id, ordinal }] of items.entries()) {
    if (ordinal !== index + 1) await tx.update(AgendaItem, id, { ordinal: index + 1 });
  }
  return items.map(({ id }) => id);
}

/** Finishes the current item of an agenda that is held, and returns it; null when there is none. */
export async function finishCurrent(tx: EntityManager, agenda: readonly AgendaItem[]): Promise<AgendaItem | null> {
  const current = agenda.find((item) => item.state === AgendaState.CURRENT);
  if (!current) return null;
  await tx.update(AgendaItem, current.id, { state: AgendaState.DONE, finishedAt: now() });
  return current;
}
