import { Client } from 'pg';
import { now } from '../../clock';
import type { Config } from '../../config/config';
import { isLoopback } from '../../config/production';
import type { Database } from '../../database/database';
import { notificationChannel } from '../../log/notify/notification';
import { BallotKeys, type KeyedPoll } from '../../poll/seal/ballot-keys';
import { bad, type Finding, good, warn } from './finding';
import { checkDisk } from './machine';

/** Differences of two clocks, in milliseconds, from which times on screens look wrong, and are. */
const noticedMs = 1_000;
const wrongMs = 5_000;
/** Longest a notification may take, in milliseconds. */
const notificationMs = 2_000;

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
export async function checkDatabase(db: Database, url: string, config: Config): Promise<readonly Finding[]> {
  const [facts] = await db.query<Facts[]>(readFacts);
  if (!facts) throw new Error('the database told nothing of itself');
  return [
    checkVersion(facts),
    ...checkDurability(facts),
    checkConnections(facts, config),
    checkSecrecy(await db.query<Setting[]>(readTraces)),
    ...(config.databaseUrl === null ? [] : [await checkItsDisk(db, url)]),
    facts.encoding === 'UTF8'
      ? good('encoding', 'UTF8')
      : bad('encoding', facts.encoding, 'Make the database anew: create database … encoding UTF8 template template0.'),
    ...(facts.standby ? [bad('standby', 'the database takes no writes', 'Point DATABASE_URL at the primary.')] : []),
    (await db.showMigrations())
      ? bad('tables', 'older than this program', 'Run giaouoc migrate, or start the server once.')
      : good('tables', 'up to date'),
    ...((await db.showMigrations()) ? [] : await checkOpenKeys(db, config)),
    await checkClock(db),
    await checkNotification(url),
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

/** One setting of PostgreSQL, and what it is now. */
interface Setting {
  readonly name: string;
  readonly value: string;
}

/** What each of these must be, so that PostgreSQL keeps no trace of who voted when or what: docs/decisions/0005. */
const traceless: Readonly<Record<string, readonly string[]>> = {
  archive_mode: ['off'],
  log_statement: ['none', 'ddl'],
  log_min_duration_statement: ['-1'],
  log_parameter_max_length: ['0'],
  log_parameter_max_length_on_error: ['0'],
  track_commit_timestamp: ['off'],
};

/** Whether PostgreSQL itself writes down what joins electors to their sealed ballots, beyond its log. */
export function checkSecrecy(settings: readonly Setting[]): Finding {
  const telling = settings.filter(({ name, value }) => !(traceless[name] ?? [value]).includes(value));
  // How long values may be matters only where statements are logged at all; errors are logged anyway.
  const logs = telling.some(({ name }) => /^log_(statement|min_duration_statement)$/.test(name));
  const wrong = telling.filter(({ name }) => name !== 'log_parameter_max_length' || logs);
  if (wrong.length === 0) return good('secrecy', 'no archive, statements, values or commit times are kept');
  return warn(
    'secrecy',
    wrong.map(({ name, value }) => `${name} ${value}`).join(', '),
    'These tell who voted when, and keep sealed ballots for good; what they say only with the key of the poll. Turn them off ' +
      'for secret polls (alter system set …; archive_mode wants a restart), or accept that and say so to the electors.',
  );
}

/** Whether the secret polls that are open can be counted from here. */
export async function checkOpenKeys(db: Database, { ballotKeys }: Pick<Config, 'ballotKeys'>): Promise<Finding[]> {
  const keys = new BallotKeys(ballotKeys);
  const open = await db.query<KeyedPoll[]>(
    `select id, ballot_key as "ballotKey" from poll where state = 'OPEN' and secrecy = 'UNLINKED'`,
  );
  const missing = open.filter((poll) => !keys.has(poll)).length;
  if (missing === 0) return [];
  const cure =
    'Hãy đặt BALLOT_KEYS là thư mục lúc mở; nếu khóa đã mất thì hủy các cuộc này và biểu quyết lại. ' +
    'Give BALLOT_KEYS the folder they were opened with; if it is lost, set these polls aside and vote again.';
  const found =
    `không có khóa của ${missing} cuộc biểu quyết kín đang mở · the keys of ${missing} open secret polls ` +
    `are not in ${ballotKeys}`;
  return [bad('open secret', found, cure)];
}

/** The disk under PostgreSQL, where it is on this machine and may be asked. */
async function checkItsDisk(db: Database, url: string): Promise<Finding> {
  const { hostname, searchParams } = new URL(url);
  const host = searchParams.get('host') ?? hostname;
  if (host === '' || host.startsWith('/') || isLoopback(host)) {
    try {
      const [row] = await db.query<{ folder: string }[]>(`select current_setting('data_directory') as folder`);
      if (row) return checkDisk(row.folder);
    } catch {
      // Only superusers and pg_read_all_settings are told the folder.
    }
  }
  const cure = 'See there that 10 GB are free before the day: df -h. A full disk stops all voting.';
  return warn('disk', 'that of PostgreSQL cannot be seen from here', cure);
}

function checkConnections({ connections }: Facts, { workers, actPoolSize, readPoolSize }: Config): Finding {
  const wanted = workers * (actPoolSize + readPoolSize + 1);
  const found = `${connections} for clients, this node wants ${wanted}`;
  if (wanted <= connections / 2) return good('connections', found);
  const cure = 'Lower READ_POOL_SIZE or raise max_connections; other nodes and backups want theirs too.';
  return wanted <= connections ? warn('connections', found, cure) : bad('connections', found, cure);
}

async function checkClock(db: Database): Promise<Finding> {
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

/** Sends a NOTIFY and waits to hear it; a pool such as PgBouncer in between swallows it. */
async function checkNotification(url: string): Promise<Finding> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  let timer: NodeJS.Timeout | undefined;
  try {
    await client.connect();
    await client.query(`listen ${notificationChannel}`);
    const startedAtMs = performance.now();
    const heard = new Promise<boolean>((resolve) => {
      client.once('notification', () => resolve(true));
      timer = setTimeout(() => resolve(false), notificationMs);
    });
    // An empty message counts for all logs, and costs the server one look.
    await client.query(`notify ${notificationChannel}`);
    if (await heard) return good('notifier', `NOTIFY heard after ${Math.round(performance.now() - startedAtMs)} ms`);
    return bad(
      'notifier',
      `NOTIFY not heard in ${notificationMs} ms`,
      'Connect to PostgreSQL itself, not through PgBouncer.',
    );
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
const readTraces = `
  select name, setting as value from pg_settings where name in (
    'archive_mode', 'log_statement', 'log_min_duration_statement', 'log_parameter_max_length',
    'log_parameter_max_length_on_error', 'track_commit_timestamp') order by name
`;
