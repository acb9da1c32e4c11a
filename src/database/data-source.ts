import { join } from 'node:path';
import { DataSource, type DataSourceOptions, type MixedList } from 'typeorm';
import { OperatorError } from '../errors/operator-error';
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

/** Opens the database. The caller destroys it. */
export async function connect(url: string, entities: MixedList<EntityClass>, poolSize?: number): Promise<DataSource> {
  return new DataSource(dataSourceOptions(url, entities, poolSize)).initialize();
}
