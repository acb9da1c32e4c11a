import type { Logger } from 'typeorm';
import type { Database } from '../../src/database/database';

/** What a server looks for by itself, whatever is asked of it: hours of votes, receivers of webhooks, checkpoints of logs. */
const byItself = /closes_by_itself and due_at|\bwebhook|\blog_checkpoint\b/;

/** Statements sent to the database while `work` runs, but for what a server does by itself. No other work may use the database meanwhile. */
export async function statementsOf(db: Database, work: () => Promise<unknown>): Promise<readonly string[]> {
  const statements: string[] = [];
  const silent = () => undefined;
  const logger: Logger = {
    logQuery: (statement) => void (byItself.test(statement) || statements.push(statement)),
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
