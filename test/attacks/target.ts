import type { Viewer } from '../../src/graphql/authorize/viewer';
import { anOpenPoll } from '../support/ballots';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, type Hall } from '../support/hall';
import { tokensOf } from '../support/nodes';
import { aServerProcess, type ServerProcess } from '../support/process';

/** Servers in processes of their own on one database with a conference, and an open poll in it. */
export interface Target {
  readonly database: TestDatabase;
  readonly hall: Hall;
  readonly pollId: string;
  /** With the limits every server has that is told no others. */
  readonly usual: ServerProcess;
  /** With small limits and without introspection, so that each limit is met soon. */
  readonly strict: ServerProcess;
  /** A session of its own. */
  token(viewer: Viewer): Promise<string>;
  /** What is there to count, by its name in `/metrics`. */
  metric(server: ServerProcess, name: string): Promise<number>;
  /** Whether something took less than this. */
  within(ms: number, boundMs: number): boolean;
  close(): Promise<void>;
}

/** The limits of `strict`. */
export const strictLimits = {
  address: 60,
  total: 80,
  groups: 5,
  requestMs: 2_000,
  triesPerMinute: 20,
} as const;

/**
 * @param patience how many times a bound something may take: more than once where much else runs on the machine
 * @throws when a server does not start
 */
export async function aTarget(patience = 1): Promise<Target> {
  const database = await freshDatabase();
  const hall = await aHall(database.db, { members: 12 });
  const pollId = await anOpenPoll(hall);
  const settings = {
    DATABASE_URL: database.url,
    PORT: '0',
    STALE_MS: '500',
    LOG_LEVEL: 'silent',
    READ_POOL_SIZE: '6',
  };
  const [usual, strict] = await Promise.all([
    aServerProcess(settings),
    aServerProcess({
      ...settings,
      INTROSPECTION: 'off',
      PROXIES: '127.0.0.1',
      CONNECTIONS: String(strictLimits.total),
      CONNECTIONS_PER_ADDRESS: String(strictLimits.address),
      PUBLIC_LIVE_GROUPS: String(strictLimits.groups),
      REQUEST_TIMEOUT_MS: String(strictLimits.requestMs),
      SIGN_IN_TRIES_PER_MINUTE: String(strictLimits.triesPerMinute),
    }),
  ]);
  return {
    database,
    hall,
    pollId,
    usual,
    strict,
    async token(viewer) {
      return (await tokensOf(database.db, [viewer]))[0] as string;
    },
    async metric(server, name) {
      const text = await (await fetch(`${server.url}/metrics`)).text();
      return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
    },
    within: (ms, boundMs) => ms < boundMs * patience,
    async close() {
      await Promise.all([usual.kill(), strict.kill()]);
      await database.drop();
    },
  };
}
