import type { Hall } from './hall';
import { untilBlocked } from './log';

/**
 * Runs `work` while the log of the conference is held, lets go once `waiting` statements wait for something, and gives what
 * came of it.
 */
export async function whileLogHeld<T>(hall: Hall, work: () => Promise<T>, waiting = 2): Promise<T> {
  const holder = hall.db.createQueryRunner();
  await holder.startTransaction();
  try {
    await holder.query('select from log_head where stream = $1 for update', [hall.conference.id]);
    const result = work();
    await untilBlocked(hall.db, waiting);
    await holder.commitTransaction();
    return await result;
  } finally {
    if (holder.isTransactionActive) await holder.rollbackTransaction();
    await holder.release();
  }
}
