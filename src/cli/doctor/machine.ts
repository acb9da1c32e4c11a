import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { freemem, totalmem } from 'node:os';
import { dirname } from 'node:path';
import type { Config } from '../../config/config';
import { bad, type Finding, good, warn } from './finding';

const gigabyte = 1_073_741_824;
/** A conference of 1,000 delegates writes some 100 MB; the rest is for logs, backups and the unforeseen. */
const leastDiskBytes = 2 * gigabyte;
const calmDiskBytes = 10 * gigabyte;
const leastMemoryBytes = gigabyte / 2;
/** Open sockets and files one process wants: followers, connections to the database, and some. */
const leastFiles = 8_192;

/** What the machine and Node are like, for this configuration. */
export function checkMachine(config: Config): readonly Finding[] {
  return [checkNode(process.versions.node), checkDisk(config.dataDir), checkMemory(), checkFiles()].flat();
}

/** @param version such as `20.19.4` */
export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return good('Node', version);
  return bad('Node', version, 'Install Node 20.19 or later.');
}

function checkDisk(folder: string): Finding {
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

function checkFiles(): readonly Finding[] {
  // Only Linux tells; elsewhere there is nothing to say.
  if (!existsSync('/proc/self/limits')) return [];
  const limit =
    /^Max open files\s+(\d+|unlimited)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1] ?? 'unlimited';
  if (limit === 'unlimited' || Number(limit) >= leastFiles) return [good('open files', `limit ${limit}`)];
  return [
    warn('open files', `limit ${limit}`, `Raise it to ${leastFiles} or more: LimitNOFILE in the unit, or ulimit -n.`),
  ];
}
