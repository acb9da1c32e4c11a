import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createPubSub, FixedBuffer } from 'graphql-yoga';
import { Client } from 'pg';
import { allOf } from '../test/attacks/attack';
import { until } from '../test/support/until';
import { check, type Given, isClean, type Verdict, wordsOf } from './checker';
import { ControlHall, type Flaw } from './control-hall';
import type { Experiment } from './experiment';
import { Journal } from './journal';
import type { World } from './world';

const electors = 300;
const hands = 16;

/** What the checker says, and how many requests the trouble met: their clients do not know what came of them. */
interface Volley {
  readonly verdict: Verdict;
  readonly met: number;
}

/**
 * Everybody casts, every third under two keys with two choices at once, while `trouble` is made; then the checker.
 * @param trouble may wait for a number of requests that were answered with success
 */
async function volley(
  world: World,
  flaw: Flaw,
  trouble: (answered: (count: number) => Promise<void>) => Promise<unknown>,
): Promise<Volley> {
  const hall = await ControlHall.open(world.databaseUrl, flaw);
  const journal = new Journal();
  let over = false;
  const waiting = Array.from({ length: electors }, (_, n) => n);
  const insist = async (n: number, value: string) => {
    const key = randomUUID();
    const request = { unit: `control ${n}`, value, key };
    const ask = () => journal.record(request, () => hall.cast(String(n), value, key));
    while (!over && (await ask()).is === 'unknown') await delay(20);
  };
  try {
    const labour = Array.from({ length: hands }, async () => {
      for (let n = waiting.pop(); n !== undefined; n = waiting.pop())
        await Promise.all([insist(n, 'YES'), ...(n % 3 ? [] : [insist(n, 'NO')])]);
    });
    const answered = (count: number) => until(() => journal.count('ok') >= count);
    await Promise.all([trouble(answered), ...labour]);
    const announced = await hall.close();
    const counted = await hall.counted();
    const log = counted.map((_, index) => String(index + 1));
    // Told in the order of commits, so the last one told is the end of what will be.
    for (let n = 0; n < 50 && hall.heard.length < log.length; n += 1) await delay(10);
    const isListening = flaw === 'none' || flaw === 'publish after save';
    const verdict = check({
      attempts: journal.attempts,
      counted,
      apart: new Map(),
      announced: new Map([['control', announced]]),
      log,
      readers: isListening ? [hall.heard.map((position) => ({ position, text: String(position) }))] : [],
      subscribers: [],
      differences: [],
    });
    return { verdict, met: journal.count('unknown') };
  } finally {
    over = true;
    await hall.end();
  }
}

/** Ends the sessions of the model, now and then, so that some end between the commit and what comes after. */
async function endSessions(world: World): Promise<void> {
  const client = new Client({ connectionString: world.databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  for (let n = 0; n < 25; n += 1) {
    await delay(8);
    await client.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'control' and query not like '%listen%'`);
  }
  await client.end();
}

/** Crashes PostgreSQL when a third has cast, so that some are done, some under way and some to come. */
async function crashAfter(world: World, answered: (count: number) => Promise<void>): Promise<void> {
  await answered(electors / 3);
  await world.crashDatabase();
}

/** A closing that comes while ballots are under way, and announces what it counted. */
async function closeEarly(world: World): Promise<Verdict> {
  const hall = await ControlHall.open(world.databaseUrl, 'no lock at closing');
  const journal = new Journal();
  try {
    const votes = Array.from({ length: electors }, async (_, n) => {
      await delay(n / 4);
      const request = { unit: `control ${n}`, value: 'YES', key: String(n) };
      await journal.record(request, () => hall.cast(String(n), 'YES', String(n)));
    });
    await delay(30);
    const announced = await hall.close();
    await Promise.all(votes);
    const counted = await hall.counted();
    return check({
      attempts: journal.attempts,
      counted,
      apart: new Map(),
      announced: new Map([['control', announced]]),
      log: [],
      readers: [],
      subscribers: [],
      differences: [],
    });
  } finally {
    await hall.end();
  }
}

/** Followers of two polls through one pub/sub whose buffer, given to stop a slow one, is the same for all of them. */
async function shareOneBuffer(): Promise<Verdict> {
  const ballots = 40;
  const pubSub = createPubSub<{ poll: [id: string, position: number] }>({ repeaterBuffer: new FixedBuffer(1_000) });
  const readers = ['A', 'B'].map((id, slowness) => {
    const given: Given[] = [];
    const events = pubSub.subscribe('poll', id);
    const reading = (async () => {
      for await (const position of events) {
        given.push({ position, text: String(position) });
        await delay(1 + 4 * slowness);
      }
    })();
    return { given, events, reading };
  });
  // Both wait for their first event now.
  await delay(5);
  for (let n = 1; n <= ballots; n += 1) for (const id of ['A', 'B']) pubSub.publish('poll', id, n);
  await delay(10 * ballots);
  for (const { events } of readers) await events.return();
  await Promise.all(readers.map(({ reading }) => reading));
  return check({
    attempts: [],
    counted: [],
    apart: new Map(),
    announced: new Map(),
    log: Array.from({ length: ballots }, (_, index) => String(index + 1)),
    readers: readers.map(({ given }) => given),
    subscribers: [],
    differences: [],
  });
}

/** Each flaw, how it is provoked, and what the checker must call it. */
const flawed: Readonly<
  Record<Exclude<Flaw, 'none'> | 'shared buffer', { run(world: World): Promise<Verdict>; sign: keyof Verdict }>
> = {
  'check-then-insert': {
    sign: 'duplicated',
    run: async (world) => (await volley(world, 'check-then-insert', async () => undefined)).verdict,
  },
  'asynchronous commit': {
    sign: 'lost',
    run: async (world) =>
      (await volley(world, 'asynchronous commit', (answered) => crashAfter(world, answered))).verdict,
  },
  'no lock at closing': { sign: 'misannounced', run: closeEarly },
  'publish after save': {
    sign: 'gaps',
    run: async (world) => (await volley(world, 'publish after save', () => endSessions(world))).verdict,
  },
  'shared buffer': { sign: 'gaps', run: shareOneBuffer },
};

/** The checker must see each flaw, and nothing where there is none. A checker that never failed proves nothing. */
export const controls: readonly Experiment[] = [
  {
    experiment: '18 control without a flaw, its sessions ended',
    criterion: 'passes the same checker',
    async run(world) {
      const { verdict, met } = await volley(world, 'none', () => endSessions(world));
      return allOf(`${wordsOf(verdict)}; ${met} requests cut off`, {
        clean: isClean(verdict),
        'met requests': met > 0,
      });
    },
  },
  {
    experiment: '18 control without a flaw, PostgreSQL crashed',
    criterion: 'passes the same checker, but for the listener, which a crash cuts off',
    async run(world) {
      const { verdict, met } = await volley(world, 'none', (answered) => crashAfter(world, answered));
      const clean = isClean({ ...verdict, gaps: 0 });
      return allOf(`${wordsOf(verdict)}; ${met} requests cut off`, { clean, 'met requests': met > 0 });
    },
  },
  ...Object.entries(flawed).map(
    ([flaw, { run, sign }]): Experiment => ({
      experiment: `18 control with a flaw: ${flaw}`,
      criterion: `is caught by the same checker, as ${sign}`,
      async run(world) {
        const verdict = await run(world);
        return { figure: wordsOf(verdict), pass: verdict[sign] > 0 };
      },
    }),
  ),
];
