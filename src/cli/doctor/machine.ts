import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { freemem, totalmem } from 'node:os';
import { dirname } from 'node:path';
import type { Config } from '../../config/config';
import { fileLimit } from '../../config/file-limit';
import { bad, type Finding, good, warn } from './finding';

const gigabyte = 1_073_741_824;
/** A conference of 1,000 delegates writes some 100 MB; the rest is for logs, backups and the unforeseen. */
const leastDiskBytes = 2 * gigabyte;
const calmDiskBytes = 10 * gigabyte;
const leastMemoryBytes = gigabyte / 2;
/** Open sockets and files one process wants: followers, connections to the database, and some. */
const leastFiles = 8_192;
/** Longest the running server may take to answer, in milliseconds. */
const patienceMs = 4_000;

/** What the machine and Node are like, for this configuration. */
export async function checkMachine(config: Config): Promise<readonly Finding[]> {
  // With DATABASE_URL the disk that matters is another one (doctor/database).
  const disk = config.databaseUrl === null ? [checkDisk(config.dataDir)] : [];
  return [checkNode(process.versions.node), ...disk, checkMemory(), await checkFiles(config), checkKeys(config)];
}

/** Whether keys of secret polls can be written, and nobody else reads them. The folder need not be there yet. */
export function checkKeys({ ballotKeys: folder }: Pick<Config, 'ballotKeys'>): Finding {
  const cure = 'Make it a folder of the account that serves, mode 0700, or name another by BALLOT_KEYS.';
  let there = folder;
  while (!existsSync(there)) there = dirname(there);
  try {
    // The slash: of a folder, not of a file in its place.
    accessSync(`${there}/`, constants.W_OK);
  } catch {
    return bad('ballot keys', `${there} cannot be written, so no secret poll can be opened`, cure);
  }
  if (there === folder && (statSync(folder).mode & 0o077) !== 0)
    return bad('ballot keys', `other accounts may look into ${folder}`, cure);
  return good('ballot keys', `${folder}; in no backup, and the same for all nodes`);
}

/** @param version such as `20.19.4` */
export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return good('Node', version);
  return bad('Node', version, 'Install Node 20.19 or later.');
}

/** @param folder on the disk in question; it need not be there yet */
export function checkDisk(folder: string): Finding {
  let there = folder;
  while (!existsSync(there)) there = dirname(there);
  const { bavail, bsize } = statfsSync(there);
  const free = bavail * bsize;
  const found = `${(free / gigabyte).toFixed(1)} GB free at ${there}`;
  if (free < leastDiskBytes) return bad('disk', found, 'Make room: a full disk stops all voting.');
  return free < calmDiskBytes ? warn('disk', found, 'Make room for 10 GB before the day.') : good('disk', found);
}

function checkMemory(): Finding {
  const found = `${(freemem() / gigabyte).toFixed(1)} GB free of ${(totalmem() / gigabyte).toFixed(1)} GB`;
  return freemem() < leastMemoryBytes
    ? warn('memory', found, 'Stop other programs, or take a larger machine.')
    : good('memory', found);
}

/** Of the server that runs, as its unit or container gives it; of this shell where none answers. */
async function checkFiles(config: Config): Promise<Finding> {
  const served = await limitOfServer(config);
  const limit = served ?? fileLimit() ?? Number.POSITIVE_INFINITY;
  const found = `limit ${limit}${served === null ? ' in this shell; no server answers to tell its own' : ' of the server'}`;
  if (limit >= leastFiles) return good('open files', found);
  return warn('open files', found, `Raise it to ${leastFiles} or more: LimitNOFILE in the unit, or ulimit -n.`);
}

/** As the server tells it in its metrics, or null. */
async function limitOfServer({ host, port }: Config): Promise<number | null> {
  const own = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;
  try {
    const response = await fetch(`http://${own}:${port}/metrics`, { signal: AbortSignal.timeout(patienceMs) });
    const told = /^process_max_fds(?:\{[^}]*\})? (\d+)/m.exec(await response.text())?.[1];
    return told === undefined ? null : Number(told);
  } catch {
    return null;
  }
}
