import type { EntityManager, QueryRunner } from 'typeorm';
import type { CommitNotifier, Database } from '../../database/database';

/** Where a query runner keeps the logs that grew in its transaction, with their new ends. */
interface RunnerData {
  grown?: Map<string, number> | undefined;
}

/**
 * From now on a commit through this database that appended to a log tells `notifier` right after it, and NOTIFY, which
 * takes one lock of the whole database for each commit, is left out. A crash between the two loses the notification.
 */
export function notifyAfterCommits(db: Database, notifier: CommitNotifier): void {
  if (!db.commitNotifier) {
    db.subscribers.push({
      afterTransactionCommit: ({ queryRunner }) => notifyOf(db, queryRunner),
      afterTransactionRollback: ({ queryRunner }) => forget(queryRunner),
    });
  }
  db.commitNotifier = notifier;
}

/**
 * Promises a notification once the transaction of `tx` is committed.
 * @returns false when nobody keeps such a promise, and the transaction must NOTIFY by itself
 */
export function notifyAfterCommit(tx: EntityManager, stream: string, sequence: number): boolean {
  const runner = tx.queryRunner;
  if (!runner?.isTransactionActive || !(tx.dataSource as Database).commitNotifier?.isUp) return false;
  const data = runner.data as RunnerData;
  data.grown = (data.grown ?? new Map<string, number>()).set(stream, sequence);
  return true;
}

/**
 * For a statement that commits by itself: whom to notify once it has.
 * @returns null when nobody keeps such a promise, and the statement must NOTIFY by itself
 */
export function commitNotifierOf({ commitNotifier }: Database): Pick<CommitNotifier, 'notify'> | null {
  return commitNotifier?.isUp ? commitNotifier : null;
}

function notifyOf(db: Database, runner: QueryRunner): void {
  // The end of a savepoint is no commit yet.
  if (runner.isTransactionActive) return;
  const data = runner.data as RunnerData;
  const ends = data.grown;
  data.grown = undefined;
  for (const [stream, sequence] of ends ?? []) db.commitNotifier?.notify(stream, sequence);
}

function forget(runner: QueryRunner): void {
  if (!runner.isTransactionActive) (runner.data as RunnerData).grown = undefined;
}
