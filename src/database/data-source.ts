import { join } from 'node:path';
import type { DataSourceOptions, MixedList } from 'typeorm';
import { OperatorError } from '../errors/operator-error';
import { Database } from './database';
import { ImpatientClient } from './impatient-client';
import { SnakeNaming } from './naming';

type EntityClass = new () => object;

/** The address in DATABASE_URL. @throws OperatorError when there is none */
export function connectionFromEnvironment(): string {
  const url = process.env.DATABASE_URL;
  if (!url) throw new OperatorError('DATABASE_URL is not set: give the address of a PostgreSQL database.');
  return url;
}

/**
 * Options of the one DataSource. `url` may name a unix socket: `postgres://user@localhost/db?host=/socket/folder`.
 * Statements end after 10 s and locks after 5 s, so that no request waits for ever behind another. A connection whose
 * server has not answered 2 s later either is given up: its packets are lost.
 */
export function dataSourceOptions(url: string, entities: MixedList<EntityClass>, poolSize = 10): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities,
    migrations: [join(__dirname, '..', '..', 'migrations', `*.${__filename.endsWith('.ts') ? 'ts' : 'js'}`)],
    migrationsTableName: 'migration',
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    logging: false,
    poolSize,
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    applicationName: 'giaouoc',
    connectTimeoutMS: 5_000,
    extra: {
      keepAlive: true,
      maxLifetimeSeconds: 600,
      statement_timeout: 10_000,
      lock_timeout: 5_000,
      idle_in_transaction_session_timeout: 15_000,
      query_timeout: 12_000,
      Client: ImpatientClient,
    },
  };
}

/** Connections of one process: to act with, and to read with. */
export interface PoolSizes {
  /** Of acts and sign-ins; nothing else can take them. */
  readonly acts: number;
  /** Of queries and live groups. */
  readonly reads: number;
}

/** Longest a statement of a query or live group may take, in milliseconds. */
const readTimeoutMs = 5_000;

/**
 * Opens the database. The caller destroys it.
 * @param pools two pools of these sizes; a number: one pool of that size serves all (commands and tests)
 */
export async function connect(
  url: string,
  entities: MixedList<EntityClass>,
  pools: PoolSizes | number = 10,
): Promise<Database> {
  const db = new Database(dataSourceOptions(url, entities, typeof pools === 'number' ? pools : pools.acts));
  await db.initialize();
  if (typeof pools === 'number') return db;
  const options = dataSourceOptions(url, entities, pools.reads);
  const extra = { ...(options.extra as object), statement_timeout: readTimeoutMs };
  try {
    await db.openReads({ ...options, extra, migrations: [] } as DataSourceOptions);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return db;
}
