import type { Config } from '../config/config';
import { connect } from '../database/data-source';
import type { Database } from '../database/database';
import { startEmbedded } from '../database/embedded';
import { migrate } from '../database/migrate';
import { inTransaction } from '../database/transaction';
import { entities } from '../entities';
import { OperatorError } from '../errors/operator-error';
import { loadShipped } from '../import/load-shipped';
import { startLog } from '../log/append';
import { systemStream } from '../log/system-stream';

export interface Opened {
  /** Address of the database, for other connections to it. */
  readonly url: string;
  readonly db: Database;
}

export interface PrepareOptions {
  /** Told of each step, one line each. */
  readonly say: (line: string) => void;
  /** Gets what undoes each step, in order. */
  readonly closers: (() => Promise<unknown> | unknown)[];
}

/** Connections of one process: those of its two pools and the one of its notifier. */
const connectionsOf = (config: Config) => config.actPoolSize + config.readPoolSize + 1;

/** Of the embedded PostgreSQL: what an operator's own tools and commands may take beside the nodes. */
const spareConnections = 20;

/**
 * Opens the database, started first where it is the embedded one, with its tables and the shipped conferences.
 * Any number of nodes may do so at once. @throws OperatorError where the operator can cure it
 */
export async function prepareDatabase(config: Config, options: PrepareOptions): Promise<Opened> {
  const url = config.databaseUrl ?? (await embedded(config, options));
  const { db } = await openDatabase(url, config, options);
  const { length } = await migrate(db);
  if (length > 0) options.say(`Đã tạo hoặc nâng cấp các bảng · tables brought up to date, ${length} migrations`);
  await inTransaction(db, (tx) => startLog(tx, systemStream));
  await loadShipped(db);
  await requireEnough(db, config);
  return { url, db };
}

/** Opens a database that is prepared. @throws OperatorError */
export async function openDatabase(url: string, config: Config, { closers }: PrepareOptions): Promise<Opened> {
  try {
    const db = await connect(url, [...entities], { acts: config.actPoolSize, reads: config.readPoolSize });
    closers.push(() => db.destroy());
    return { url, db };
  } catch (error) {
    throw new OperatorError(
      `The database cannot be opened: ${error instanceof Error ? error.message : error}. Check DATABASE_URL.`,
    );
  }
}

async function embedded(config: Config, { say, closers }: PrepareOptions): Promise<string> {
  const maxConnections = Math.max(100, config.workers * connectionsOf(config) + spareConnections);
  const postgres = await startEmbedded({ dataDir: config.dataDir, maxConnections, say });
  closers.push(() => postgres.stop());
  return postgres.url;
}

/** A pool that cannot be filled fails requests at the worst moment: when all are at work. @throws OperatorError */
async function requireEnough(db: Database, config: Config): Promise<void> {
  const wanted = config.workers * connectionsOf(config);
  const [{ open } = { open: wanted }] = await db.query<{ open: number }[]>(
    `select current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as open`,
  );
  if (wanted <= open) return;
  throw new OperatorError(
    `${config.workers} × (ACT_POOL_SIZE ${config.actPoolSize} + READ_POOL_SIZE ${config.readPoolSize} + 1) = ${wanted} ` +
      `connections are wanted, and the database gives ${open}: raise its max_connections, or lower WORKERS or the ` +
      'pools. Other nodes count as well.',
  );
}
