import type { EntityManager } from 'typeorm';
import { holdHeads, startLog } from '../log/append';
import { systemStream } from '../log/system-stream';

/**
 * Takes the head of the system stream before anything else, so that acts on accounts go one after another: two badges
 * for one delegate at once then make one account. Starts the log when this is its first act.
 */
export async function holdHouse(tx: EntityManager): Promise<void> {
  await startLog(tx, systemStream);
  await holdHeads(tx, [systemStream]);
}
