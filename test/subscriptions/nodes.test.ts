import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { Client } from 'graphql-ws';
import { countBallots } from '../../src/poll/count';
import { closePoll } from '../support/acts';
import { anOpenPoll, vote } from '../support/ballots';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, type Hall } from '../support/hall';
import { aClient, ask, followLog, followTally, tokensOf, voteUntilAnswered } from '../support/nodes';
import { aServerProcess, type ServerProcess } from '../support/process';
import { aDetour, type Detour } from '../support/proxy';
import { aRedis, redisProgram, type TestRedis } from '../support/redis';
import { aServer } from '../support/server';
import { statementsOf } from '../support/statements';
import { until } from '../support/until';

/** A timer no test lives to see: what arrives has come through the notifier. */
const never = '600000';

let database: TestDatabase;
let settings: Record<string, string>;
async function prepare(): Promise<void> {
  database = await freshDatabase();
  settings = { DATABASE_URL: database.url, PORT: '0', READ_POOL_SIZE: '6', DEMO: 'off' };
}

const clients: Client[] = [];
const nodes: ServerProcess[] = [];
const closers: (() => Promise<unknown>)[] = [];
async function hangUp(): Promise<void> {
  for (const client of clients.splice(0)) await Promise.resolve(client.dispose()).catch(() => undefined);
}
async function tidy(): Promise<void> {
  await hangUp();
  await Promise.all(nodes.splice(0).map((node) => node.kill()));
  for (const close of closers.splice(0).reverse()) await close();
  await database.drop();
}

async function start(...each: Record<string, string>[]): Promise<ServerProcess[]> {
  const started = await Promise.all(each.map((own) => aServerProcess({ ...settings, ...own })));
  nodes.push(...started);
  return started;
}

function client(where: () => string, token?: string): Client {
  const made = aClient(where, token);
  clients.push(made);
  return made;
}

const upTo = (end: number) => Array.from({ length: end }, (_, n) => n + 1);

/** What a recount of the closed poll finds, and that the log has neither gap nor double. */
async function recount(hall: Hall, pollId: string): Promise<number> {
  await closePoll(hall.db, hall.chair, { pollId, idempotencyKey: null });
  const rows = await database.db.query<{ sequence: string }[]>(
    'select sequence from event where stream = $1 order by sequence',
    [hall.conference.id],
  );
  expect(rows.map((row) => Number(row.sequence))).toEqual(upTo(rows.length));
  return (await countBallots(hall.db.manager, [pollId])).get(pollId)?.cast ?? 0;
}

/** One vote on each node in turn, each seen on all of them. */
async function voteEverywhere(urls: readonly string[]): Promise<void> {
  const hall = await aHall(database.db, { members: urls.length });
  const pollId = await anOpenPoll(hall);
  const tokens = await tokensOf(database.db, hall.delegates);
  const logs = urls.map((url) =>
    followLog(
      client(() => url),
      hall.conference.id,
    ),
  );
  const screens = urls.map((url) =>
    followTally(
      client(() => url),
      pollId,
    ),
  );
  await Promise.all(screens.map((screen) => screen.next()));
  for (const [n, url] of urls.entries()) {
    await voteUntilAnswered(() => url, at(tokens, n), pollId);
    await Promise.all(screens.map((screen) => screen.find(({ pollTally }) => pollTally.poll.tally.cast === n + 1)));
  }
  const end = 2 + urls.length;
  await until(() => logs.every((sequences) => sequences.length >= end));
  for (const sequences of logs) expect(sequences).toEqual(upTo(end));
}

describe('a node', () => {
  beforeEach(prepare);
  afterEach(tidy);

  it('reads each entry of a log once, however many sockets follow it', async () => {
    const server = await aServer({ STALE_MS: never });
    closers.push(() => server.close());
    const hall = await aHall(server.database.db, { members: 10 });
    const pollId = await anOpenPoll(hall);
    const { url, db } = server.app;
    const logs = upTo(60).map(() =>
      followLog(
        client(() => url),
        hall.conference.id,
      ),
    );
    const screens = upTo(60).map(() =>
      followTally(
        client(() => url),
        pollId,
      ),
    );
    await Promise.all(screens.map((screen) => screen.next()));
    await until(() => logs.every((each) => each.length === 2));
    const statements = await statementsOf(db, async () => {
      for (let n = 0; n < 10; n += 1) {
        await vote(hall, pollId, n, ['YES']);
        await until(() => logs.every((each) => each.length === n + 3));
      }
      await Promise.all(screens.map((screen) => screen.find(({ pollTally }) => pollTally.poll.tally.cast === 10)));
    });
    expect(statements.filter((statement) => /\bfrom event\b/.test(statement))).toHaveLength(10);
  });
});

// One after another on the same nodes, of which the last test kills one.
describe.each([2, 4])('%i nodes on one database', (count) => {
  let urls: string[];
  beforeAll(async () => {
    await prepare();
    urls = (await start(...Array.from({ length: count }, () => ({ STALE_MS: never })))).map(({ url }) => url);
  });
  afterEach(hangUp);
  afterAll(tidy);

  it('bring a vote on any of them to the subscribers of all', () => voteEverywhere(urls), 60_000);

  it('close the sockets of an account that is revoked on another', async () => {
    const hall = await aHall(database.db);
    const pollId = await anOpenPoll(hall);
    const delegate = at(hall.delegates, 0);
    const [token, administrator] = await tokensOf(database.db, [delegate, hall.administrator]);
    const closed = urls.slice(1).map(async (url) => {
      const socket = client(() => url, token);
      const code = new Promise((resolve) => socket.on('closed', (event) => resolve((event as { code: number }).code)));
      await followTally(socket, pollId).next();
      return () => code;
    });
    const codes = await Promise.all(closed);
    const input = { accountId: delegate.accountId };
    const { data } = await ask(at(urls, 0), revokeAccount, { input }, administrator);
    expect(data.revokeAccount.receipt.sequence).toBeGreaterThan(0);
    for (const code of codes) expect(await code()).toBe(4403);
  });

  it('go on when their notifiers are cut again and again amid votes', async () => {
    const hall = await aHall(database.db, { members: 60 });
    const pollId = await anOpenPoll(hall);
    const tokens = await tokensOf(database.db, hall.delegates.slice(0, 60));
    const logs = urls.map((url) =>
      followLog(
        client(() => url),
        hall.conference.id,
      ),
    );
    await until(() => logs.every((each) => each.length === 2));
    for (const [n, token] of tokens.entries()) {
      if (n % 5 === 0) await cutNotifiers();
      await voteUntilAnswered(() => at(urls, n % count), token, pollId);
    }
    await until(() => logs.every((each) => each.length >= 62));
    for (const each of logs) expect(each).toEqual(upTo(62));
    expect(await recount(hall, pollId)).toBe(60);
  });

  it('lose nothing they acknowledged when one is killed amid 200 votes, and its clients go on elsewhere', async () => {
    const voters = 200;
    // Everybody keeps to a node of their own until it does not answer any more.
    const near = (n: number) => () => at(urls, n % urls.length);
    const hall = await aHall(database.db, { members: voters });
    const pollId = await anOpenPoll(hall);
    const tokens = await tokensOf(database.db, hall.delegates.slice(0, voters));
    const logs = upTo(2 * count).map((n) => followLog(client(near(n)), hall.conference.id));
    const screens = upTo(2 * count).map((n) => followTally(client(near(n)), pollId));
    await Promise.all(screens.map((screen) => screen.next()));

    let answered = 0;
    const votes = tokens.map(async (token, n) => {
      const sequence = await voteUntilAnswered(near(n), token, pollId);
      answered += 1;
      return sequence;
    });
    await until(() => answered >= 20);
    expect(answered).toBeLessThan(voters);
    await at(nodes, 0).kill();
    urls.shift();

    const sequences = await Promise.all(votes);
    expect(sequences.sort((a, b) => a - b)).toEqual(upTo(voters + 2).slice(2));
    await Promise.all(screens.map((screen) => screen.find(({ pollTally }) => pollTally.poll.tally.cast === voters)));
    await until(() => logs.every((each) => each.length >= voters + 2));
    for (const each of logs) expect(each).toEqual(upTo(voters + 2));
    expect(await recount(hall, pollId)).toBe(voters);
  });
});

const revokeAccount =
  'mutation ($input: RevokeAccountInput!) { revokeAccount(input: $input) { receipt { sequence } } }';

describe('two nodes', () => {
  beforeEach(prepare);
  afterEach(tidy);

  it('hear of a vote within STALE_MS when the notifier is cut, and lose nothing of it', async () => {
    const staleMs = 1_000;
    const detour = await aDetour(database.url, 'giaouoc notifier');
    closers.push(() => detour.close());
    const [a, b] = (await start(
      { STALE_MS: never },
      { STALE_MS: String(staleMs), DATABASE_URL: detour.through(database.url) },
    )) as [ServerProcess, ServerProcess];
    await hearsWithin(staleMs, a, b, detour);
  });
});

/** Cuts every LISTEN connection of the test's own database. */
const cutNotifiers = () =>
  database.db.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'giaouoc notifier'`,
  );

/** Slack for a machine that is busy with other tests, in milliseconds. */
const slackMs = 2_000;

/** Votes on `a` while `b` hears no notifier; `b` knows in time, and hears the notifier again once it is mended. */
async function hearsWithin(staleMs: number, a: ServerProcess, b: ServerProcess, detour: Detour): Promise<void> {
  const hall = await aHall(database.db);
  const pollId = await anOpenPoll(hall);
  const tokens = await tokensOf(database.db, hall.delegates.slice(0, 3));
  const screen = followTally(
    client(() => b.url),
    pollId,
  );
  const log = followLog(
    client(() => b.url),
    hall.conference.id,
  );
  await screen.next();
  detour.cut();
  for (const [n, token] of tokens.entries()) {
    if (n === 2) detour.mend();
    await voteUntilAnswered(() => a.url, token, pollId);
    const acknowledgedAt = performance.now();
    await screen.find(({ pollTally }) => pollTally.poll.tally.cast === n + 1);
    expect(performance.now() - acknowledgedAt).toBeLessThan(staleMs + slackMs);
  }
  await until(() => log.length >= 5);
  expect(log).toEqual(upTo(5));
  expect(await recount(hall, pollId)).toBe(3);
}

describe('two nodes with REDIS_URL', () => {
  if (redisProgram === null) {
    it('are not tested here: no redis-server is installed (apt-get install redis-server)', () => {
      process.stdout.write('No redis-server on this machine: the tests of REDIS_URL were left out.\n');
      expect(redisProgram).toBeNull();
    });
    return;
  }
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await aRedis();
  });
  afterAll(() => redis.kill());
  beforeEach(prepare);
  afterEach(tidy);

  it('bring a vote on any of them to the subscribers of all', async () => {
    const own = { STALE_MS: never, REDIS_URL: redis.url };
    // One of them hears no NOTIFY: what it hears has come through Redis.
    const detour = await aDetour(database.url, 'giaouoc notifier');
    closers.push(() => detour.close());
    detour.cut();
    const started = await start(own, { ...own, DATABASE_URL: detour.through(database.url) });
    await voteEverywhere(started.map(({ url }) => url));
  });

  it('hear of a vote within STALE_MS when the way to Redis is cut, and lose nothing of it', async () => {
    const staleMs = 1_000;
    const detour = await aDetour(redis.url);
    closers.push(() => detour.close());
    const [a, b] = (await start(
      { STALE_MS: never, REDIS_URL: redis.url },
      { STALE_MS: String(staleMs), REDIS_URL: detour.through(redis.url), LOG_LEVEL: 'silent' },
    )) as [ServerProcess, ServerProcess];
    await hearsWithin(staleMs, a, b, detour);
  });

  it('start and serve without it', async () => {
    const [node] = await start({ STALE_MS: never, REDIS_URL: 'redis://127.0.0.1:1', LOG_LEVEL: 'silent' });
    await voteEverywhere([(node as ServerProcess).url]);
  });
});

/** Status of a GET on a connection of its own. @throws when that ends without an answer */
async function statusOf(url: string): Promise<number | undefined> {
  const [response] = (await once(get(url, { agent: false }), 'response')) as [IncomingMessage];
  response.resume();
  return response.statusCode;
}

// One after another on the same primary, which the last test but one ends.
describe('WORKERS=2', () => {
  let primary: ServerProcess;
  const startWorkers = async () => {
    const started = await aServerProcess({ ...settings, WORKERS: '2', STALE_MS: never }, 'start');
    nodes.push(started);
    return started;
  };
  beforeAll(async () => {
    await prepare();
    primary = await startWorkers();
  });
  afterEach(hangUp);
  afterAll(tidy);

  const lives = (pid: number) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  /** Workers that were said to serve and have not ended. */
  const living = ({ said }: ServerProcess) => {
    const first = /processes ([\d, ]+)/.exec(said())?.[1]?.split(', ') ?? [];
    const later = [...said().matchAll(/process (\d+) serves/g)].map((match) => match[1]);
    return [...first, ...later].map(Number).filter(lives);
  };

  it('serves on one port as two nodes, and greets once', async () => {
    expect(living(primary)).toHaveLength(2);
    // Connections go to the workers in turn, so each has two of the four screens.
    await voteEverywhere([primary.url, primary.url, primary.url, primary.url]);
    expect(primary.said().match(/serves at/g)).toHaveLength(1);
  });

  it('replaces a worker that is killed amid votes, and loses nothing acknowledged', async () => {
    const voters = 100;
    const where = () => primary.url;
    const hall = await aHall(database.db, { members: voters });
    const pollId = await anOpenPoll(hall);
    const tokens = await tokensOf(database.db, hall.delegates.slice(0, voters));
    const logs = upTo(4).map(() => followLog(client(where), hall.conference.id));
    const screens = upTo(4).map(() => followTally(client(where), pollId));
    await Promise.all(screens.map((screen) => screen.next()));
    let answered = 0;
    const votes = tokens.map(async (token) => {
      const sequence = await voteUntilAnswered(where, token, pollId);
      answered += 1;
      return sequence;
    });
    await until(() => answered >= 10);
    process.kill(at(living(primary), 0), 'SIGKILL');
    const sequences = await Promise.all(votes);
    expect(sequences.sort((a, b) => a - b)).toEqual(upTo(voters + 2).slice(2));
    await Promise.all(screens.map((screen) => screen.find(({ pollTally }) => pollTally.poll.tally.cast === voters)));
    await until(() => logs.every((each) => each.length >= voters + 2));
    for (const each of logs) expect(each).toEqual(upTo(voters + 2));
    expect(await recount(hall, pollId)).toBe(voters);
    await until(() => living(primary).length === 2);
    expect(primary.said()).toContain('ended (SIGKILL): another takes its place.');
  });

  it('ends a connection that a worker was killed before it took over, so that its client tries again', async () => {
    const stopped = at(living(primary), 0);
    process.kill(stopped, 'SIGSTOP');
    // Of new connections every other is on its way to the worker that does not move.
    const statuses = upTo(4).map(() => statusOf(`${primary.url}/healthz`));
    await Promise.any(statuses);
    process.kill(stopped, 'SIGKILL');
    const answers = await Promise.all(statuses.map((status) => status.catch(() => 'ended')));
    expect(answers.sort()).toEqual([200, 200, 200, 'ended']);
    await until(() => living(primary).length === 2);
  });

  it('does not start, and says why, when its port is taken', async () => {
    const port = new URL(primary.url).port;
    const second = aServerProcess({ ...settings, WORKERS: '2', PORT: port }, 'start');
    await expect(second).rejects.toThrow(`Port ${port} on 127.0.0.1 is taken`);
  });

  it('ends all workers when told to end', async () => {
    const workers = living(primary);
    expect(await primary.terminate()).toBe(0);
    expect(workers.filter(lives)).toEqual([]);
    await expect(fetch(`${primary.url}/healthz`)).rejects.toThrow();
  });

  it('ends its workers with the primary when that is killed', async () => {
    const killed = await startWorkers();
    const workers = living(killed);
    expect(workers).toHaveLength(2);
    await killed.kill();
    await until(() => !workers.some(lives));
    await expect(fetch(`${killed.url}/healthz`)).rejects.toThrow();
  });
});
