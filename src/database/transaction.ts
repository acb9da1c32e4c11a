import { setTimeout as delay } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import type { EntityManager } from 'typeorm';
import type { Database } from './database';
import { isCollision } from './faults';
import { beginSnapshot } from './snapshot';

/** Tries of one transaction; a deadlock is broken by PostgreSQL for one side at least, so a few are plenty. */
const tries = 4;

/**
 * Runs `work` in one transaction and commits, or undoes all of it. Deadlocks and serialization failures are tried
 * again, at most three times: `work` must have no effect outside `tx`.
 */
export function inTransaction<T>(db: Database, work: (tx: EntityManager) => Promise<T>): Promise<T> {
  return withRetry(db, () => db.transaction(work));
}

/** Does `work`, which commits or changes nothing, again after a deadlock or serialization failure, at most three times. */
export async function withRetry<T>(db: Database, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const result = await work();
      db.health.wrote();
      return result;
    } catch (error) {
      db.health.failed(error);
      if (attempt >= tries || !isCollision(error)) throw error;
      await delay(attempt * 5 * (1 + Math.random()));
    }
  }
}

/**
 * Runs reads that all see the database as it was at one moment, one after another (impatient-client). Statements given as `first` travel together with the beginning, in one round trip;
 * `work` gets their rows.
 */
export async function inSnapshot<T>(
  db: Database,
  work: (tx: EntityManager, rows: readonly (readonly never[])[]) => Promise<T>,
  first: readonly string[] = [],
): Promise<T> {
  const runner = db.reads.createQueryRunner();
  try {
    const client = (await runner.connect()) as Pick<PoolClient, 'query'>;
    // Several statements without parameters make one answer each.
    const answers = [await client.query<never>([beginSnapshot, ...first].join('; '))].flat();
    const rows = answers.slice(1).map((answer) => answer.rows);
    const result = await work(runner.manager, rows);
    await runner.query('commit');
    return result;
  } catch (error) {
    db.health.failed(error);
    await runner.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
}
