import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statfsSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, startApp } from '../../src/app/start';
import { readConfig } from '../../src/config/config';
import { connect } from '../../src/database/data-source';
import { type EmbeddedPostgres, startEmbedded } from '../../src/database/embedded';
import { migrate } from '../../src/database/migrate';
import { entities } from '../../src/entities';
import { loadShipped } from '../../src/import/load-shipped';
import { LogTailer } from '../../src/log/tailer';
import { countBallots } from '../../src/poll/count';
import { anOpenPoll } from '../support/ballots';
import { aHall, at, type Hall } from '../support/hall';
import { aClient, followTally, tokensOf } from '../support/nodes';
import { authenticate } from '../support/sign-in';
import { until } from '../support/until';

interface World {
  readonly app: App;
  readonly postgres: EmbeddedPostgres;
  readonly hall: Hall;
  readonly tokens: readonly string[];
  readonly pollId: string;
  close(): Promise<void>;
}

/** A server on a PostgreSQL of its own, with an open poll. */
async function aWorld(dataDir: string, members: number): Promise<World> {
  const postgres = await startEmbedded({ dataDir });
  const db = await connect(postgres.url, [...entities]);
  await migrate(db);
  await loadShipped(db);
  const hall = await aHall(db, { members });
  const pollId = await anOpenPoll(hall);
  const tokens = await tokensOf(db, hall.delegates);
  const app = await startApp(
    readConfig({ PORT: '0', LOG_LEVEL: 'silent', DATABASE_URL: postgres.url, STALE_MS: '200' }),
  );
  return {
    app,
    postgres,
    hall,
    tokens,
    pollId,
    async close() {
      await app.close();
      await db.destroy();
      await postgres.stop();
    },
  };
}

const cast = 'mutation ($input: CastBallotInput!) { castBallot(input: $input) { receipt { sequence } } }';

async function vote({ app, tokens, pollId }: World, n: number) {
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${at(tokens, n)}` },
    body: JSON.stringify({
      query: cast,
      variables: { input: { pollId, choices: ['YES'], idempotencyKey: `vote-of-${n}` } },
    }),
  });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
  const code = errors?.[0]?.extensions.code;
  return { status: response.status, retryAfter: response.headers.get('retry-after'), code, data };
}

const ready = async ({ app }: World) => {
  const response = await fetch(`${app.url}/readyz`);
  return { status: response.status, said: ((await response.json()) as { status: string }).status };
};

const snapshot = ({ app, hall }: World) => fetch(`${app.url}/conferences/${hall.conference.slug}/snapshot.json`);

/** Whether its metrics call the database away. */
const isCalledAway = async ({ app }: World) =>
  (await (await fetch(`${app.url}/metrics`)).text()).includes('giaouoc_database_state{state="away"} 1');

const counted = async ({ hall, pollId }: World) => (await countBallots(hall.db.manager, [pollId])).get(pollId)?.cast;

/** Processes of PostgreSQL itself, by the id of their parent. */
function childrenOf(parent: number): number[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  return lines
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([pid, of]) => (of === parent ? [pid!] : []));
}

describe('a server whose PostgreSQL is stopped and started again', () => {
  let folder: string;
  let world: World;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'giaouoc-outage-'));
    chmodSync(folder, 0o755);
    world = await aWorld(join(folder, 'data'), 9);
  });
  afterAll(async () => {
    await world.close();
    rmSync(folder, { recursive: true });
  });

  it('refuses writes with 503, keeps sockets and snapshots, and goes on by itself', async () => {
    const client = aClient(() => world.app.url);
    const screen = followTally(client, world.pollId);
    await screen.find(({ pollTally }) => pollTally.poll.tally.cast === 0);
    const before = await (await snapshot(world)).text();
    expect((await vote(world, 0)).status).toBe(200);
    expect(await ready(world)).toEqual({ status: 200, said: 'ready' });
    const { connections } = world.app;
    const open = connections.size;
    const latest = await (await snapshot(world)).text();
    expect(latest).not.toBe(before);

    // Stopped as by its own operator, all sessions ended; and killed in the end, so that it recovers from its log.
    process.kill(world.postgres.pid, 'SIGSTOP');
    for (const pid of childrenOf(world.postgres.pid)) process.kill(pid, 'SIGKILL');
    const answer = await vote(world, 1);
    expect(answer).toMatchObject({ status: 503, retryAfter: '1', code: 'BUSY' });
    expect(await ready(world)).toEqual({ status: 503, said: 'database away' });
    const stale = await snapshot(world);
    expect([stale.status, stale.headers.get('x-giaouoc-stale'), await stale.text()]).toEqual([
      200,
      'database away',
      latest,
    ]);
    expect(connections.size).toBe(open);
    process.kill(world.postgres.pid, 'SIGKILL');

    await until(async () => (await vote(world, 1)).status === 200);
    expect(await ready(world)).toEqual({ status: 200, said: 'ready' });
    await screen.find(({ pollTally }) => pollTally.poll.tally.cast === 2);
    expect(connections.size).toBe(open);
    expect((await snapshot(world)).headers.get('x-giaouoc-stale')).toBeNull();
    expect(await counted(world)).toBe(2);
    await client.dispose();
  });
});

const isRoot = process.getuid?.() === 0 && process.platform === 'linux';
const mounted = (folder: string) => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=220m', 'giaouoc-test', folder], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
};

describe('a server whose PostgreSQL dies unnoticed', () => {
  let folder: string;
  let world: World;
  let letGo: () => void = () => undefined;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'giaouoc-unnoticed-'));
    chmodSync(folder, 0o755);
    world = await aWorld(join(folder, 'data'), 3);
  });
  afterEach(async () => {
    // A test that failed half way has not.
    letGo();
    await world.close();
    rmSync(folder, { recursive: true });
  });

  /** Stops it in such a way that nothing starts it again before `letGo`. */
  function stop(): void {
    const { pid } = world.postgres;
    process.kill(pid, 'SIGSTOP');
    for (const child of childrenOf(pid)) process.kill(child, 'SIGKILL');
    letGo = () => {
      letGo = () => undefined;
      process.kill(pid, 'SIGKILL');
    };
  }

  it('says so in its metrics, whatever else is asked', async () => {
    expect(await isCalledAway(world)).toBe(false);
    stop();
    await until(() => isCalledAway(world));
    letGo();
    await until(async () => !(await isCalledAway(world)));
  });

  it.each<[string, (world: World) => Promise<unknown>]>([
    ['who signs in', ({ app, tokens }) => authenticate(app.db, at(tokens, 0)).catch(() => undefined)],
    [
      'who follows a log',
      async ({ app }) => {
        const tailer = new LogTailer(app.db, { staleMs: 60_000, report: () => undefined });
        await tailer.follow('system', () => undefined).catch(() => undefined);
        tailer.notify('system', 1);
        await until(() => app.db.health.state !== 'ready');
        await tailer.close();
      },
    ],
  ])('knows it from %s', async (_who, use) => {
    stop();
    await use(world);
    expect(world.app.db.health.state).toBe('away');
    letGo();
    await until(() => world.app.db.health.state === 'ready');
  });
});

describe('a server whose disk is full', () => {
  const disk = isRoot ? mkdtempSync(join(tmpdir(), 'giaouoc-disk-')) : '';
  if (!isRoot || !mounted(disk)) {
    it.skip('is not tested here: only root can mount a small disk', () => undefined);
    return;
  }
  let world: World;
  beforeAll(async () => {
    chmodSync(disk, 0o755);
    mkdirSync(join(disk, 'data'));
    world = await aWorld(join(disk, 'data'), 400);
  });
  afterAll(async () => {
    await world.close();
    execFileSync('umount', ['-l', disk]);
    rmSync(disk, { recursive: true });
  });

  it('can be read, refuses writes with 503, and takes them again once there is room', async () => {
    const client = aClient(() => world.app.url);
    const screen = followTally(client, world.pollId);
    const filler = join(disk, 'filler');
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(filler, Buffer.alloc(bavail * bsize));

    // The first ballots still find room on pages that the tables have.
    let n = 0;
    let answer = await vote(world, n);
    for (; answer.status === 200; answer = await vote(world, n)) n += 1;
    expect(answer).toMatchObject({ status: 503, retryAfter: '10', code: 'READ_ONLY' });
    expect(await ready(world)).toEqual({ status: 200, said: 'read only' });
    const page = await fetch(`${world.app.url}/graphql?query={conferences(first:2){totalCount}}`);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('totalCount')]);
    await screen.find(({ pollTally }) => pollTally.poll.tally.cast === n);
    expect(await counted(world)).toBe(n);

    unlinkSync(filler);
    await until(async () => (await ready(world)).said === 'ready');
    expect((await vote(world, n)).status).toBe(200);
    expect(await counted(world)).toBe(n + 1);
    await client.dispose();
  });
});
