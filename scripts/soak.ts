/**
 * `npm run soak -- --minutes 30 --followers 1000 [--json]`: rehearsals run one after another while followers come and
 * go, on a server of its own; then everybody leaves, and memory, handles, timers and connections must be back where they
 * were. Works on the embedded PostgreSQL in a folder that is removed.
 */
import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import v8 from 'node:v8';
import vm from 'node:vm';
import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { type App, startApp } from '../src/app/start';
import { readConfig } from '../src/config/config';
import { play } from '../src/rehearsal/play';
import { aFolder, endOnSignals } from '../test/support/leftovers';

const slug = 'cum-5-thanh-pho-2022';
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    followers: { type: 'string', default: '1000' },
    json: { type: 'boolean', default: false },
  },
});
const minutes = Number(values.minutes);
const followers = Number(values.followers);

/** What must be the same when all have gone. */
interface State {
  readonly heapMb: number;
  readonly rssMb: number;
  readonly sockets: number;
  readonly timers: number;
  readonly listeners: number;
  readonly groups: number;
  readonly subscribers: number;
  readonly connections: number;
  readonly logs: number;
  readonly postgres: number;
}

async function stateOf(app: App): Promise<State> {
  v8.setFlagsFromString('--expose-gc');
  const collect = vm.runInNewContext('gc') as () => void;
  for (let round = 0; round < 3; round += 1) {
    collect();
    await pause(50);
  }
  const { heapUsed, rss } = process.memoryUsage();
  const resources = process.getActiveResourcesInfo();
  const count = (name: RegExp) => resources.filter((each) => name.test(each)).length;
  const text = await (await fetch(`${app.url}/metrics`, { headers: { connection: 'close' } })).text();
  const metric = (name: string) => Number(new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1]);
  const [row] = await app.db.query<{ count: number }[]>(
    `select count(*)::int as count from pg_stat_activity where application_name like 'giaouoc%'`,
  );
  return {
    heapMb: Math.round(heapUsed / 104_857.6) / 10,
    rssMb: Math.round(rss / 1_048_576),
    sockets: count(/^TCPSocketWrap$/),
    timers: count(/^Timeout$/),
    listeners: process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0),
    groups: app.broker.size,
    subscribers: metric('giaouoc_subscribers'),
    connections: app.connections.size,
    logs: metric('giaouoc_logs_followed'),
    postgres: row?.count ?? 0,
  };
}

const queries = [
  'subscription ($id: ID!) { conferenceChanged(conferenceId: $id) { sequence conference { state } } }',
  'subscription ($id: ID!) { conferenceEvents(conferenceId: $id, after: 0) { sequence kind } }',
];

/** One who comes, follows for a while, and goes: politely or not. */
class LogTailer {
  private readonly client: Client;
  private socket: WebSocket | null = null;
  heard = 0;
  /** Why it was not let in, or was cut off. */
  fault: unknown = null;

  constructor(url: string, conferenceId: string, n: number) {
    this.client = createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    this.client.on('connected', (socket) => {
      this.socket = socket as WebSocket;
    });
    this.client.subscribe(
      { query: queries[n % queries.length] as string, variables: { id: conferenceId } },
      {
        next: () => {
          this.heard += 1;
        },
        error: (fault) => {
          this.fault = fault;
        },
        complete: () => undefined,
      },
    );
  }

  async leave(rudely: boolean): Promise<void> {
    if (rudely && this.socket) this.socket.terminate();
    // One that was still coming in learns here that it was not let in; the subscription has learnt it too.
    else await Promise.resolve(this.client.dispose()).catch(() => undefined);
  }
}

/** The rehearsal in progress; the conference rehearsed where none is. */
async function nowPlaying(app: App): Promise<string> {
  const [row] = await app.db.query<{ id: string }[]>(
    `select id from conference where (nature = 'REHEARSAL' and state <> 'CLOSED') or slug = $1
     order by nature = 'REHEARSAL' desc limit 1`,
    [slug],
  );
  return row?.id as string;
}

async function oneRehearsal(app: App): Promise<number> {
  const { faults } = await play({
    db: app.db,
    url: app.url,
    slug,
    delegates: 30,
    speed: 0,
    seed: 13,
    secret: true,
    print: () => undefined,
    say: () => undefined,
  });
  if (faults.length) throw new Error(`the rehearsal found ${faults.length} differences: ${faults[0]}`);
  return 1;
}

function reasonOf(fault: unknown): string {
  const { message, code, reason } = fault as { message?: string; code?: number; reason?: string };
  return message ?? `${code} ${reason}`;
}

async function run(): Promise<void> {
  endOnSignals();
  const app = await startApp(
    readConfig({
      PORT: '0',
      DATA_DIR: aFolder('giaouoc-soak-'),
      LOG_LEVEL: 'error',
      DEMO: 'off',
      RESULT_CACHE_BYTES: '1000000',
    }),
  );
  try {
    // Once for what is made once: compiled code, parsed documents, filled pools and caches.
    await oneRehearsal(app);
    await pause(1_000);
    const before = await stateOf(app);

    const endAtMs = performance.now() + minutes * 60_000;
    const present = new Set<LogTailer>();
    let [came, rehearsals, peak, heard, cut] = [0, 0, 0, 0, 0];
    let failure: unknown = null;
    const playing = (async () => {
      while (performance.now() < endAtMs) rehearsals += await oneRehearsal(app);
    })().catch((error: unknown) => {
      failure = error;
    });
    while (performance.now() < endAtMs && failure === null) {
      const id = await nowPlaying(app);
      // Some twentieth of the hall changes each half second; every third leaves without a word.
      for (let n = 0; n < followers / 20 && present.size < followers; n += 1) {
        present.add(new LogTailer(app.url, id, came));
        came += 1;
      }
      await pause(500);
      peak = Math.max(peak, app.connections.size);
      if (present.size < followers) continue;
      const leaving = [...present].slice(0, Math.ceil(followers / 20));
      await Promise.all(leaving.map((each, n) => each.leave(n % 3 === 0)));
      for (const each of leaving) {
        heard += each.heard;
        present.delete(each);
        if (each.fault === null) continue;
        cut += 1;
        if (cut <= 3) process.stderr.write(`a follower was cut off: ${reasonOf(each.fault)}\n`);
      }
    }
    await playing;
    if (failure !== null) throw failure;
    await Promise.all([...present].map((each) => each.leave(false)));
    for (let wait = 0; app.connections.size > 0 && wait < 200; wait += 1) await pause(100);
    // Keep-alive connections of the players end by themselves.
    await pause(6_000);
    const after = await stateOf(app);
    show({ minutes, followers, came, peak, heard, cut, rehearsals }, before, after);
  } finally {
    await app.close();
  }
}

/** How much more there may be afterwards: nothing of what is opened and closed, and of memory some twice what was measured. */
const allowed: State = {
  heapMb: 15,
  rssMb: 80,
  sockets: 4,
  timers: 4,
  listeners: 0,
  groups: 0,
  subscribers: 0,
  connections: 0,
  logs: 0,
  postgres: 0,
};

function show(facts: Readonly<Record<string, number>>, before: State, after: State): void {
  const rows = (Object.keys(allowed) as (keyof State)[]).map((name) => {
    const pass = after[name] - before[name] <= allowed[name];
    return { criterion: name, before: before[name], after: after[name], allowed: allowed[name], pass };
  });
  if (values.json) {
    for (const { criterion, after: figure, pass } of rows)
      console.log(JSON.stringify({ experiment: 'soak', ...facts, criterion, figure, pass }));
  } else {
    console.log(
      Object.entries(facts)
        .map(([name, value]) => `${name} ${value}`)
        .join(', '),
    );
    console.table(rows);
  }
  if (rows.some(({ pass }) => !pass)) process.exitCode = 1;
}

void run().then(() => process.exit());
