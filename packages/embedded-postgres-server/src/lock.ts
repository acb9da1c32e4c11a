import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A lock that is ours until it is released, or until this process ends in any way. */
export interface OwnerLock {
  readonly taken: true;
  release(): void;
}

/** A lock that a living process holds. */
export interface LockHeld {
  readonly taken: false;
  readonly pid: number;
}

interface Holder {
  readonly pid: number;
  readonly run: string;
  /** The folder by its device and number: a copied folder carries a lock that locks nothing. */
  readonly folder: string;
  readonly nonce: string;
}

/** A lock file without words in it is being written, unless it is older than this: then its writer died. */
const unwrittenForMs = 2_000;
const patienceMs = 5_000;

/**
 * Takes the lock file at `path`, or tells which living process holds it. Of many simultaneous callers exactly one gets it.
 * A lock whose holder is dead is taken over: the right to remove it is itself a lock, named after the dead holder's
 * nonce. Without that, two callers who both saw the same dead holder could each remove the lock, the slower one
 * removing the quicker one's new lock. Whoever holds the right looks again before removing, because the lock
 * may be another's by then.
 */
export async function takeLock(path: string): Promise<OwnerLock | LockHeld> {
  const mine: Holder = {
    pid: process.pid,
    run: runOf(process.pid) ?? unknownRun,
    folder: folderOf(path),
    nonce: randomBytes(6).toString('hex'),
  };
  const deadline = performance.now() + patienceMs;
  for (;;) {
    if (create(path, mine)) return { taken: true, release: () => removeIfStill(path, mine.nonce) };
    const holder = readHolder(path);
    if (holder === 'gone') continue;
    if (holder !== 'unwritten' && lives(holder, mine.folder)) return { taken: false, pid: holder.pid };

    if (holder !== 'unwritten') {
      const right = await takeLock(`${path}.${holder.nonce}`);
      if (right.taken) {
        removeIfStill(path, holder.nonce);
        right.release();
        continue;
      }
      if (performance.now() > deadline) return right;
    }
    await pause(5);
  }
}

const unknownRun = 'unknown';

/**
 * What tells this run of a process from a later one with the same number: the boot and the moment of the start. Null
 * when no such process runs.
 */
export function runOf(pid: number): string | null {
  // Zero and below are not processes: a signal to them would go to whole groups.
  if (pid <= 0) return null;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return null;
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The program's name stands in parentheses and may hold spaces: count fields after the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A killed process stays listed until its parent asks for it, which a container's first process may never do.
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()}/${fields[19]}`;
  } catch {
    // /proc may hide other users' processes; the signal above found it, so it runs.
    return unknownRun;
  }
}

/** Whether the same run of the process still goes on. */
export function stillRuns(pid: number, run: string): boolean {
  const found = runOf(pid);
  return found !== null && (found === run || found === unknownRun || run === unknownRun);
}

function lives(holder: Holder, folder: string): boolean {
  return holder.folder === folder && stillRuns(holder.pid, holder.run);
}

/** Whether the file is now ours. It appears with its words in it, so nobody can read half a lock. */
function create(path: string, holder: Holder): boolean {
  const draft = `${path}.draft-${holder.nonce}`;
  writeFileSync(draft, JSON.stringify(holder), { flag: 'wx', mode: 0o644 });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST') return false;
    // Some shared and removable disks know no second name for a file; there a reader may meet an empty lock and waits.
    if (code === 'EPERM' || code === 'ENOTSUP' || code === 'ENOSYS') return createWithoutLink(path, holder);
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function createWithoutLink(path: string, holder: Holder): boolean {
  try {
    writeFileSync(path, JSON.stringify(holder), { flag: 'wx', mode: 0o644 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readHolder(path: string): Holder | 'gone' | 'unwritten' {
  let text: string;
  let changedAtMs: number;
  try {
    changedAtMs = statSync(path).mtimeMs;
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'gone';
    throw error;
  }
  try {
    const { pid, run, folder, nonce } = JSON.parse(text) as Partial<Holder>;
    // The nonce becomes part of a file name: take nothing that could lead out of the folder.
    if (typeof pid === 'number' && pid > 0 && run && folder && nonce && /^[0-9a-f]+$/.test(nonce)) {
      return { pid, run, folder, nonce };
    }
  } catch {
    // Not ours or cut short by a power failure: judged by its age below.
  }
  const ageMs = performance.timeOrigin + performance.now() - changedAtMs;
  if (ageMs < unwrittenForMs) return 'unwritten';
  return { pid: 0, run: '', folder: '', nonce: unwrittenNonce };
}

/** Stands for the nonce of a file that has none; no drawn nonce is this short. */
const unwrittenNonce = '0';

function removeIfStill(path: string, nonce: string): void {
  const holder = readHolder(path);
  if (typeof holder !== 'string' && holder.nonce === nonce) rmSync(path, { force: true });
}

function folderOf(path: string): string {
  const { dev, ino } = statSync(dirname(path));
  return `${dev}:${ino}`;
}
