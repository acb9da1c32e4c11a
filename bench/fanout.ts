import 'reflect-metadata';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { endOnSignals } from '../test/support/leftovers';
import { Child } from './lib/children';
import { type BenchDatabase, benchDatabase, Voters } from './lib/hall';
import { stalledReaders } from './lib/stalled';
import { reconnectStorm } from './lib/storm';
import type { Usage } from './lib/usage';

/**
 * One change to many followers: CPU of the server process for each message delivered, beside the least Node can do and
 * what is usually built. Every server is a process of its own, the followers are another; servers take turns.
 */
interface Row {
  readonly server: string;
  readonly subscribers: number;
  readonly deliveries: number;
  readonly cpuMicrosPerDelivery: number;
  /** Of that, outside the system's calls. */
  readonly userMicrosPerDelivery: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly rssMb: number;
  /** Memory of the process above what it had without followers, for each of them. */
  readonly kbPerFollower: number;
  readonly messageBytes: number;
}

interface Load {
  readonly subscribers: number;
  readonly everyMs: number;
  readonly changes: number;
  readonly servers: readonly string[];
}

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    stalled: { type: 'boolean', default: false },
    storm: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    subscribers: { type: 'string' },
    servers: { type: 'string' },
    seconds: { type: 'string' },
  },
});

const all = ['limit', 'ours', 'documented', 'mercurius', 'yoga', 'tutorial'];
const chosen = options.servers?.split(',') ?? all;
const seconds = Number(options.seconds ?? (options.quick ? 3 : 10));
const rounds = Number(options.rounds ?? (options.quick ? 1 : 3));

function loadOf(subscribers: number): Load {
  // As many deliveries a second at every size, which one core bears; at the larger, only what is built for it.
  const everyMs = subscribers > 4_000 ? 500 : 100;
  const servers =
    subscribers > 4_000 ? chosen.filter((server) => ['limit', 'ours', 'documented'].includes(server)) : chosen;
  return { subscribers, everyMs, changes: Math.max(3, Math.round((1_000 * seconds) / everyMs)), servers };
}

async function main(): Promise<void> {
  endOnSignals();
  const sizes = options.subscribers?.split(',').map(Number) ?? (options.quick ? [200] : [2_000, 10_000]);
  const database = await benchDatabase();
  try {
    const voters = await Voters.gather(database.db, 200);
    if (!options.json) heading();
    const [first = 2_000] = sizes;
    if (options.stalled) await stalledReaders(database, voters, first, 10 * seconds, options.json);
    else if (options.storm) await reconnectStorm(database, voters, first, options.json);
    else for (const size of sizes) await compare(database, voters, loadOf(size));
  } finally {
    await database.drop();
  }
}

async function compare(database: BenchDatabase, voters: Voters, load: Load): Promise<void> {
  const runs: Row[][] = [];
  for (let round = 0; round < rounds; round += 1) {
    const rows: Row[] = [];
    for (const server of load.servers) rows.push(await measure(database, voters, server, load));
    runs.push(rows);
    if (!options.json)
      console.log(
        `round ${round + 1}: ${rows.map((row) => `${row.server} ${row.cpuMicrosPerDelivery.toFixed(1)} (${row.userMicrosPerDelivery.toFixed(1)})`).join(', ')}`,
      );
  }
  print(load, runs);
}

async function measure(database: BenchDatabase, voters: Voters, name: string, load: Load): Promise<Row> {
  const server = Child.start(`servers/${name}`, { DATABASE_URL: database.url });
  const clients = Child.start('clients');
  try {
    const url = await server.ask<string>('open');
    const pollId = await voters.poll();
    let voted = 0;
    const change = async (changes: number): Promise<[number, number][]> => {
      if (name !== 'ours') return server.ask('run', { changes, everyMs: load.everyMs });
      voted += changes;
      return voters.vote(pollId, voted - changes, changes, load.everyMs);
    };
    const idle = await server.ask<Usage>('usage', { collect: true });
    await clients.ask('connect', { url, id: pollId, count: load.subscribers });
    await change(Math.max(3, Math.round(2_500 / load.everyMs)));
    await quiet(clients);
    const full = await server.ask<Usage>('usage', { collect: true });
    await clients.ask('reset');
    const before = await server.ask<Usage>('usage');
    const times = await change(load.changes);
    const { received, lastSize } = await quiet(clients);
    const after = await server.ask<Usage>('usage');
    const { p50Ms, p99Ms } = await clients.ask<{ p50Ms: number; p99Ms: number }>('delays', { times });
    return {
      server: name,
      subscribers: load.subscribers,
      deliveries: received,
      cpuMicrosPerDelivery: (after.cpuMicros - before.cpuMicros) / received,
      userMicrosPerDelivery: (after.userMicros - before.userMicros) / received,
      p50Ms,
      p99Ms,
      rssMb: after.rssMb,
      kbPerFollower: ((full.rssMb - idle.rssMb) * 1_024) / load.subscribers,
      messageBytes: lastSize,
    };
  } finally {
    await clients.kill();
    await server.stop();
  }
}

/** Waits until nothing has arrived for a while. */
async function quiet(clients: Child): Promise<{ received: number; lastSize: number }> {
  for (let last = -1; ; ) {
    const count = await clients.ask<{ received: number; lastSize: number }>('count');
    if (count.received === last) return count;
    last = count.received;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function heading(): void {
  console.log(
    `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`,
  );
}

/** Medians over the rounds; ratios are taken within each round first. */
function print({ subscribers, everyMs, changes, servers }: Load, runs: readonly Row[][]): void {
  const column = (server: string, pick: (row: Row) => number) =>
    median(runs.flatMap((rows) => rows.filter((row) => row.server === server).map(pick)));
  const ratio = (server: string, to: string) =>
    median(
      runs.flatMap((rows) => {
        const [a, b] = [server, to].map((name) => rows.find((row) => row.server === name)?.cpuMicrosPerDelivery);
        return a && b ? [a / b] : [];
      }),
    );
  const lines = servers.map((server) => ({
    server,
    subscribers,
    deliveries: column(server, (row) => row.deliveries),
    cpuMicrosPerDelivery: column(server, (row) => row.cpuMicrosPerDelivery),
    userMicrosPerDelivery: column(server, (row) => row.userMicrosPerDelivery),
    p50Ms: column(server, (row) => row.p50Ms),
    p99Ms: column(server, (row) => row.p99Ms),
    rssMb: column(server, (row) => row.rssMb),
    kbPerFollower: column(server, (row) => row.kbPerFollower),
    messageBytes: column(server, (row) => row.messageBytes),
    ofLimit: ratio(server, 'limit'),
    ofOurs: ratio(server, 'ours'),
  }));
  if (options.json) {
    for (const line of lines) console.log(JSON.stringify(line));
    return;
  }
  console.log(
    `\n${subscribers} followers, ${changes} changes, one each ${everyMs} ms, medians of ${runs.length} rounds`,
  );
  console.log(
    'server       CPU µs/message  its own  of limit  of ours   p50 ms   p99 ms  RSS MB  KB/follower  messages  bytes',
  );
  for (const line of lines) {
    console.log(
      [
        line.server.padEnd(12),
        line.cpuMicrosPerDelivery.toFixed(1).padStart(14),
        line.userMicrosPerDelivery.toFixed(1).padStart(8),
        line.ofLimit.toFixed(2).padStart(9),
        line.ofOurs.toFixed(2).padStart(8),
        line.p50Ms.toFixed(0).padStart(8),
        line.p99Ms.toFixed(0).padStart(8),
        line.rssMb.toFixed(0).padStart(7),
        line.kbPerFollower.toFixed(1).padStart(12),
        String(line.deliveries).padStart(9),
        String(line.messageBytes).padStart(6),
      ].join(' '),
    );
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
