import { randomBytes } from 'node:crypto';
import { startApp } from '../../app/start';
import type { Config } from '../../config/config';
import type { Database } from '../../database/database';
import { play } from '../../rehearsal/play';
import { bad, type Finding, good, warn } from './finding';

/** Commits that are timed, one after another. */
const commits = 100;
/** A commit that takes longer than this, in milliseconds, at the median makes a hall wait. */
const slowCommitMs = 30;
/** What people call live: a change on the screens within this, in milliseconds. */
const blinkMs = 500;

export interface TrialOptions {
  /** Any database of the server the trial is made on. */
  readonly db: Database;
  readonly url: string;
  readonly config: Config;
  /** Delegates and screens that play. */
  readonly delegates: number;
  readonly say: (line: string) => void;
}

/**
 * Plays a whole conference on a database made for it and dropped afterwards, so that nothing of it stays: logs cannot
 * be deleted from. Says how many delegates were played, and how long they waited.
 */
export async function checkByTrial({ db, url, config, delegates, say }: TrialOptions): Promise<readonly Finding[]> {
  const name = `giaouoc_doctor_${randomBytes(4).toString('hex')}`;
  try {
    await db.query(`create database ${name}`);
  } catch (error) {
    const cure = 'Let the user create databases for it (alter role … createdb), or rehearse by giaouoc rehearse.';
    return [warn('trial', `not made: ${(error as Error).message}`, cure)];
  }
  try {
    const own = new URL(url);
    own.pathname = `/${name}`;
    return await trial({ ...config, ...ofTrial, databaseUrl: own.href }, delegates, say);
  } finally {
    await db.query(`drop database if exists ${name} with (force)`);
  }
}

const ofTrial = {
  host: '127.0.0.1',
  port: 0,
  publicUrl: null,
  workers: 1,
  redisUrl: null,
  logLevel: 'error',
  demo: false,
  metrics: false,
} as const;

async function trial(config: Config, delegates: number, say: (line: string) => void): Promise<readonly Finding[]> {
  const app = await startApp(config);
  try {
    const commitMs = await timeCommits(app.db);
    const startedAtMs = performance.now();
    const { faults, delays } = await play({
      db: app.db,
      url: app.url,
      slug: 'cum-5-thanh-pho-2022',
      delegates,
      speed: 0,
      seed: 13,
      secret: false,
      print: () => undefined,
      say,
    });
    const seconds = ((performance.now() - startedAtMs) / 1_000).toFixed(1);
    const { p50, p99 } = delays.votes.entryToState;
    const commit = `${(1_000 / commitMs).toFixed(0)} a second, one at a time`;
    const figures = `${delegates} delegates in ${seconds} s; votes on all screens after ${ms(p50)}, p99 ${ms(p99)}`;
    return [
      commitMs < slowCommitMs
        ? good('commits', commit)
        : warn('commits', commit, 'Put the database on an SSD of this machine; ballots that come together share one.'),
      faults.length > 0
        ? bad('trial', `${faults.length} differences`, 'Run giaouoc rehearse to see them, and do not begin.')
        : p99 < blinkMs
          ? good('trial', `${figures}: it carries such a hall`)
          : warn('trial', figures, 'Stop other programs, or take a faster machine; clients ran here too.'),
    ];
  } finally {
    await app.close();
  }
}

const ms = (value: number): string => `${Math.round(value)} ms`;

/** The median of a durable commit, in milliseconds. */
async function timeCommits(db: Database): Promise<number> {
  await db.query('create table trial (n int)');
  const times: number[] = [];
  for (let n = 0; n < commits; n += 1) {
    const startedAtMs = performance.now();
    await db.query('insert into trial values ($1)', [n]);
    times.push(performance.now() - startedAtMs);
  }
  await db.query('drop table trial');
  return times.sort((a, b) => a - b)[commits / 2] as number;
}
