import { setTimeout as pause } from 'node:timers/promises';
import { reasonOf } from './error';
import { stillRuns } from './lock';
import { keepLogShort, launch, type Postmaster, type Site, shutDown } from './postmaster';

/** A server that is started again whenever it ends by itself. */
export interface Supervised {
  /** The server's first process, at this moment. */
  pid(): number;
  /** Ends the server, and the watch over it. Call once. */
  end(): Promise<void>;
}

const mostRestarts = 5;
const restartWindowMs = 60_000;
const afterFailureMs = 200;
const watchEveryMs = 500;
const logCheckEveryMs = 60_000;

/**
 * Keeps the server running until end(): one that ends by itself is started again at the same address.
 *
 * watching: a child's end is told by the system, a server that is not our child is looked at twice a second.
 * reviving: from the server's end until it is ready again; at most 5 tries within 60 seconds, then it waits for the
 *   oldest to be 60 seconds past. It never gives up: a disk that was full may have room again.
 * ending: from end() on; a try under way is waited for, because what it starts must be stopped too.
 */
export function supervise(site: Site, first: Postmaster): Supervised {
  const { say } = site;
  const ending = new AbortController();
  let postmaster = first;
  let reviving: Promise<void> | null = null;
  let tries: number[] = [];

  const onEnd = (ended: Postmaster) => {
    if (ending.signal.aborted || reviving || ended !== postmaster) return;
    say(`PostgreSQL (process ${ended.pid}) ended by itself: starting it again`);
    reviving = revive().then(() => {
      reviving = null;
      // After the line above: a server that fell again at once would else be taken for one being revived.
      follow();
    });
  };
  const follow = () => {
    const current = postmaster;
    void current.ended?.then(() => onEnd(current));
  };
  const revive = async () => {
    while (!ending.signal.aborted) {
      tries = tries.filter((at) => at > performance.now() - restartWindowMs);
      const oldest = tries[0];
      if (tries.length >= mostRestarts && oldest !== undefined) {
        const waitMs = oldest + restartWindowMs - performance.now();
        say(`PostgreSQL was started ${mostRestarts} times within a minute: next try in ${Math.ceil(waitMs / 1000)} s`);
        await wait(waitMs);
        continue;
      }
      tries.push(performance.now());
      try {
        postmaster = await launch(site);
        say(`PostgreSQL runs again (process ${postmaster.pid})`);
        return;
      } catch (error) {
        say(reasonOf(error));
        await wait(afterFailureMs);
      }
    }
  };
  const wait = (ms: number) => pause(ms, undefined, { ref: false, signal: ending.signal }).catch(() => {});

  const watch = setInterval(() => {
    if (!postmaster.ended && !stillRuns(postmaster.pid, postmaster.run)) onEnd(postmaster);
  }, watchEveryMs).unref();
  const logCheck = setInterval(() => checkLog(site), logCheckEveryMs).unref();

  follow();
  return {
    pid: () => postmaster.pid,
    async end() {
      ending.abort();
      clearInterval(watch);
      clearInterval(logCheck);
      await reviving;
      await shutDown(site, postmaster);
    },
  };
}

function checkLog({ home, say }: Site): void {
  try {
    keepLogShort(home);
  } catch (error) {
    say(`PostgreSQL's log cannot be shortened: ${reasonOf(error)}`);
  }
}
