import { setTimeout as delay } from 'node:timers/promises';
import { positions } from '../src/log/read-since';
import { closing, introduced } from '../test/attacks/transports';
import type { ServerProcess } from '../test/support/process';
import { aDetour } from '../test/support/proxy';
import { until } from '../test/support/until';
import { holdConference, type Run } from './conference';
import { type Experiment, findingOf, nothingWrong, wereUnderWay } from './experiment';
import type { Outage } from './world';

/** Whether a server says that it is ready. */
const isReady = ({ url }: ServerProcess) =>
  fetch(`${url}/readyz`).then(
    ({ status }) => status === 200,
    () => false,
  );

/** Milliseconds from a moment until a server says that it is ready. */
async function readyAfter(server: ServerProcess, startedAtMs = performance.now()): Promise<number> {
  await until(() => isReady(server));
  return performance.now() - startedAtMs;
}

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;

/** Trouble in the middle of voting and signing. */
export const crashes: readonly Experiment[] = [
  {
    experiment: '1 server killed (-9) three times amid votes and signatures',
    criterion: `${nothingWrong}; ready again within what a start takes in peace and 3 s, from the kill on`,
    async run(world) {
      const startedAtMs = performance.now();
      let server = await world.serve();
      const peaceMs = await readyAfter(server, startedAtMs);
      const port = new URL(server.url).port;
      let longest = 0;
      const run = await holdConference(
        world,
        () => server.url,
        async ({ reach }) => {
          for (const share of [0.1, 0.4, 0.7]) {
            await reach(share);
            const killedAtMs = performance.now();
            await server.kill();
            server = await world.serve({ PORT: port });
            longest = Math.max(longest, await readyAfter(server, killedAtMs));
          }
        },
      );
      await server.kill();
      const figure = `ready ${seconds(longest)} after the kill, ${seconds(peaceMs)} in peace`;
      return findingOf(run, figure, { ready: longest < peaceMs + 3_000 * world.slack });
    },
  },
  {
    experiment: '2 PostgreSQL crashed (immediate) twice amid votes and signatures',
    criterion: `${nothingWrong}; /readyz says so, and nothing is acknowledged meanwhile; the server process lives`,
    async run(world) {
      const server = await world.serve();
      let longest = 0;
      let noticed = 0;
      const outages: Outage[] = [];
      const run = await holdConference(
        world,
        () => server.url,
        async ({ reach }) => {
          for (const share of [0.2, 0.6]) {
            await reach(share);
            const notices = until(async () => !(await isReady(server)));
            const [outage] = await Promise.all([world.crashDatabase(), notices]);
            outages.push(outage);
            noticed += 1;
            longest = Math.max(longest, await readyAfter(server));
          }
        },
      );
      const lives = await isAlive(server);
      await server.kill();
      const during = run.journal.attempts.filter(({ sentAtMs, knownAtMs }) =>
        outages.some(({ fromMs, toMs }) => sentAtMs > fromMs && knownAtMs < toMs),
      );
      const acknowledged = during.filter(({ outcome }) => outcome.is === 'ok').length;
      const figure = `ready ${seconds(longest)} after PostgreSQL; meanwhile ${during.length} answers, ${acknowledged} ok`;
      return findingOf(run, figure, {
        lives,
        'not ready meanwhile': noticed === 2,
        'asked meanwhile': during.length > 0,
        'nothing acknowledged': acknowledged === 0,
        '503': busyIs503(run),
      });
    },
  },
  {
    experiment: '3 server stopped (SIGSTOP) for 3 s, then resumed',
    criterion: nothingWrong,
    async run(world) {
      const server = await world.serve();
      let resumedAtMs = 0;
      const run = await holdConference(
        world,
        () => server.url,
        async ({ reach }) => {
          await reach(0.3);
          process.kill(server.pid, 'SIGSTOP');
          await delay(3_000);
          resumedAtMs = performance.now();
          process.kill(server.pid, 'SIGCONT');
        },
      );
      await server.kill();
      return findingOf(run, '', {}, wereUnderWay(run, resumedAtMs));
    },
  },
  {
    experiment: '4 network swallows every reply for 3 s, twice',
    criterion: `${nothingWrong}; a retry gets the same receipt`,
    async run(world) {
      const server = await world.serve();
      const detour = await aDetour(server.url);
      const where = () => detour.through(server.url).replace(/\/$/, '');
      let unheard = 0;
      const run = await holdConference(world, where, async ({ reach }, hall) => {
        const written = async () => (await positions(world.db, [hall.conference.id])).get(hall.conference.id) ?? 0;
        for (const share of [0.25, 0.6]) {
          await reach(share);
          detour.swallowReplies();
          const before = await written();
          await delay(3_000);
          unheard += (await written()) - before;
          // Connections made before stay silent in a network that has forgotten them.
          detour.cut();
          detour.mend();
        }
      });
      await detour.close();
      await server.kill();
      return findingOf(run, `${unheard} acts done that nobody heard of`, { unheard: unheard > 0 });
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
    criterion: `${nothingWrong}; who is told to try again is told so with 503; the server process lives`,
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
      return findingOf(run, `${run.journal.answers('BUSY').length} BUSY`, { lives, '503': busyIs503(run) });
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
      let startedAtMs = 0;
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
        startedAtMs = performance.now();
        leaving = true;
        code = await a.terminate();
        tookMs = performance.now() - startedAtMs;
        closedWith = await closed;
      });
      await b.kill();
      const figure = `ended with ${code} after ${seconds(tookMs)}, its socket closed with ${closedWith}`;
      const parts = { code: code === 0, time: tookMs < 10_000, socket: closedWith === 1001 };
      return findingOf(run, figure, parts, wereUnderWay(run, startedAtMs));
    },
  },
];

/** Whether all that was answered over HTTP because of PostgreSQL was a 503, and nothing was a fault. */
function busyIs503({ journal }: Run): boolean {
  const busy = journal.answers('BUSY').every(({ status = 503 }) => status === 503);
  return busy && journal.answers('INTERNAL_SERVER_ERROR').length === 0;
}

async function isAlive({ url }: ServerProcess): Promise<boolean> {
  return (await fetch(`${url}/healthz`)).status === 200;
}
