import { spawn } from 'node:child_process';
import {
  closeSync,
  constants,
  existsSync,
  fchownSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Address, clearSocket } from './address';
import { type Binaries, programOptions } from './binaries';
import { EmbeddedPostgresError, tellingLines } from './error';
import type { Home } from './home';
import { runOf, stillRuns } from './lock';

const logLimitBytes = 4 * 1024 * 1024;
const lockPatienceMs = 10_000;
const parentPatienceMs = 4_000;
const sayAfterMs = 5_000;

/** All that is needed to start the server, once or again. */
export interface Site {
  readonly home: Home;
  readonly binaries: Binaries;
  readonly address: Address;
  readonly durable: boolean;
  readonly maxConnections: number;
  readonly say: (line: string) => void;
}

/** One run of the server's first process. */
export interface Postmaster {
  readonly pid: number;
  readonly run: string;
  /** Settles when it has ended. Null when it is not our child and has to be watched. */
  readonly ended: Promise<void> | null;
}

/** What a running server says of itself in its data folder. */
export interface PostmasterFile {
  readonly pid: number;
  readonly port: number;
  readonly socketFolder: string;
  /** starting, ready or stopping. */
  readonly status: string;
}

/** What the server that runs on this cluster, or the last one that did, wrote about itself; null after a clean stop. */
export function readPostmasterFile(cluster: string): PostmasterFile | null {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return { pid, port: Number(lines[3] ?? 0), socketFolder: lines[4] ?? '', status: (lines[7] ?? 'starting').trim() };
}

/** The living server of this cluster, started by a process that is gone; null when there is none. */
export function findOrphan(cluster: string): Postmaster | null {
  const file = readPostmasterFile(cluster);
  const found = file && runOf(file.pid);
  if (!file || !found) return null;
  // The number may belong to another program by now.
  if (!worksIn(String(file.pid), cluster)) return null;
  return { pid: file.pid, run: found, ended: null };
}

/**
 * Removes the file of a dead server whose number still stands for something: for another program by now, or for the
 * dead server itself because its parent has not asked for it. PostgreSQL takes either for the old server and would
 * never start. Any other file is left to PostgreSQL, which finds by it the shared memory of the dead server and frees
 * that; `patient` gives a parent time to ask, for the same reason.
 * Not while any process still works in the cluster: the file is the guard against two servers on one set of files.
 */
function clearStaleFile(cluster: string, patient: boolean): void {
  const file = readPostmasterFile(cluster);
  if (!file || !existsSync(`/proc/${file.pid}`)) return;
  if (patient && runOf(file.pid) === null) return;
  const inUse = readdirSync('/proc').some((name) => /^\d+$/.test(name) && worksIn(name, cluster));
  if (!inUse) rmSync(join(cluster, 'postmaster.pid'), { force: true });
}

function worksIn(pid: string, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    return false;
  }
}

/** Waits until the server is ready, as long as it lives: recovery after a crash may take minutes. False: it ended. */
export async function untilReady(postmaster: Postmaster, { home, say }: Pick<Site, 'home' | 'say'>): Promise<boolean> {
  const since = performance.now();
  let said = false;
  while (stillRuns(postmaster.pid, postmaster.run)) {
    const file = readPostmasterFile(home.cluster);
    if (file?.pid === postmaster.pid && file.status === 'ready') return true;
    if (!said && performance.now() - since > sayAfterMs) {
      said = true;
      say(
        `waiting for PostgreSQL (process ${postmaster.pid}) on ${home.cluster}: recovery after a crash may take minutes`,
      );
    }
    await pause(10);
  }
  return false;
}

/**
 * Starts the server and waits until it is ready.
 * Just after all its processes were killed, the files and memory of the old server may seem in use for about a second.
 * @throws EmbeddedPostgresError with PostgreSQL's own words when it ends instead
 */
export async function launch(site: Site): Promise<Postmaster> {
  const { cluster } = site.home;
  const begun = performance.now();
  for (;;) {
    clearStaleFile(cluster, performance.now() - begun < parentPatienceMs);
    clearSocket(site.address);
    const log = openLog(site.home);
    let said: string;
    try {
      const begin = fstatSync(log).size;
      const postmaster = await spawnPostmaster(site, log);
      if (await untilReady(postmaster, site)) return postmaster;
      said = readFrom(log, begin);
    } finally {
      closeSync(log);
    }
    const stillHeld = /lock file .* already exists|shared memory block .* in use/.test(said);
    if (!stillHeld || performance.now() - begun > lockPatienceMs) {
      throw new EmbeddedPostgresError(
        `PostgreSQL did not start on ${cluster}: ${tellingLines(said) || 'it said nothing.'} All it said is in ${logPath(site.home)}.`,
      );
    }
    await pause(100);
  }
}

async function spawnPostmaster(site: Site, log: number): Promise<Postmaster> {
  const child = spawn(site.binaries.postgres, ['-D', site.home.cluster, ...settings(site)], {
    ...programOptions(site.home),
    stdio: ['ignore', log, log],
    // In its own session: Ctrl-C in the terminal must reach us first, not cut the server off under open requests.
    detached: true,
  });
  const ended = new Promise<void>((settle) => {
    child.once('exit', () => settle());
  });
  await new Promise<void>((settle, fail) => {
    child.once('spawn', settle);
    child.once('error', fail);
  });
  const pid = child.pid ?? 0;
  return { pid, run: runOf(pid) ?? 'ended', ended };
}

/**
 * Ends the server quickly but cleanly: sessions are cut, what was committed is written.
 * One that cannot within 20 seconds is ended at once; the next start then recovers.
 */
export async function shutDown({ home }: Pick<Site, 'home'>, postmaster: Postmaster): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    // The number may belong to another program by now: never signal that one.
    if (!stillRuns(postmaster.pid, postmaster.run)) return;
    try {
      process.kill(postmaster.pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
    if (await untilEnded(postmaster, patienceMs)) {
      // A child stays listed as ended until this process has heard of it.
      await postmaster.ended;
      return;
    }
  }
  throw new Error(`the PostgreSQL server ${postmaster.pid} of ${home.cluster} does not end`);
}

async function untilEnded(postmaster: Postmaster, patienceMs: number): Promise<boolean> {
  const deadline = performance.now() + patienceMs;
  while (stillRuns(postmaster.pid, postmaster.run)) {
    if (performance.now() > deadline) return false;
    await pause(5);
  }
  return true;
}

/** Given on every start and not kept in the cluster, so that old data runs with the settings of today's code. */
function settings(site: Site): string[] {
  const { address, durable } = site;
  const safe = durable ? 'on' : 'off';
  const values: Record<string, string | number> = {
    listen_addresses: '',
    port: address.port,
    unix_socket_directories: address.host,
    unix_socket_permissions: '0700',
    max_connections: site.maxConnections,
    shared_buffers: '64MB',
    fsync: safe,
    synchronous_commit: safe,
    full_page_writes: safe,
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Who voted when, and with which values, must not be readable from the server's own traces.
    track_commit_timestamp: 'off',
    log_statement: 'none',
    log_min_duration_statement: -1,
    log_parameter_max_length: 0,
    log_parameter_max_length_on_error: 0,
    // A client's errors go to the client. Here they would hold statements and rows, and fill the disk.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    logging_collector: 'off',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function logPath(home: Home): string {
  return join(home.folder, 'postgres.log');
}

/** Opens the server's log to append, emptied when it has grown over its limit. Never through a link: we may be root. */
function openLog(home: Home): number {
  const { O_RDWR, O_CREAT, O_APPEND, O_NOFOLLOW } = constants;
  const log = openSync(logPath(home), O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW, 0o600);
  const found = fstatSync(log);
  if (!found.isFile() || found.nlink > 1) {
    closeSync(log);
    throw new EmbeddedPostgresError(
      `${logPath(home)} is not a plain file. Remove it, or choose another folder with DATA_DIR.`,
    );
  }
  if (home.account) fchownSync(log, home.account.uid, home.account.gid);
  if (found.size > logLimitBytes) ftruncateSync(log);
  return log;
}

/** Empties the log of a running server once it has grown over its limit of 4 MB. */
export function keepLogShort(home: Home): void {
  closeSync(openLog(home));
}

function readFrom(file: number, begin: number): string {
  const buffer = Buffer.alloc(16 * 1024);
  return buffer.toString('utf8', 0, readSync(file, buffer, 0, buffer.length, begin));
}
