import { Child } from './children';
import type { BenchDatabase, Voters } from './hall';
import type { Usage } from './usage';

/** What a run with or without stalled readers came to. */
interface Run {
  readonly stalled: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly deliveries: number;
  /** Highest memory of the server while it ran, above what it had before. */
  readonly grewMb: number;
}

/**
 * A document long enough to fill, within a few changes, what the system buffers for a socket nobody reads from; the
 * stalled readers follow it besides the tally, so that this process has to hold things back for them.
 */
const longQuery = `subscription ($id: ID!) { pollTally(pollId: $id) { sequence poll { conference {
  a: delegates(first: 100) { nodes { id code ordinal name { vi en } mayVote maySign } }
  b: delegates(first: 100) { nodes { id code ordinal name { vi en } mayVote maySign } }
  c: delegates(first: 100) { nodes { id code ordinal name { vi en } mayVote maySign } }
  d: delegates(first: 100) { nodes { id code ordinal name { vi en } mayVote maySign } }
} } } }`;
const everyMs = 100;
const share = 0.2;

/** The same followers with every fifth of them stalled, and without: the others' delays, and the memory it takes. */
export async function stalledReaders(
  { url: databaseUrl }: BenchDatabase,
  voters: Voters,
  subscribers: number,
  changes: number,
  json: boolean,
): Promise<void> {
  const runs: Run[] = [];
  for (const stalled of [0, Math.round(subscribers * share)]) {
    const server = Child.start('servers/ours', { DATABASE_URL: databaseUrl });
    const clients = Child.start('clients');
    try {
      const url = await server.ask<string>('open');
      const pollId = await voters.poll();
      await clients.ask('connect', { url, id: pollId, count: subscribers });
      await voters.vote(pollId, 0, 20, everyMs);
      await clients.ask('stall', { count: stalled, query: longQuery });
      const before = await server.ask<Usage>('usage', { collect: true });
      await clients.ask('reset');
      const times = await voters.vote(pollId, 20, changes, everyMs);
      await untilCurrent(clients, times.at(-1)?.[0] ?? 0, subscribers - stalled);
      const after = await server.ask<Usage>('usage');
      const delays = await clients.ask<{ p50Ms: number; p99Ms: number; samples: number }>('delays', { times });
      runs.push({
        stalled,
        p50Ms: delays.p50Ms,
        p99Ms: delays.p99Ms,
        deliveries: delays.samples,
        grewMb: after.peakRssMb - before.rssMb,
      });
      if (stalled) {
        const held = await clients.ask<number>('lateMessages');
        await clients.ask('resume');
        await untilCurrent(clients, times.at(-1)?.[0] ?? 0, subscribers);
        const { cut } = await clients.ask<{ cut: number }>('current', { sequence: 0 });
        const got = (await clients.ask<number>('lateMessages')) - held;
        if (!json) {
          console.log(
            `the ${stalled} stalled readers read on: ${stalled - cut} are at the newest state, ${cut} had been cut; of ${2 * changes * stalled} states they were sent ${got}`,
          );
        }
      }
    } finally {
      await clients.kill();
      await server.stop();
    }
  }
  const [without, withStalled] = runs as [Run, Run];
  if (json) {
    for (const run of runs) console.log(JSON.stringify({ server: 'ours', subscribers, ...run }));
    return;
  }
  console.log(
    `\n${subscribers} followers, ${changes} changes, one each ${everyMs} ms\nstalled  p50 ms  p99 ms  memory grew MB`,
  );
  for (const run of runs) {
    console.log(
      [
        String(run.stalled).padStart(7),
        run.p50Ms.toFixed(0).padStart(7),
        run.p99Ms.toFixed(0).padStart(7),
        run.grewMb.toFixed(1).padStart(15),
      ].join(' '),
    );
  }
  console.log(
    `p99 of the others with stalled readers: ${(withStalled.p99Ms / without.p99Ms).toFixed(2)} times that without`,
  );
}

async function untilCurrent(clients: Child, sequence: number, count: number): Promise<void> {
  for (;;) {
    const { current, cut } = await clients.ask<{ current: number; cut: number }>('current', { sequence });
    if (current + cut >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
