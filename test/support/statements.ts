import type { Logger } from 'typeorm';
import type { Database } from '../../src/database/database';

/** Statements sent to the database while `work` runs. No other work may use the database meanwhile. */
export async function statementsOf(db: Database, work: () => Promise<unknown>): Promise<readonly string[]> {
  const statements: string[] = [];
  const silent = () => undefined;
  const logger: Logger = {
    logQuery: (statement) => void statements.push(statement),
    logQueryError: silent,
    logQuerySlow: silent,
    logSchemaBuild: silent,
    logMigration: silent,
    log: silent,
  };
  const pools = [...new Set([db, db.reads])];
  const before = db.logger;
  for (const pool of pools) pool.logger = logger;
  try {
    await work();
  } finally {
    for (const pool of pools) pool.logger = before;
  }
  return statements;
}
