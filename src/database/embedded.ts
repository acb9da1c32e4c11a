import {
  type EmbeddedOptions,
  type EmbeddedPostgres,
  EmbeddedPostgresError,
  findRunning as find,
  type RunningPostgres,
  startEmbedded as start,
} from 'embedded-postgres-server';
import { OperatorError } from '../errors/operator-error';

export type { EmbeddedPostgres };

/** Names the database, and the folders and the account of the system that its PostgreSQL uses. */
const name = 'giaouoc';

/**
 * Starts the PostgreSQL that comes with the packages on a folder, or adopts the one a killed process left there.
 * @throws OperatorError when the folder or its data cannot be used, and when no PostgreSQL program runs on this machine
 */
export function startEmbedded(options: Omit<EmbeddedOptions, 'name'>): Promise<EmbeddedPostgres> {
  return start({ ...options, name }).catch(fail);
}

/**
 * The PostgreSQL a living process runs on this folder, for a command beside a running server; null when the folder is
 * free, and then `startEmbedded` may have it.
 * @throws OperatorError when the folder is owned and its server does not become ready
 */
export function findRunning(dataDir: string): Promise<RunningPostgres | null> {
  return find({ dataDir, name }).catch(fail);
}

/** @throws OperatorError in the place of the launcher's own; anything else as it is */
function fail(error: unknown): never {
  if (error instanceof EmbeddedPostgresError) throw new OperatorError(error.message, { cause: error });
  throw error;
}
