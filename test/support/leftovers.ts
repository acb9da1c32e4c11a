import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * What a program run by hand (benchmarks, faults, attacks, soak) makes outside its process: folders, processes, mounts.
 * All of it is undone when the process ends, also by an error, Ctrl-C or SIGTERM; only SIGKILL leaves it. The state is
 * the module's, as signals and the end belong to the process.
 */
const undone: (() => void)[] = [];
const farewells = new Set<() => Promise<unknown>>();

/** Longest a program that was interrupted takes for what it can only do while it runs, in milliseconds. */
const farewellMs = 10_000;
/** Longest one server is waited for, in milliseconds. */
const serverMs = 5_000;

/** Has something undone at the end of the process, the last thing first. `undo` waits for nothing: no promise, no event. */
export function atExit(undo: () => void): void {
  if (undone.length === 0) process.once('exit', undoAll);
  undone.push(undo);
}

function undoAll(): void {
  for (let undo = undone.pop(); undo; undo = undone.pop()) {
    try {
      undo();
    } catch (error) {
      process.stderr.write(`left behind: ${error}\n`);
    }
  }
}

/** A new folder in the folder for temporary files, removed at the end with the PostgreSQL that runs in it. */
export function aFolder(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  removeAtExit(folder);
  return folder;
}

/** Has a folder removed at the end, with the PostgreSQL that runs in it. */
export function removeAtExit(folder: string): void {
  atExit(() => {
    endServersIn(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
}

/** Has a process ended at the end of this one; with SIGTERM where it has something to undo itself. */
export function endWithUs<T extends ChildProcess>(child: T, signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): T {
  atExit(() => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
  });
  return child;
}

/**
 * Has something done when a signal comes, for what needs a running process, such as dropping a database. What is returned
 * does it now, once for all callers.
 */
export function onceEvenIfInterrupted(work: () => Promise<unknown>): () => Promise<void> {
  let doing: Promise<unknown> | null = null;
  const farewell = async () => {
    doing ??= work().finally(() => farewells.delete(farewell));
    await doing;
  };
  farewells.add(farewell);
  return farewell;
}

/** From now on Ctrl-C, SIGTERM and SIGHUP end this process in good order, with 128 and the signal's number. */
export function endOnSignals(): void {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (isInterrupted) return;
      isInterrupted = true;
      // What is cut off fails from here on, and nobody is interested in how.
      process.on('uncaughtException', () => undefined).on('unhandledRejection', () => undefined);
      const leave = () => process.exit(128 + constants.signals[name]);
      setTimeout(leave, farewellMs);
      void Promise.allSettled([...farewells].map((farewell) => farewell())).then(leave);
    });
  }
}

let isInterrupted = false;

/** Ends the PostgreSQL servers whose data lie in the folder, at once: nobody wants the data. Waits until they have ended. */
function endServersIn(folder: string): void {
  if (!existsSync(folder)) return;
  // The folder is a data folder, or holds some.
  for (const data of ['.', ...readdirSync(folder)]) {
    const file = join(folder, data, 'cluster', 'postmaster.pid');
    if (!existsSync(file)) continue;
    const [pid, cluster, , , socketFolder] = readFileSync(file, 'utf8').split('\n');
    if (!pid || !cluster || !isServerOf(pid, cluster)) continue;
    try {
      process.kill(Number(pid), 'SIGQUIT');
    } catch {
      // It has just ended.
    }
    const giveUpAtMs = performance.now() + serverMs;
    while (isServerOf(pid, cluster) && performance.now() < giveUpAtMs) sleep(20);
    if (socketFolder) rmSync(socketFolder, { recursive: true, force: true });
  }
}

/** Whether the process still works in the cluster; the number may be another program's by now. */
function isServerOf(pid: string, cluster: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === cluster;
  } catch {
    return false;
  }
}

function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
