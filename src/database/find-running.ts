import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { OperatorError } from '../errors/operator-error';
import { keptPassword, superuser } from './embedded-cluster';
import { takeLock } from './embedded-lock';
import { settleHome } from './embedded-owner';
import { readPostmasterFile } from './embedded-postmaster';

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
 * @throws OperatorError when the folder is owned and its server does not become ready
 */
export async function findRunning(dataDir: string): Promise<RunningPostgres | null> {
  const home = settleHome(dataDir, () => undefined);
  const lock = await takeLock(join(home.folder, 'owner.lock'));
  if (lock.taken) {
    lock.release();
    return null;
  }
  for (const deadline = performance.now() + patienceMs; performance.now() < deadline; await pause(100)) {
    const file = readPostmasterFile(home.cluster);
    if (file?.status !== 'ready') continue;
    const onSocket = process.platform !== 'win32';
    const url = onSocket
      ? `postgres://${superuser}@localhost:${file.port}/giaouoc?host=${encodeURIComponent(file.socketFolder)}&sslmode=disable`
      : `postgres://${superuser}:${keptPassword(home)}@127.0.0.1:${file.port}/giaouoc?sslmode=disable`;
    return { url, ownerPid: lock.pid };
  }
  throw new OperatorError(
    `Process ${lock.pid} uses the data folder ${home.folder}, and its database is not ready. ` +
      `See what process ${lock.pid} says, or stop it.`,
  );
}
