import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { now } from '../../clock';
import type { Config } from '../../config/config';
import { ringChannel } from '../../live/ring';
import { bad, type Finding, good, warn } from './finding';

/** Differences of two clocks, in milliseconds, from which times on screens look wrong, and are. */
const noticedMs = 1_000;
const wrongMs = 5_000;
/** Longest a ring may take, in milliseconds. */
const ringMs = 2_000;

interface Facts {
  readonly version: string;
  readonly number: number;
  readonly fsync: string;
  readonly commit: string;
  readonly pages: string;
  readonly encoding: string;
  readonly connections: number;
  readonly standby: boolean;
}

/** Whether the database keeps what it acknowledges, has room for all nodes, and tells of changes. */
export async function checkDatabase(db: DataSource, url: string, config: Config): Promise<readonly Finding[]> {
  const [facts] = await db.query<Facts[]>(readFacts);
  if (!facts) throw new Error('the database told nothing of itself');
  return [
    checkVersion(facts),
    ...checkDurability(facts),
    checkConnections(facts, config),
    facts.encoding === 'UTF8'
      ? good('encoding', 'UTF8')
      : bad('encoding', facts.encoding, 'Make the database anew: create database … encoding UTF8 template template0.'),
    ...(facts.standby ? [bad('standby', 'the database takes no writes', 'Point DATABASE_URL at the primary.')] : []),
    (await db.showMigrations())
      ? bad('tables', 'older than this program', 'Run giaouoc migrate, or start the server once.')
      : good('tables', 'up to date'),
    await checkClock(db),
    await checkRing(url),
  ];
}

function checkVersion({ version, number }: Facts): Finding {
  return number >= 140_000
    ? good('PostgreSQL', version)
    : bad('PostgreSQL', version, 'Install PostgreSQL 14 or later.');
}

/** What makes an acknowledged vote outlive a power cut. */
export function checkDurability({ fsync, commit, pages }: Pick<Facts, 'fsync' | 'commit' | 'pages'>): Finding[] {
  const settings: [string, string, boolean][] = [
    ['fsync', fsync, fsync === 'on'],
    ['synchronous_commit', commit, commit !== 'off'],
    ['full_page_writes', pages, pages === 'on'],
  ];
  const wrong = settings.filter(([, , sound]) => !sound);
  if (wrong.length === 0) return [good('durability', settings.map(([name, value]) => `${name} ${value}`).join(', '))];
  return wrong.map(([name, value]) =>
    bad(name, value, `Votes could be lost in a power cut: alter system set ${name} = on; select pg_reload_conf().`),
  );
}

function checkConnections({ connections }: Facts, { workers, poolSize }: Config): Finding {
  const wanted = workers * (poolSize + 1);
  const found = `${connections} for clients, this node wants ${wanted}`;
  if (wanted <= connections / 2) return good('connections', found);
  const cure = 'Lower POOL_SIZE or raise max_connections; other nodes and backups want theirs too.';
  return wanted <= connections ? warn('connections', found, cure) : bad('connections', found, cure);
}

async function checkClock(db: DataSource): Promise<Finding> {
  const before = now().getTime();
  const [row] = await db.query<{ at: Date }[]>('select clock_timestamp() as at');
  const middle = (before + now().getTime()) / 2;
  return clockFinding('clock', (row?.at.getTime() ?? Number.NaN) - middle, 'the database');
}

/** @param aheadMs how far the other clock is ahead of ours */
export function clockFinding(check: string, aheadMs: number, other: string): Finding {
  const found = `${other} is ${Math.abs(Math.round(aheadMs))} ms ${aheadMs < 0 ? 'behind' : 'ahead'}`;
  const cure = 'Let both machines follow a time server: timedatectl set-ntp true.';
  if (Math.abs(aheadMs) < noticedMs) return good(check, found);
  return Math.abs(aheadMs) < wrongMs ? warn(check, found, cure) : bad(check, found, cure);
}

/** Rings by NOTIFY and waits to hear it; a pool such as PgBouncer in between swallows it. */
async function checkRing(url: string): Promise<Finding> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  let timer: NodeJS.Timeout | undefined;
  try {
    await client.connect();
    await client.query(`listen ${ringChannel}`);
    const startedAtMs = performance.now();
    const heard = new Promise<boolean>((resolve) => {
      client.once('notification', () => resolve(true));
      timer = setTimeout(() => resolve(false), ringMs);
    });
    // Empty words ring for everything and are worth one look.
    await client.query(`notify ${ringChannel}`);
    if (await heard) return good('doorbell', `NOTIFY heard after ${Math.round(performance.now() - startedAtMs)} ms`);
    return bad('doorbell', `NOTIFY not heard in ${ringMs} ms`, 'Connect to PostgreSQL itself, not through PgBouncer.');
  } finally {
    clearTimeout(timer);
    await client.end().catch(() => undefined);
  }
}

const readFacts = `
  select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
    current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
    current_setting('full_page_writes') as pages, current_setting('server_encoding') as encoding,
    current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as connections,
    pg_is_in_recovery() as standby
`;
