import { setTimeout as delay } from 'node:timers/promises';
import { closing, introduced } from '../test/attacks/transports';
import type { ServerProcess } from '../test/support/process';
import { aDetour } from '../test/support/proxy';
import { until } from '../test/support/until';
import { holdConference } from './conference';
import { type Experiment, findingOf, nothingWrong } from './experiment';

/** Whether a server says that it is ready. */
const isReady = ({ url }: ServerProcess) =>
  fetch(`${url}/readyz`).then(
    ({ status }) => status === 200,
    () => false,
  );

/** Milliseconds until a server says that it is ready. */
async function readyAfter(server: ServerProcess): Promise<number> {
  const startedAt = performance.now();
  await until(() => isReady(server));
  return performance.now() - startedAt;
}

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;

/** Trouble in the middle of voting and signing. */
export const crashes: readonly Experiment[] = [
  {
    experiment: '1 server killed (-9) three times amid votes and signatures',
    criterion: `${nothingWrong}; ready again in 3 s of its start`,
    async run(world) {
      let server = await world.serve();
      const port = new URL(server.url).port;
      let longest = 0;
      const run = await holdConference(
        world,
        () => server.url,
        async ({ reach }) => {
          for (const share of [0.1, 0.4, 0.7]) {
            await reach(share);
            await server.kill();
            server = await world.serve({ PORT: port });
            longest = Math.max(longest, await readyAfter(server));
          }
        },
      );
      await server.kill();
      return findingOf(run, `ready in ${seconds(longest)}`, { ready: longest < 3_000 });
    },
  },
  {
    experiment: '2 PostgreSQL crashed (immediate) twice amid votes and signatures',
    criterion: `${nothingWrong}; /readyz says so each time; the server process lives`,
    async run(world) {
      const server = await world.serve();
      let longest = 0;
      let noticed = 0;
      const run = await holdConference(
        world,
        () => server.url,
        async ({ reach }) => {
          for (const share of [0.2, 0.6]) {
            await reach(share);
            const notices = until(async () => !(await isReady(server)));
            await Promise.all([world.crashDatabase(), notices]);
            noticed += 1;
            longest = Math.max(longest, await readyAfter(server));
          }
        },
      );
      const lives = await isAlive(server);
      await server.kill();
      return findingOf(run, `ready ${seconds(longest)} after PostgreSQL`, {
        lives,
        'not ready meanwhile': noticed === 2,
      });
    },
  },
  {
    experiment: '3 server stopped (SIGSTOP) for 3 s, then resumed',
    criterion: nothingWrong,
    async run(world) {
      const server = await world.serve();
      const run = await holdConference(
        world,
        () => server.url,
        async ({ reach }) => {
          await reach(0.3);
          process.kill(server.pid, 'SIGSTOP');
          await delay(3_000);
          process.kill(server.pid, 'SIGCONT');
        },
      );
      await server.kill();
      return findingOf(run, '');
    },
  },
  {
    experiment: '4 network swallows everything for 3 s, twice',
    criterion: `${nothingWrong}; a retry gets the same receipt`,
    async run(world) {
      const server = await world.serve();
      const detour = await aDetour(server.url);
      const where = () => detour.through(server.url).replace(/\/$/, '');
      const run = await holdConference(world, where, async ({ reach }) => {
        for (const share of [0.25, 0.6]) {
          await reach(share);
          detour.stall();
          await delay(3_000);
          // Connections made before stay silent in a network that has forgotten them.
          detour.cut();
          detour.mend();
        }
      });
      await detour.close();
      await server.kill();
      return findingOf(run, '');
    },
  },
  {
    experiment: '5 connections reset again and again for 1 s, three times',
    criterion: nothingWrong,
    async run(world) {
      const server = await world.serve();
      const detour = await aDetour(server.url);
      const where = () => detour.through(server.url).replace(/\/$/, '');
      const run = await holdConference(world, where, async ({ reach }) => {
        for (const share of [0.2, 0.5, 0.75]) {
          await reach(share);
          for (let n = 0; n < 10; n += 1) {
            detour.cut();
            detour.mend();
            await delay(100);
          }
        }
      });
      await detour.close();
      await server.kill();
      return findingOf(run, '');
    },
  },
  {
    experiment: '15 every session of PostgreSQL ended (pg_terminate_backend), five times',
    criterion: `${nothingWrong}; the server process lives`,
    async run(world) {
      const server = await world.serve();
      const run = await holdConference(
        world,
        () => server.url,
        async ({ reach }) => {
          for (const share of [0.1, 0.3, 0.5, 0.7, 0.9]) {
            await reach(share);
            await world.db.query(
              `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
            );
          }
        },
      );
      const lives = await isAlive(server);
      await server.kill();
      return findingOf(run, '', { lives });
    },
  },
  {
    experiment: '15b network to PostgreSQL swallows everything for 4 s and forgets its connections',
    criterion: `${nothingWrong}; the server answers again without a restart within 15 s`,
    async run(world) {
      const detour = await aDetour(world.databaseUrl);
      const server = await world.serve({ DATABASE_URL: detour.through(world.databaseUrl) });
      let tookMs = 0;
      const run = await holdConference(
        world,
        () => server.url,
        async ({ reach }) => {
          await reach(0.4);
          detour.stall();
          await delay(4_000);
          // Those that are stalled stay so: `forget` leaves them silent, and only new ones get through.
          detour.forget();
          const startedAt = performance.now();
          await reach(0.6);
          tookMs = performance.now() - startedAt;
        },
      );
      await server.kill();
      await detour.close();
      return findingOf(run, `votes again after ${seconds(tookMs)}`, { time: tookMs < 15_000 });
    },
  },
  {
    experiment: '16 one of two nodes drained (SIGTERM) amid votes and signatures',
    criterion: `${nothingWrong}; it ends by itself with code 0 in 10 s, its sockets closed with 1001`,
    async run(world) {
      const [a, b] = await Promise.all([world.serve({}, 'start'), world.serve()]);
      let leaving = false;
      let tookMs = 0;
      let code: number | null = null;
      let closedWith = 0;
      let turn = 0;
      const where = () => {
        turn += 1;
        return !leaving && turn % 2 ? a.url : b.url;
      };
      const run = await holdConference(world, where, async ({ reach }) => {
        const socket = await introduced(a.url);
        const closed = closing(socket);
        await reach(0.4);
        const startedAt = performance.now();
        leaving = true;
        code = await a.terminate();
        tookMs = performance.now() - startedAt;
        closedWith = await closed;
      });
      await b.kill();
      return findingOf(run, `ended with ${code} after ${seconds(tookMs)}, its socket closed with ${closedWith}`, {
        code: code === 0,
        time: tookMs < 10_000,
        socket: closedWith === 1001,
      });
    },
  },
];

async function isAlive({ url }: ServerProcess): Promise<boolean> {
  return (await fetch(`${url}/healthz`)).status === 200;
}
