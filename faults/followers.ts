import WebSocket from 'ws';
import { revokeAccount } from '../src/auth/revoke-account';
import { Role } from '../src/request/viewer';
import { allOf } from '../test/attacks/attack';
import { closing, introduced } from '../test/attacks/transports';
import { anOpenPoll, vote } from '../test/support/ballots';
import { aHall, aViewer, type Hall } from '../test/support/hall';
import { tokensOf } from '../test/support/nodes';
import type { ServerProcess } from '../test/support/process';
import { aDetour } from '../test/support/proxy';
import { until } from '../test/support/until';
import type { Experiment } from './experiment';

const tally = 'subscription ($id: ID!) { pollTally(pollId: $id) { sequence tally { cast } } }';
/** Followers of the experiments with many. */
const many = 500;

/** One who follows a tally: what was seen last, and when. */
interface Follower {
  readonly socket: WebSocket;
  cast: number;
  seenAt: number;
}

async function aFollower(url: string, pollId: string): Promise<Follower> {
  const socket = await introduced(url);
  const follower: Follower = { socket, cast: -1, seenAt: 0 };
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

/** So many followers, connected a few at a time. */
async function followers(url: string, pollId: string, count: number): Promise<Follower[]> {
  const made: Follower[] = [];
  for (let n = 0; n < count; n += 50)
    made.push(...(await Promise.all(Array.from({ length: Math.min(50, count - n) }, () => aFollower(url, pollId)))));
  return made;
}

async function metric({ url }: ServerProcess, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
}

async function anAudience(hall: Hall, server: ServerProcess, count: number) {
  const pollId = await anOpenPoll(hall);
  return { pollId, audience: await followers(server.url, pollId, count) };
}

const allSee = (audience: readonly Follower[], cast: number) =>
  until(() => audience.every((each) => each.cast === cast));

export const followings: readonly Experiment[] = [
  {
    experiment: `10 a fifth of ${many} followers stop reading amid votes`,
    criterion: 'memory grows by less than 100 MB, process alive, the others see a vote within 1 s (p99)',
    async run(world) {
      const server = await world.serve({ POOL_SIZE: '5' });
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
      for (const { socket } of stalled) socket.resume();
      await allSee(stalled, 30);
      for (const { socket } of audience) socket.terminate();
      await server.kill();
      return allOf(`${grownMb.toFixed(0)} MB, p99 ${p99.toFixed(0)} ms, the stalled ended at the last state`, {
        memory: grownMb < 100,
        delay: p99 < 1_000,
      });
    },
  },
  {
    experiment: `11 ${many} followers come back at once after a kill`,
    criterion: 'all at the latest state in 5 s of the start, no error',
    async run(world) {
      let server = await world.serve();
      const hall = await aHall(world.db, { members: 5 });
      const { pollId, audience } = await anAudience(hall, server, many);
      await server.kill();
      await vote(hall, pollId, 0, ['YES']);
      for (const { socket } of audience) socket.terminate();
      server = await world.serve({ PORT: new URL(server.url).port });
      const startedAt = performance.now();
      const back = await Promise.all(Array.from({ length: many }, () => aFollower(server.url, pollId)));
      const seconds = (performance.now() - startedAt) / 1_000;
      const latest = back.filter(({ cast }) => cast === 1).length;
      for (const { socket } of back) socket.terminate();
      await server.kill();
      return allOf(`${latest} of ${many} at the latest state after ${seconds.toFixed(1)} s`, {
        latest: latest === many,
        time: seconds < 5,
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
      detour.stall();
      const startedAt = performance.now();
      while ((await metric(server, 'giaouoc_connections')) > 0 && performance.now() - startedAt < 30_000)
        await new Promise((resolve) => setTimeout(resolve, 100));
      const seconds = (performance.now() - startedAt) / 1_000;
      const left = await metric(server, 'giaouoc_live_groups');
      await detour.close();
      await server.kill();
      return allOf(`freed after ${seconds.toFixed(1)} s, ${left} groups left`, {
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
