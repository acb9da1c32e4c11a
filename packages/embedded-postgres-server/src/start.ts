import { isAbsolute, join, resolve } from 'node:path';
import { types } from 'node:util';
import { type Address, removeSocketFolder, socketPort, urlOf, withClient } from './address';
import { findBinaries } from './binaries';
import { openCluster } from './cluster';
import { EmbeddedPostgresError } from './error';
import { type Home, openSocketFolder, settleHome } from './home';
import { type OwnerLock, takeLock } from './lock';
import { findOrphan, launch, type Postmaster, readPostmasterFile, type Site, shutDown, untilReady } from './postmaster';
import { type Supervised, supervise } from './supervisor';

/** What to start, and how carefully. */
export interface EmbeddedOptions {
  /** Lower-case letters. Names the database, and the folders and the account of the system that are used outside dataDir. */
  readonly name: string;
  /** Absolute; made if missing. One living process may use it at a time. */
  readonly dataDir: string;
  /** Default true. False gives up every promise about power cuts for speed: for tests. */
  readonly durable?: boolean;
  /** Default 100. */
  readonly maxConnections?: number;
  /** Hears one line for the operator at a time: where the data is, that the server was restarted. Default: nobody. */
  readonly say?: (line: string) => void;
}

/** A running PostgreSQL that is ours to stop. Host, port and url stay the same when it is restarted. */
export interface EmbeddedPostgres {
  /** For pg and for typeorm. */
  readonly url: string;
  /** The folder of the unix socket. */
  readonly host: string;
  /** Whether a server was found running, left by a process that was killed. */
  readonly adopted: boolean;
  /** The server's first process, at this moment. */
  readonly pid: number;
  /** Ends the server cleanly and frees the folder. A second call waits for the same end. */
  stop(): Promise<void>;
}

/**
 * Starts the bundled PostgreSQL on a folder, ready for queries; a folder that was never used becomes an empty database.
 *
 * One living process owns the folder. A process that was killed leaves its server running, and the next start adopts
 * it with everything that was committed. A server that dies is started again, at most 5 times in 60 seconds.
 * It keeps running until `stop()`, or until the machine stops.
 * @throws EmbeddedPostgresError when the folder is in use, cannot be written, or holds data of another major version, and
 *   when no PostgreSQL program runs on this machine
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { dataDir, name, durable = true, maxConnections = 100, say = () => {} } = options;
  if (!/^[a-z]+$/.test(name)) throw new Error(`name must be lower-case letters: ${name}`);
  if (!isAbsolute(dataDir)) throw new Error(`dataDir must be absolute: ${dataDir}`);
  let lock: OwnerLock | null = null;
  try {
    const home = settleHome(dataDir, name, say);
    lock = await ownFolder(home);
    const binaries = await findBinaries(home);
    await openCluster(home, binaries, durable);
    home.leaveWord();

    const wanted = { home, binaries, durable, maxConnections, say };
    const orphan = await fitOrphan(wanted);
    const site: Site = { ...wanted, address: orphan?.address ?? { host: openSocketFolder(home), port: socketPort } };
    const postmaster = orphan?.postmaster ?? (await launchOrTidy(site));
    try {
      await ensureDatabase(site.address, name);
    } catch (error) {
      await shutDown(site, postmaster);
      removeSocketFolder(site.address);
      throw error;
    }
    return offer(site, supervise(site, postmaster), orphan !== null, lock);
  } catch (error) {
    lock?.release();
    throw explained(error, dataDir);
  }
}

async function launchOrTidy(site: Site): Promise<Postmaster> {
  try {
    return await launch(site);
  } catch (error) {
    removeSocketFolder(site.address);
    throw error;
  }
}

async function ownFolder(home: Home): Promise<OwnerLock> {
  const path = join(home.folder, 'owner.lock');
  const lock = await takeLock(path);
  if (lock.taken) return lock;
  throw new EmbeddedPostgresError(
    `The data folder ${home.folder} is in use by process ${lock.pid}, which is running. ` +
      `Stop process ${lock.pid}, or choose another folder with DATA_DIR.`,
  );
}

/** SQLSTATE of PostgreSQL's own "No space left on device". */
const diskFull = '53100';

/** An error of the file system, told with the folder and the cure; any other error as it is. */
function explained(error: unknown, dataDir: string): unknown {
  if (error instanceof EmbeddedPostgresError || !types.isNativeError(error)) return error;
  const { code, syscall }: NodeJS.ErrnoException = error;
  const ofDisk = code === diskFull || (code !== undefined && syscall !== undefined && syscall !== 'connect');
  if (!ofDisk) return error;
  const cure = 'Give us rights and room there, or choose another folder with DATA_DIR.';
  return new EmbeddedPostgresError(`The data folder ${dataDir} cannot be used: ${error.message}. ${cure}`, {
    cause: error,
  });
}

/**
 * A server left running on this cluster, if it answers and runs as we would start it now; else it is ended first.
 * Only called by the owner of the folder, so nobody else is using that server.
 */
async function fitOrphan(site: Omit<Site, 'address'>): Promise<{ postmaster: Postmaster; address: Address } | null> {
  const { home, binaries, say } = site;
  const postmaster = findOrphan(home.cluster);
  if (!postmaster || !(await untilReady(postmaster, site))) return null;
  const file = readPostmasterFile(home.cluster);
  if (!file) return null;
  const address = { host: file.socketFolder, port: file.port };
  const facts = await ask(address).catch(() => undefined);
  const sameFolder = facts !== undefined && resolve(facts.folder) === home.cluster;
  const fits =
    sameFolder &&
    facts.fsync === (site.durable ? 'on' : 'off') &&
    facts.connections === String(site.maxConnections) &&
    facts.version === binaries.version;
  if (fits) {
    say(`found PostgreSQL still running on ${home.cluster} (process ${postmaster.pid}): going on with it`);
    return { postmaster, address };
  }
  say(
    `found PostgreSQL still running on ${home.cluster} (process ${postmaster.pid}) deaf or with other settings: restarting it`,
  );
  await shutDown(site, postmaster);
  return null;
}

async function ask(address: Address) {
  return withClient(address, 'postgres', async (client) => {
    const { rows } = await client.query<{ folder: string; fsync: string; connections: string; version: string }>(
      `select current_setting('data_directory') as folder, current_setting('fsync') as fsync,
              current_setting('max_connections') as connections, current_setting('server_version') as version`,
    );
    return rows[0];
  });
}

async function ensureDatabase(address: Address, name: string): Promise<void> {
  await withClient(address, 'postgres', async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${name}`);
  });
}

function offer(site: Site, server: Supervised, adopted: boolean, lock: OwnerLock): EmbeddedPostgres {
  const { address } = site;
  let stopped: Promise<void> | null = null;
  const stop = async () => {
    try {
      await server.end();
      removeSocketFolder(address);
    } finally {
      lock.release();
    }
  };
  return {
    url: urlOf(address, site.home.name),
    host: address.host,
    adopted,
    get pid() {
      return server.pid();
    },
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}
