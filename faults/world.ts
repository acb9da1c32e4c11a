import 'reflect-metadata';
import { connect } from '../src/database/data-source';
import type { Database } from '../src/database/database';
import { type EmbeddedPostgres, startEmbedded } from '../src/database/embedded';
import { migrate } from '../src/database/migrate';
import { entities } from '../src/entities';
import { aFolder } from '../test/support/leftovers';
import { aServerProcess, type ServerProcess } from '../test/support/process';
import { until } from '../test/support/until';
import { type Chance, chance } from './chance';

/** A PostgreSQL of its own that keeps its promises about crashes, and servers on it. */
export interface World {
  readonly db: Database;
  readonly databaseUrl: string;
  readonly postgres: EmbeddedPostgres;
  readonly seed: number;
  readonly chance: Chance;
  /** How many members a conference has: each votes twice and signs once. */
  readonly voters: number;
  /** How many times as long as said a bound of time may take. */
  readonly slack: number;
  /** A server that is ended with this world, the app alone or all of `giaouoc start`; a free port unless one is given. */
  serve(settings?: Record<string, string>, program?: 'serve' | 'start'): Promise<ServerProcess>;
  /** Ends PostgreSQL as a crash does, without a checkpoint; returns once it answers again. */
  crashDatabase(): Promise<Outage>;
  /** May be called again. */
  close(): Promise<void>;
}

/** Between these it certainly did not answer, by the monotonic clock in milliseconds. */
export interface Outage {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface WorldOptions {
  readonly seed: number;
  readonly voters: number;
  /** More than 1 where others use the machine: nothing is timed there. */
  readonly slack?: number;
  /** An empty folder for the database, which its maker removes; one of its own unless given. */
  readonly folder?: string;
}

export async function openWorld({ seed, voters, slack = 1, ...given }: WorldOptions): Promise<World> {
  const folder = given.folder ?? aFolder('giaouoc-faults-');
  const postgres = await startEmbedded({ dataDir: folder, maxConnections: 200 });
  const db = await connect(postgres.url, [...entities], 10);
  await migrate(db);
  /** Those that still start too. */
  const servers: Promise<ServerProcess>[] = [];
  let closing: Promise<void> | null = null;
  const close = async () => {
    for (const server of await Promise.allSettled(servers)) if ('value' in server) await server.value.kill();
    await db.destroy();
    await postgres.stop();
  };
  return {
    db,
    databaseUrl: postgres.url,
    postgres,
    seed,
    chance: chance(seed),
    voters,
    slack,
    serve(settings = {}, program = 'serve') {
      const usual = {
        DATABASE_URL: postgres.url,
        PORT: '0',
        STALE_MS: '500',
        LOG_LEVEL: 'silent',
        READ_POOL_SIZE: '6',
        DEMO: 'off',
      };
      const server = aServerProcess({ ...usual, ...settings }, program);
      servers.push(server);
      return server;
    },
    async crashDatabase() {
      process.kill(postgres.pid, 'SIGQUIT');
      await until(() => answers(db).then((alive) => !alive));
      const fromMs = performance.now();
      let toMs = fromMs;
      await until(async () => {
        const askedAtMs = performance.now();
        const alive = await answers(db);
        if (!alive) toMs = askedAtMs;
        return alive;
      });
      return { fromMs, toMs };
    },
    close() {
      closing ??= close();
      return closing;
    },
  };
}

function answers(db: Database): Promise<boolean> {
  return db.query('select 1').then(
    () => true,
    () => false,
  );
}
