import type { Database } from './database';

/** Any number all nodes agree on; it only has to differ from other users of the database. */
const migrationLock = 7_046_829_531;

/**
 * Brings the tables up to date, once, however many nodes start together: the others wait for an advisory lock
 * and then find nothing to do. Returns the names of what was run.
 */
export async function migrate(db: Database): Promise<readonly string[]> {
  const guard = db.createQueryRunner();
  await guard.connect();
  try {
    // Waiting for another node's migration may take longer than a request may.
    await guard.query('set statement_timeout = 0');
    await guard.query('set lock_timeout = 0');
    await guard.query('select pg_advisory_lock($1)', [migrationLock]);
    const done = await db.runMigrations({ transaction: 'each' });
    return done.map((migration) => migration.name);
  } finally {
    // The pool lends the connection on: a lock or a setting left behind would go with it.
    await guard.query('select pg_advisory_unlock($1)', [migrationLock]).catch(() => undefined);
    await guard.query('reset statement_timeout').catch(() => undefined);
    await guard.query('reset lock_timeout').catch(() => undefined);
    await guard.release();
  }
}
