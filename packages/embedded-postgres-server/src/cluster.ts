import { execFile } from 'node:child_process';
import {
  closeSync,
  existsSync,
  fsyncSync,
  lchownSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { superuser } from './address';
import { type Binaries, programOptions } from './binaries';
import { EmbeddedPostgresError, tellingLines } from './error';
import type { Home } from './home';

const run = promisify(execFile);

const draftPrefix = 'cluster.draft-';

/**
 * Makes the cluster if there is none, whole or not at all: a half-made one has another name and is cleared away.
 * @throws EmbeddedPostgresError when the disk refuses, or the cluster was made by another major version
 */
export async function openCluster(home: Home, binaries: Binaries, durable: boolean): Promise<void> {
  for (const name of readdirSync(home.folder)) {
    if (name.startsWith(draftPrefix)) rmSync(join(home.folder, name), { recursive: true, force: true, maxRetries: 3 });
  }
  if (!existsSync(home.cluster)) await createCluster(home, binaries, durable);

  const versionFile = join(home.cluster, 'PG_VERSION');
  const found = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim() : null;
  if (found === null) {
    throw new EmbeddedPostgresError(
      `${home.cluster} has no PG_VERSION, so it is not whole PostgreSQL data. ` +
        'Put a good copy there, or choose another folder with DATA_DIR.',
    );
  }
  if (found !== String(binaries.major)) {
    throw new EmbeddedPostgresError(
      `The data in ${home.cluster} was made by PostgreSQL ${found}, and this is PostgreSQL ${binaries.version}. ` +
        `Dump it with PostgreSQL ${found} and load it into another folder (DATA_DIR), ` +
        `or run PostgreSQL ${found} yourself and set DATABASE_URL.`,
    );
  }
}

async function createCluster(home: Home, binaries: Binaries, durable: boolean): Promise<void> {
  const draft = mkdtempSync(join(home.folder, draftPrefix));
  try {
    if (home.account) lchownSync(draft, home.account.uid, home.account.gid);
    const options = ['-D', draft, '-U', superuser, '--auth=trust', '-E', 'UTF8', '--locale=C', '--no-instructions'];
    if (!durable) options.push('--no-sync');
    await run(binaries.initdb, options, programOptions(home));
    renameSync(draft, home.cluster);
    if (durable) syncFolder(home.folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true, maxRetries: 3 });
    const said = (error as { stderr?: string }).stderr;
    if (said === undefined) throw error;
    throw new EmbeddedPostgresError(
      `PostgreSQL could not make its data in ${home.folder}: ${tellingLines(said)} ` +
        'Make room or rights there, or choose another folder with DATA_DIR.',
      { cause: error },
    );
  }
}

/** The new name must be on the disk before anybody trusts it with data. */
function syncFolder(folder: string): void {
  const file = openSync(folder, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
