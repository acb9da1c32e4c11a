import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './error';

/** An account of this machine. PostgreSQL refuses to run as root, so root lends it one. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Where the data lives and whose it is. */
export interface Home {
  /** What this PostgreSQL is for. */
  readonly name: string;
  /** Holds the cluster, the owner lock, the log. The folder asked for, or its stand-in. */
  readonly folder: string;
  /** PostgreSQL's own data folder, inside `folder`. */
  readonly cluster: string;
  /** The account PostgreSQL runs under; null: the one we run under. */
  readonly account: Account | null;
  /** Leaves word in the folder asked for of where the data is. Call it once the data exists. */
  leaveWord(): void;
}

const wordFile = 'WHERE-THE-DATA-IS.txt';

/**
 * Finds the folder and the account for the data asked for at `dataDir`, making what is missing.
 * As root the account is whoever owns the data already; else the one called `name`, else `postgres`, else `nobody`. If it cannot pass through to
 * `dataDir`, because a folder above is private as /root is, the data goes to a stand-in folder instead.
 * The same folder always leads to the same data, also when the folders above it are opened or closed later:
 * otherwise a changed mode would look like an empty database.
 * @throws EmbeddedPostgresError when the data exists and cannot be reached, or the stand-in is not ours, and on other
 *   systems than Linux
 */
export function settleHome(dataDir: string, name: string, say: (line: string) => void): Home {
  if (process.platform !== 'linux') {
    throw new EmbeddedPostgresError(
      `PostgreSQL is started by this program on Linux only, and this is ${process.platform}. ` +
        'Set DATABASE_URL to a PostgreSQL server.',
    );
  }
  makeFoldersAbove(dataDir);
  makeFolder(dataDir);
  const asked = realpathSync(dataDir);
  const here = { name, folder: asked, cluster: join(asked, 'cluster') };

  if (process.geteuid?.() !== 0) {
    refuseForeignData(here.cluster);
    return { ...here, account: null, leaveWord: () => {} };
  }

  if (existsSync(here.cluster)) {
    const account = accountOf(here.cluster);
    if (canReach(dirname(asked), account) && letThrough(asked, account))
      return { ...here, account, leaveWord: () => {} };
    throw new EmbeddedPostgresError(
      `The data in ${here.cluster} belongs to user ${account.name}, who may not pass through the folders above it. ` +
        `Let everybody pass (chmod o+x on each), or move ${asked} to an open place and name it with DATA_DIR.`,
    );
  }

  const standIn = wordOfStandIn(asked) ?? standInFor(asked, name);
  const account = existsSync(join(standIn, 'cluster')) ? accountOf(join(standIn, 'cluster')) : lentAccount(name);
  if (!existsSync(standIn) && canReach(dirname(asked), account) && letThrough(asked, account)) {
    return { ...here, account, leaveWord: () => {} };
  }
  openOwnFolder(standIn, account);
  say(`user ${account.name} cannot reach ${asked}: the data is in ${standIn}`);
  return {
    name,
    folder: standIn,
    cluster: join(standIn, 'cluster'),
    account,
    leaveWord: () => leaveWord(asked, standIn),
  };
}

/**
 * The folder that stands in for one PostgreSQL cannot reach, named after a hash of it.
 * Under /var/lib, where only root can make it, and not /var/tmp: there many systems delete files that nobody
 * touched for 30 days, and a database has such files.
 */
export function standInFor(dataDir: string, name: string): string {
  return join(rootsPlace(), `${name}-${shortHash(dataDir)}`);
}

/** The place for folders root keeps between runs. */
export function rootsPlace(): string {
  return existsSync('/var/lib') ? '/var/lib' : '/var/tmp';
}

/**
 * A private folder for the server's socket, by a path short enough for one (the system's limit is about 104 bytes).
 * @throws EmbeddedPostgresError when the name is taken by somebody else's folder: whoever owns it could answer in our place
 */
export function openSocketFolder(home: Home): string {
  const name = `${home.name}-${shortHash(home.folder)}`;
  const place = [tmpdir(), '/tmp', '/var/tmp'].find(
    (dir) =>
      Buffer.byteLength(join(dir, name, '.s.PGSQL.5432')) < 104 && existsSync(dir) && canReach(dir, home.account),
  );
  if (!place)
    throw new EmbeddedPostgresError(
      'No folder for temporary files can be reached: set TMPDIR to one, or set DATABASE_URL.',
    );
  const folder = join(realpathSync(place), name);
  makeFolder(folder);
  const found = lstatSync(folder);
  const us = process.geteuid?.();
  const theirs = us !== undefined && found.uid !== us && found.uid !== home.account?.uid;
  if (!found.isDirectory() || theirs) {
    throw new EmbeddedPostgresError(
      `${folder} is not ours, and the database's socket belongs there. Remove it, or set TMPDIR.`,
    );
  }
  if (home.account) lchownSync(folder, home.account.uid, home.account.gid);
  chmodSync(folder, 0o700);
  return folder;
}

/** Whether the account may pass through every folder down to this one, and into it. Lists beyond the mode bits are not read. */
function canReach(folder: string, account: Account | null): boolean {
  if (!account) return true;
  for (let at = folder; ; at = dirname(at)) {
    if (!mayPass(statSync(at), account)) return false;
    if (at === dirname(at)) return true;
  }
}

function mayPass(found: Stats, account: Account): boolean {
  if (found.uid === account.uid) return (found.mode & 0o100) !== 0;
  if (found.gid === account.gid) return (found.mode & 0o010) !== 0;
  return (found.mode & 0o001) !== 0;
}

/** Lets the account pass through root's folder, but not list or change it; leaves other people's folders alone. */
function letThrough(folder: string, account: Account): boolean {
  const found = statSync(folder);
  if (mayPass(found, account)) return true;
  if (found.uid !== 0 || found.gid !== 0) return false;
  chownSync(folder, 0, account.gid);
  chmodSync(folder, (found.mode & 0o707) | 0o010);
  return true;
}

/** Makes root's folder that the account can pass through. One that exists must already be root's and nobody else's to write. */
function openOwnFolder(folder: string, account: Account): void {
  makeFolder(folder);
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== 0 || (found.mode & 0o022) !== 0) {
    throw new EmbeddedPostgresError(
      `${folder} should hold the data, but it is not a folder that only root can change. ` +
        'Look at what it is and remove it, or choose another folder with DATA_DIR.',
    );
  }
  lchownSync(folder, 0, account.gid);
  chmodSync(folder, 0o710);
}

/** Not mkdir's own `recursive`: where the system denies that a name can exist, as under /proc, Node tries it for ever. */
function makeFoldersAbove(path: string): void {
  const above = dirname(path);
  if (existsSync(above)) return;
  makeFoldersAbove(above);
  makeFolder(above, 0o777);
}

function makeFolder(folder: string, mode = 0o700): void {
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function leaveWord(asked: string, standIn: string): void {
  const path = join(asked, wordFile);
  if (existsSync(path)) return;
  const words = `PostgreSQL does not run as root and cannot reach this folder.\nThe data is in\n${standIn}\nKeep this file: the next start reads it.\n`;
  writeFileSync(path, words, { flag: 'wx', mode: 0o644 });
}

/** The stand-in named by the note in the folder, so that a moved folder still finds its data. */
function wordOfStandIn(asked: string): string | null {
  const path = join(asked, wordFile);
  if (!existsSync(path)) return null;
  const standIn = readFileSync(path, 'utf8')
    .split('\n')
    .find((line) => line.startsWith('/'));
  if (standIn && existsSync(join(standIn, 'cluster'))) return standIn;
  throw new EmbeddedPostgresError(
    `${path} says the data is in ${standIn ?? 'no folder at all'}, and it is not there. ` +
      'Put it back, or remove that file to begin with an empty database.',
  );
}

/** An ordinary user can only run on its own data; PostgreSQL would say so in words about modes. */
function refuseForeignData(cluster: string): void {
  const us = process.geteuid?.();
  if (us === undefined || !existsSync(cluster)) return;
  const owner = statSync(cluster).uid;
  if (owner === us) return;
  throw new EmbeddedPostgresError(
    `The data in ${cluster} belongs to user number ${owner}, and this is user number ${us}. ` +
      'Start as that user, or choose another folder with DATA_DIR.',
  );
}

function accountOf(cluster: string): Account {
  const { uid } = lstatSync(cluster);
  const account = accounts().find((each) => each.uid === uid);
  if (account && uid !== 0) return account;
  throw new EmbeddedPostgresError(
    `The data in ${cluster} belongs to user number ${uid}, under whom PostgreSQL cannot run. ` +
      `Give it to the user who made it (chown -R), or choose another folder with DATA_DIR.`,
  );
}

/**
 * The account root lends to a new PostgreSQL. Whoever runs under that account can do everything with the data, so one of
 * its own comes first, then the one that other databases use, and the one that many services share comes last.
 */
export function lentAccount(name: string, all: readonly Account[] = accounts()): Account {
  for (const wanted of [name, 'postgres', 'nobody']) {
    const account = all.find((each) => each.name === wanted && each.uid !== 0);
    if (account) return account;
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL does not run as root, and there is no user "${name}", "postgres" or "nobody". ` +
      'Start as an ordinary user, or set DATABASE_URL.',
  );
}

function accounts(): readonly Account[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }));
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
