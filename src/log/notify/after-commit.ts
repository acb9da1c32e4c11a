import type { DataSource, EntityManager, QueryRunner } from 'typeorm';

/** Tells every node that a log has grown. A hint, never the data: a lost ring makes a change late and loses nothing. */
export interface Bell {
  /** False while nobody would hear it; the database's NOTIFY rings in its place then. */
  readonly isUp: boolean;
  /** A log now stands at `sequence`. Waits for nothing and never throws. */
  ring(stream: string, sequence: number): void;
}

const bells = new WeakMap<DataSource, Bell>();
/** Logs that grew in a transaction not yet committed, with their new ends. */
const grown = new WeakMap<QueryRunner, Map<string, number>>();

/**
 * From now on a commit through this database that appended to a log rings `bell` right after it, and NOTIFY, which
 * takes one lock of the whole database for each commit, is left out. A crash between commit and ring loses the ring.
 */
export function hangBell(db: DataSource, bell: Bell): void {
  if (!bells.has(db)) {
    db.subscribers.push({
      afterTransactionCommit: ({ queryRunner }) => ringFor(db, queryRunner),
      afterTransactionRollback: ({ queryRunner }) => forget(queryRunner),
    });
  }
  bells.set(db, bell);
}

/**
 * Promises a ring once the transaction of `tx` is committed.
 * @returns false when nobody keeps such a promise, and the transaction must NOTIFY by itself
 */
export function ringAfterCommit(tx: EntityManager, stream: string, sequence: number): boolean {
  const runner = tx.queryRunner;
  if (!runner?.isTransactionActive || !bells.get(tx.dataSource)?.isUp) return false;
  const ends = grown.get(runner) ?? new Map<string, number>();
  grown.set(runner, ends.set(stream, sequence));
  return true;
}

/**
 * For a statement that commits by itself: what to ring with once it has.
 * @returns null when nobody keeps such a promise, and the statement must NOTIFY by itself
 */
export function bellOf(db: DataSource): Pick<Bell, 'ring'> | null {
  const bell = bells.get(db);
  return bell?.isUp ? bell : null;
}

function ringFor(db: DataSource, runner: QueryRunner): void {
  // The end of a savepoint is no commit yet.
  if (runner.isTransactionActive) return;
  const ends = grown.get(runner);
  grown.delete(runner);
  for (const [stream, sequence] of ends ?? []) bells.get(db)?.ring(stream, sequence);
}

function forget(runner: QueryRunner): void {
  if (!runner.isTransactionActive) grown.delete(runner);
}
