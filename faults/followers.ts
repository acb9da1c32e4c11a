import { setTimeout as delay } from 'node:timers/promises';
import WebSocket from 'ws';
import { revokeAccount } from '../src/auth/revoke-account';
import { Role } from '../src/graphql/authorize/viewer';
import { allOf } from '../test/attacks/attack';
import { Closed, closing, introduced } from '../test/attacks/transports';
import { anOpenPoll, vote } from '../test/support/ballots';
import { aHall, aViewer, type Hall } from '../test/support/hall';
import { tokensOf } from '../test/support/nodes';
import type { ServerProcess } from '../test/support/process';
import { aDetour } from '../test/support/proxy';
import { until } from '../test/support/until';
import type { Experiment } from './experiment';

const tally = 'subscription ($id: ID!) { pollTally(pollId: $id) { sequence poll { tally { cast } } } }';
/** Followers of the experiments with many. */
const many = 500;

/** One who follows a tally: what was seen last, and when. */
interface LogTailer {
  readonly socket: WebSocket;
  cast: number;
  seenAt: number;
}

async function aFollower(url: string, pollId: string, token?: string): Promise<LogTailer> {
  const socket = await introduced(url, token);
  const follower: LogTailer = { socket, cast: -1, seenAt: 0 };
  socket.on('error', () => undefined);
  const first = new Promise<void>((resolve) => {
    socket.on('message', (data) => {
      const cast = /"cast":(\d+)/.exec(String(data))?.[1];
      if (cast === undefined) return;
      follower.cast = Number(cast);
      follower.seenAt = performance.now();
      resolve();
    });
  });
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: tally, variables: { id: pollId } } }));
  await first;
  return follower;
}

/** So many followers, connected a few at a time, each with a token if there are tokens. */
async function followers(
  url: string,
  pollId: string,
  count: number,
  tokens: readonly string[] = [],
): Promise<LogTailer[]> {
  const made: LogTailer[] = [];
  for (let first = 0; first < count; first += 50) {
    const some = Array.from({ length: Math.min(50, count - first) }, (_, n) => tokens[first + n]);
    made.push(...(await Promise.all(some.map((token) => aFollower(url, pollId, token)))));
  }
  return made;
}

/** One who comes again until let in, as a careful client does; `refused` is told of each close of the server's. */
async function returning(
  url: string,
  pollId: string,
  token: string,
  refused: (code: number) => void,
): Promise<LogTailer> {
  for (;;) {
    try {
      return await aFollower(url, pollId, token);
    } catch (error) {
      // Where nobody listens yet there is no close.
      if (error instanceof Closed && error.code !== 1006) refused(error.code);
      await delay(100 + Math.random() * 400);
    }
  }
}

async function metric({ url }: ServerProcess, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
}

async function anAudience(hall: Hall, server: ServerProcess, count: number, tokens: readonly string[] = []) {
  const pollId = await anOpenPoll(hall);
  return { pollId, audience: await followers(server.url, pollId, count, tokens) };
}

const allSee = (audience: readonly LogTailer[], cast: number) =>
  until(() => audience.every((each) => each.cast === cast));

export const followings: readonly Experiment[] = [
  {
    experiment: `10 a fifth of ${many} followers stop reading amid votes`,
    criterion: 'memory grows by less than 100 MB, process alive, the others see a vote within 1 s (p99)',
    async run(world) {
      const server = await world.serve({ READ_POOL_SIZE: '6' });
      const hall = await aHall(world.db, { members: 40 });
      const { pollId, audience } = await anAudience(hall, server, many);
      const stalled = audience.slice(0, many / 5);
      const healthy = audience.slice(many / 5);
      for (const { socket } of stalled) socket.pause();
      const before = await metric(server, 'process_resident_memory_bytes');
      const delays: number[] = [];
      for (let n = 0; n < 30; n += 1) {
        await vote(hall, pollId, n, ['YES']);
        const votedAt = performance.now();
        await allSee(healthy, n + 1);
        for (const { seenAt } of healthy) delays.push(seenAt - votedAt);
      }
      const grownMb = ((await metric(server, 'process_resident_memory_bytes')) - before) / 1e6;
      const p99 = delays.sort((a, b) => a - b)[Math.floor(delays.length * 0.99)] as number;
      const asleep = stalled.filter(({ cast }) => cast === 0).length;
      for (const { socket } of stalled) socket.resume();
      await allSee(stalled, 30);
      for (const { socket } of audience) socket.terminate();
      await server.kill();
      return allOf(`${grownMb.toFixed(0)} MB, p99 ${p99.toFixed(0)} ms, the stalled ended at the last state`, {
        'had read nothing': asleep === stalled.length,
        memory: grownMb < 100,
        delay: p99 < 1_000,
      });
    },
  },
  {
    experiment: `11 ${many} followers come back at once after a kill`,
    criterion: 'all signed in again and at the latest state within 5 s and what a start takes in peace, none refused',
    async run(world) {
      const startedAtMs = performance.now();
      let server = await world.serve();
      const peaceMs = performance.now() - startedAtMs;
      const hall = await aHall(world.db, { members: 5 });
      const viewers = Array.from({ length: many / 5 }, () => aViewer(world.db, Role.OBSERVER, hall.conference.id));
      const tokens = await tokensOf(world.db, await Promise.all(viewers));
      // Five sockets of each, as of a person with some pages open.
      const all = Array.from({ length: many }, (_, n) => tokens[n % tokens.length] as string);
      const { pollId, audience } = await anAudience(hall, server, many, all);
      const killedAtMs = performance.now();
      await server.kill();
      for (const { socket } of audience) socket.terminate();
      const codes: number[] = [];
      const { url } = server;
      const coming = Promise.all(all.map((token) => returning(url, pollId, token, (code) => codes.push(code))));
      await vote(hall, pollId, 0, ['YES']);
      server = await world.serve({ PORT: new URL(url).port });
      const back = await coming;
      const ms = performance.now() - killedAtMs;
      const latest = back.filter(({ cast }) => cast === 1).length;
      for (const { socket } of back) socket.terminate();
      await server.kill();
      const seconds = (given: number) => `${(given / 1_000).toFixed(1)} s`;
      const figure = `${latest} of ${many} at the latest state ${seconds(ms)} after the kill, ${codes.length} refused`;
      return allOf(`${figure}; a start takes ${seconds(peaceMs)}`, {
        latest: latest === many,
        time: ms < peaceMs + 5_000 * world.slack,
        'none refused': codes.length === 0,
      });
    },
  },
  {
    experiment: '12 network of 50 followers gone without a word',
    criterion: 'all freed in 12 s',
    async run(world) {
      const server = await world.serve();
      const detour = await aDetour(server.url);
      const hall = await aHall(world.db, { members: 5 });
      const pollId = await anOpenPoll(hall);
      await followers(detour.through(server.url).replace(/\/$/, ''), pollId, 50);
      const present = await metric(server, 'giaouoc_connections');
      detour.stall();
      const startedAt = performance.now();
      while ((await metric(server, 'giaouoc_connections')) > 0 && performance.now() - startedAt < 30_000)
        await new Promise((resolve) => setTimeout(resolve, 100));
      const seconds = (performance.now() - startedAt) / 1_000;
      const left = await metric(server, 'giaouoc_live_groups');
      await detour.close();
      await server.kill();
      return allOf(`${present} there, freed after ${seconds.toFixed(1)} s, ${left} groups left`, {
        'were there': present >= 50,
        time: seconds < 12,
        groups: left === 0,
      });
    },
  },
  {
    experiment: '13 account revoked by another process while its socket is open',
    criterion: 'closed with 4403 in 1 s, nothing comes after',
    async run(world) {
      const server = await world.serve();
      const hall = await aHall(world.db, { members: 5 });
      const pollId = await anOpenPoll(hall);
      const viewer = await aViewer(world.db, Role.OBSERVER, hall.conference.id);
      const [token] = (await tokensOf(world.db, [viewer])) as [string];
      const socket = await introduced(server.url, token);
      const messages: string[] = [];
      socket.on('message', (data) => messages.push(String(data)));
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: tally, variables: { id: pollId } } }));
      await until(() => messages.length > 0);
      const closed = closing(socket);
      const startedAt = performance.now();
      await revokeAccount(world.db, hall.administrator, {
        accountId: viewer.accountId as string,
        idempotencyKey: null,
      });
      const code = await closed;
      const ms = performance.now() - startedAt;
      const before = messages.length;
      await vote(hall, pollId, 0, ['YES']);
      await fetch(`${server.url}/readyz`);
      await server.kill();
      return allOf(`close ${code} after ${ms.toFixed(0)} ms`, {
        code: code === 4403,
        time: ms < 1_000,
        'nothing after': messages.length === before,
      });
    },
  },
];
