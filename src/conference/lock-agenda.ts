import type { EntityManager } from 'typeorm';
import { now } from '../clock';
import { AgendaItem, AgendaState } from './agenda-item';

/** The agenda in order, held FOR UPDATE as a whole: acts on items of one agenda wait for each other. */
export function lockAgenda(tx: EntityManager, conferenceId: string): Promise<AgendaItem[]> {
  return tx.find(AgendaItem, {
    where: { conferenceId },
    order: { ordinal: 'ASC', id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
}

/** Finishes the current item of an agenda that is held, and returns it; null when there is none. */
export async function finishCurrent(tx: EntityManager, agenda: readonly AgendaItem[]): Promise<AgendaItem | null> {
  const current = agenda.find((item) => item.state === AgendaState.CURRENT);
  if (!current) return null;
  await tx.update(AgendaItem, current.id, { state: AgendaState.DONE, finishedAt: now() });
  return current;
}
