import type { DataSource, EntityManager, QueryRunner } from 'typeorm';

/** Tells every node that a log has grown. A hint, never the data: a lost notification makes a change late and loses nothing. */
export interface CommitNotifier {
  /** False while nobody would hear it; the database's NOTIFY stands in for it then. */
  readonly isUp: boolean;
  /** A log now stands at `sequence`. Waits for nothing and never throws. */
  notify(stream: string, sequence: number): void;
}

const notifiers = new WeakMap<DataSource, CommitNotifier>();
/** Logs that grew in a transaction not yet committed, with their new ends. */
const grown = new WeakMap<QueryRunner, Map<string, number>>();

/**
 * From now on a commit through this database that appended to a log tells `commitNotifier` right after it, and NOTIFY, which
 * takes one lock of the whole database for each commit, is left out. A crash between commit and notification loses the notification.
 */
export function notifyAfterCommits(db: DataSource, commitNotifier: CommitNotifier): void {
  if (!notifiers.has(db)) {
    db.subscribers.push({
      afterTransactionCommit: ({ queryRunner }) => notifyOf(db, queryRunner),
      afterTransactionRollback: ({ queryRunner }) => forget(queryRunner),
    });
  }
  notifiers.set(db, commitNotifier);
}

/**
 * Promises a notification once the transaction of `tx` is committed.
 * @returns false when nobody keeps such a promise, and the transaction must NOTIFY by itself
 */
export function notifyAfterCommit(tx: EntityManager, stream: string, sequence: number): boolean {
  const runner = tx.queryRunner;
  if (!runner?.isTransactionActive || !notifiers.get(tx.dataSource)?.isUp) return false;
  const ends = grown.get(runner) ?? new Map<string, number>();
  grown.set(runner, ends.set(stream, sequence));
  return true;
}

/**
 * For a statement that commits by itself: what to notify with once it has.
 * @returns null when nobody keeps such a promise, and the statement must NOTIFY by itself
 */
export function commitNotifierOf(db: DataSource): Pick<CommitNotifier, 'notify'> | null {
  const commitNotifier = notifiers.get(db);
  return commitNotifier?.isUp ? commitNotifier : null;
}

function notifyOf(db: DataSource, runner: QueryRunner): void {
  // The end of a savepoint is no commit yet.
  if (runner.isTransactionActive) return;
  const ends = grown.get(runner);
  grown.delete(runner);
  for (const [stream, sequence] of ends ?? []) notifiers.get(db)?.notify(stream, sequence);
}

function forget(runner: QueryRunner): void {
  if (!runner.isTransactionActive) grown.delete(runner);
}
