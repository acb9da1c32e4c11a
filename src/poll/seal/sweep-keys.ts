import type { Database } from '../../database/database';
import type { Report } from '../../errors/report';
import type { BallotKeys } from './ballot-keys';

/** How often each node looks for keys of polls that are over, in milliseconds. */
const everyMs = 600_000;

/**
 * Destroys the keys that a crash left of polls that are over: now, and every ten minutes.
 * @returns ends it
 */
export function sweepKeys(db: Database, keys: BallotKeys, report: Report): () => Promise<void> {
  let sweeping = Promise.resolve();
  const sweep = () => {
    sweeping = keys.sweep(db).then(() => undefined, report);
  };
  sweep();
  const timer = setInterval(sweep, everyMs).unref();
  return async () => {
    clearInterval(timer);
    await sweeping;
  };
}
