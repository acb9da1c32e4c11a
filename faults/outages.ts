import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { aFolder, atExit, removeAtExit } from '../test/support/leftovers';
import { until } from '../test/support/until';
import { holdConference } from './conference';
import { type Experiment, findingOf, nothingWrong, wereUnderWay } from './experiment';
import { openWorld } from './world';

/** A file system of a bounded size, gone again when it is closed. @throws where this user cannot mount one */
function aSmallDisk(megabytes: number) {
  const folder = aFolder('giaouoc-disk-');
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'giaouoc-faults', folder], { stdio: 'pipe' });
  } catch (error) {
    rmSync(folder, { recursive: true });
    throw error;
  }
  let isMounted = true;
  const unmount = () => {
    if (isMounted) execFileSync('umount', ['-l', folder]);
    isMounted = false;
  };
  atExit(unmount);
  // PostgreSQL runs as an account of its own. It is ended before the disk goes.
  chmodSync(folder, 0o755);
  removeAtExit(join(folder, 'world'));
  const filler = join(folder, 'filler');
  return {
    folder,
    fill() {
      const { bavail, bsize } = statfsSync(folder);
      try {
        writeFileSync(filler, Buffer.alloc(bavail * bsize));
      } catch (error) {
        // PostgreSQL took some of it meanwhile: it is full all the same.
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    },
    clear: () => rmSync(filler, { force: true }),
    /** May be called again. */
    close() {
      unmount();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Why no small disk can be mounted here, or null. Root in a container often may not either. */
function noSmallDisk(): string | null {
  const only = 'only root on Linux, with the right to mount, can have a small disk';
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return only;
  try {
    aSmallDisk(1).close();
    return null;
  } catch {
    return only;
  }
}

/** The library that lies to one process about the time, where Debian's package libfaketime is installed. */
function fakeClock(): string | null {
  if (process.platform !== 'linux') return null;
  const files = readdirSync('/usr/lib').map((name) => join('/usr/lib', name, 'faketime', 'libfaketime.so.1'));
  return files.find((file) => existsSync(file)) ?? null;
}

/** What a server says of itself. */
async function standing(url: string): Promise<string> {
  const response = await fetch(`${url}/readyz`);
  return ((await response.json()) as { status: string }).status;
}

/** Trouble of the machine: its disk and its clock. */
export const outages: readonly Experiment[] = [
  {
    experiment: '15c disk of PostgreSQL full for 2 s amid votes and signatures',
    criterion: `${nothingWrong}; meanwhile writes are refused with READ_ONLY and 503; goes on without a restart`,
    missing: noSmallDisk,
    async run({ seed, voters }) {
      const disk = aSmallDisk(260);
      try {
        mkdirSync(join(disk.folder, 'world'));
        const world = await openWorld({ seed, voters, folder: join(disk.folder, 'world') });
        try {
          const server = await world.serve();
          const run = await holdConference(
            world,
            () => server.url,
            async ({ reach }) => {
              await reach(0.3);
              disk.fill();
              await until(async () => (await standing(server.url)) === 'read only');
              await delay(2_000);
              disk.clear();
            },
          );
          const refused = run.journal.answers('READ_ONLY');
          const statuses = refused.flatMap(({ status }) => status ?? []);
          const figure = `${refused.length} refused with READ_ONLY, over HTTP with ${[...new Set(statuses)]}`;
          const met = statuses.length > 0;
          return findingOf(run, figure, { '503': statuses.every((status) => status === 503) }, met);
        } finally {
          await world.close();
        }
      } finally {
        disk.close();
      }
    },
  },
  {
    experiment: '17 clock of the server put 45 min forward, then 45 min back, amid votes and signatures',
    criterion: `${nothingWrong}; the log has the times of PostgreSQL, none before the one ahead of it`,
    missing: () => (fakeClock() ? null : 'libfaketime is not installed (apt-get install libfaketime)'),
    async run(world) {
      const folder = aFolder('giaouoc-clock-');
      const clock = join(folder, 'offset');
      writeFileSync(clock, '+0');
      const server = await world.serve({
        LD_PRELOAD: fakeClock() as string,
        FAKETIME_TIMESTAMP_FILE: clock,
        FAKETIME_NO_CACHE: '1',
        // A step of the clock leaves the time since the start of the machine alone.
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
      });
      const serverTime = async () => {
        const response = await fetch(`${server.url}/graphql?query={serverTime}`);
        return Date.parse(((await response.json()) as { data: { serverTime: string } }).data.serverTime);
      };
      const seen: number[] = [];
      const steppedAtMs: number[] = [];
      const [{ began }] = await world.db.query('select clock_timestamp() as began');
      let conferenceId = '';
      const run = await holdConference(
        world,
        () => server.url,
        async ({ reach }, hall) => {
          conferenceId = hall.conference.id;
          for (const [share, offset] of [
            [0.25, '+45m'],
            [0.6, '-45m'],
          ] as const) {
            await reach(share);
            writeFileSync(clock, offset);
            steppedAtMs.push(performance.now());
            seen.push(Math.round(((await serverTime()) - Date.now()) / 60_000));
          }
        },
      );
      const [{ wrong }] = await world.db.query(
        `select count(*)::int as wrong from (
           select at, lag(at) over (order by sequence) as before from event where stream = $1
         ) entry where at < before or at < $2 or at > clock_timestamp()`,
        [conferenceId, began],
      );
      await server.kill();
      rmSync(folder, { recursive: true });
      return findingOf(
        run,
        `the server's clock was ${seen.join(' and ')} min off; ${wrong} entries with a wrong time`,
        {
          'the clock stepped': seen[0] === 45 && seen[1] === -45,
          times: wrong === 0,
        },
        steppedAtMs.every((atMs) => wereUnderWay(run, atMs)),
      );
    },
  },
];
