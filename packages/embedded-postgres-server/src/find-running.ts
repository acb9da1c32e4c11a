import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { urlOf } from './address';
import { EmbeddedPostgresError } from './error';
import { settleHome } from './home';
import { takeLock } from './lock';
import { readPostmasterFile } from './postmaster';
import type { EmbeddedOptions } from './start';

/** Where to look: the same as was given to `startEmbedded`. */
export type RunningOptions = Pick<EmbeddedOptions, 'dataDir' | 'name'>;

/** A PostgreSQL that another process of ours runs: to use, not to stop. */
export interface RunningPostgres {
  /** For pg and for typeorm. */
  readonly url: string;
  /** The process that runs it. */
  readonly ownerPid: number;
}

/** How long a server that is just starting is waited for; recovery after a crash takes a while. */
const patienceMs = 60_000;

/**
 * The embedded PostgreSQL a living process runs on this folder, for a command beside a running server; null when the
 * folder is free, and then `startEmbedded` may have it.
 * @throws EmbeddedPostgresError when the folder is owned and its server does not become ready
 */
export async function findRunning({ dataDir, name }: RunningOptions): Promise<RunningPostgres | null> {
  const home = settleHome(dataDir, name, () => undefined);
  const lock = await takeLock(join(home.folder, 'owner.lock'));
  if (lock.taken) {
    lock.release();
    return null;
  }
  for (const deadline = performance.now() + patienceMs; performance.now() < deadline; await pause(100)) {
    const file = readPostmasterFile(home.cluster);
    if (file?.status !== 'ready') continue;
    const url = urlOf({ host: file.socketFolder, port: file.port }, name);
    return { url, ownerPid: lock.pid };
  }
  throw new EmbeddedPostgresError(
    `Process ${lock.pid} uses the data folder ${home.folder}, and its database is not ready. ` +
      `See what process ${lock.pid} says, or stop it.`,
  );
}
