import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { type EmbeddedOptions, type EmbeddedPostgres, startEmbedded } from '../../src/database/embedded';
import { findBinaries } from '../../src/database/embedded-binaries';
import { type OwnerLock, takeLock } from '../../src/database/embedded-lock';
import { standInFor } from '../../src/database/embedded-owner';
import { OperatorError } from '../../src/errors/operator-error';

const asRoot = process.geteuid?.() === 0;
const onLinux = process.platform === 'linux';
const hook = resolve(__dirname, '../support/swc-hook.cjs');
const source = resolve(__dirname, '../../src/database/embedded.ts');

let template: string;
let top: string;
let started: EmbeddedPostgres[];
let starters: ChildProcess[];
let standIns: string[];

beforeAll(async () => {
  template = aTop();
  await (await startEmbedded({ dataDir: join(template, 'data'), durable: false })).stop();
});

afterAll(() => rmSync(template, { recursive: true, force: true }));

beforeEach(() => {
  top = aTop();
  started = [];
  starters = [];
  standIns = [];
});

afterEach(async () => {
  for (const starter of starters) await kill(starter);
  await Promise.all(started.map((each) => each.stop()));
  for (const folder of [top, ...standIns]) {
    for (const { pid, socketFolder } of postmastersUnder(folder)) {
      process.kill(pid, 'SIGQUIT');
      await until(() => !alive(pid));
      rmSync(socketFolder, { recursive: true, force: true });
    }
    rmSync(folder, { recursive: true, force: true });
  }
});

describe('startEmbedded', () => {
  it('makes an empty database on its first start and keeps what was written for the next', async () => {
    const dataDir = join(top, 'a-name-longer-than-the-path-of-a-socket-may-be-'.repeat(3), 'data');
    const first = await start({ dataDir, durable: true });
    expect(first.adopted).toBe(false);
    await write(first, 'kept');
    await first.stop();

    const second = await start({ dataDir, durable: true });
    expect(second.adopted).toBe(false);
    expect(await written(second)).toEqual(['kept']);
    expect(await value(second, 'select current_database()')).toBe('giaouoc');
    expect(await value(second, 'show server_encoding')).toBe('UTF8');
  });

  it('gives a url that typeorm connects by, also when the environment asks for TLS', async () => {
    const server = await start({ dataDir: aDataDir() });
    process.env.PGSSLMODE = 'require';
    const db = new DataSource({ type: 'postgres', url: server.url });
    try {
      await db.initialize();
      expect(await db.query('select current_database() as name')).toEqual([{ name: 'giaouoc' }]);
    } finally {
      delete process.env.PGSSLMODE;
      await db.destroy();
    }
  });

  it('syncs to the disk when durable, never when not, and leaves no values in its log', async () => {
    const durable = await start({ dataDir: aDataDir('durable'), durable: true });
    const loose = await start({ dataDir: aDataDir('loose'), durable: false, maxConnections: 40 });
    const names = ['fsync', 'synchronous_commit', 'full_page_writes'];
    for (const name of names) {
      expect([name, await value(durable, `show ${name}`)]).toEqual([name, 'on']);
      expect([name, await value(loose, `show ${name}`)]).toEqual([name, 'off']);
    }
    expect(await value(durable, 'show max_connections')).toBe('100');
    expect(await value(loose, 'show max_connections')).toBe('40');
    expect(await value(durable, 'show track_commit_timestamp')).toBe('off');

    await query(loose, 'create table secret (choice text primary key)');
    await query(loose, "insert into secret values ('so-secret')");
    await expect(query(loose, "insert into secret values ('so-secret')")).rejects.toThrow('duplicate key');
    await expect(query(loose, 'select $1::int', ['so-secret'])).rejects.toThrow('invalid input');
    await loose.stop();
    const log = readFileSync(join(top, 'loose', 'postgres.log'), 'utf8');
    expect(log).toContain('database system is shut down');
    expect(log).not.toContain('so-secret');
  });

  it('lets nobody else at the data or the socket', async () => {
    process.env.EMBEDDED_TEST_SECRET = 'not for the database';
    const server = await start({ dataDir: join(top, 'data') }).finally(() => delete process.env.EMBEDDED_TEST_SECRET);
    const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
    expect(modeOf(server.host)).toBe('700');
    expect(modeOf(join(top, 'data', 'cluster'))).toBe('700');
    expect(statSync(join(top, 'data')).mode & 0o007).toBe(0);
    expect(modeOf(join(top, 'data', 'postgres.log'))).toBe('600');
    expect(await value(server, 'show listen_addresses')).toBe('');
    if (onLinux) expect(readFileSync(`/proc/${server.pid}/environ`, 'utf8')).not.toContain('EMBEDDED_TEST_SECRET');
  });

  it('refuses a folder another live start uses, naming its process and the cure', async () => {
    const dataDir = aDataDir();
    const first = await start({ dataDir });
    const refusal = await refused({ dataDir });
    expect(refusal).toContain(dataDir);
    expect(refusal).toContain(`Stop process ${process.pid}`);
    expect(refusal).toContain('DATA_DIR');
    expect(await value(first, 'select 1')).toBe(1);
  });

  it('gives a fresh folder to exactly one of four processes that start together', async () => {
    const dataDir = join(top, 'data');
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => startInProcess(dataDir)));
    const winners = outcomes.filter((each) => each.pid !== undefined);
    expect(winners).toHaveLength(1);
    for (const each of outcomes) {
      if (!each.pid) expect(each.refusal).toContain(`Stop process ${winners[0]?.starter.pid}`);
    }
  });

  it('adopts the server of a process killed in the middle, with what it committed', async () => {
    const dataDir = aDataDir();
    const killed = await startInProcess(dataDir, { write: 'before the kill' });
    await kill(killed.starter);

    const server = await start({ dataDir, durable: true });
    expect(server.adopted).toBe(true);
    expect(server.pid).toBe(killed.pid);
    expect(await written(server)).toEqual(['before the kill']);
    await server.stop();
    expect(alive(server.pid)).toBe(false);
  });

  it('gives an orphaned server to exactly one of four processes that start together', async () => {
    const dataDir = aDataDir();
    const killed = await startInProcess(dataDir);
    await kill(killed.starter);
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => startInProcess(dataDir)));
    expect(outcomes.filter((each) => each.pid !== undefined)).toMatchObject([{ pid: killed.pid, adopted: true }]);
  });

  it('restarts an orphaned server whose settings are not the ones asked for', async () => {
    const dataDir = aDataDir();
    const killed = await startInProcess(dataDir, { write: 'kept' });
    await kill(killed.starter);
    const server = await start({ dataDir, durable: false });
    expect(server.adopted).toBe(false);
    expect(alive(killed.pid ?? 0)).toBe(false);
    expect(await value(server, 'show fsync')).toBe('off');
    expect(await written(server)).toEqual(['kept']);
  });

  it('recovers when node and every server process were killed', async () => {
    const dataDir = aDataDir();
    const killed = await startInProcess(dataDir, { write: 'committed' });
    await kill(killed.starter);
    process.kill(killed.pid ?? 0, 'SIGKILL');
    // At once, while the old server's helpers may still be ending.
    const server = await start({ dataDir, durable: true });
    expect(server.adopted).toBe(false);
    expect(await written(server)).toEqual(['committed']);
  });

  it('starts a killed server again at the same address', async () => {
    const said: string[] = [];
    const server = await start({ dataDir: aDataDir(), durable: true, say: (line) => said.push(line) });
    await write(server, 'before');
    for (let round = 0; round < 2; round++) {
      const { pid } = server;
      process.kill(pid, 'SIGKILL');
      await until(() => server.pid !== pid);
      expect(await written(server)).toEqual(['before']);
      expect(said).toContain(`PostgreSQL (process ${pid}) ended by itself: starting it again`);
    }
  });

  it('starts an adopted server again when it is killed', async () => {
    const dataDir = aDataDir();
    const killed = await startInProcess(dataDir, { write: 'before' });
    await kill(killed.starter);
    const server = await start({ dataDir, durable: true });
    process.kill(server.pid, 'SIGKILL');
    await until(() => server.pid !== killed.pid);
    expect(await written(server)).toEqual(['before']);
  });

  it('starts a server at most five times within a minute, and can be stopped while it waits', async () => {
    const said: string[] = [];
    const dataDir = aDataDir();
    const server = await start({ dataDir, say: (line) => said.push(line) });
    for (let round = 0; round < 5; round++) {
      const { pid } = server;
      process.kill(pid, 'SIGKILL');
      await until(() => server.pid !== pid);
    }
    process.kill(server.pid, 'SIGKILL');
    await until(() => said.some((line) => line.includes('5 times within a minute')));
    await server.stop();
    expect(alive(server.pid)).toBe(false);
    expect(existsSync(server.host)).toBe(false);
    expect(readdirSync(join(top, 'data')).sort()).toEqual(['cluster', 'postgres.log']);
    expect(await value(await start({ dataDir }), 'select 1')).toBe(1);
  });

  it('stops once and cleanly, frees the folder, and leaves other servers alone', async () => {
    const said: string[] = [];
    const server = await start({ dataDir: aDataDir(), say: (line) => said.push(line) });
    const other = await start({ dataDir: aDataDir('other') });
    const { pid, host } = server;
    await Promise.all([server.stop(), server.stop()]);
    await server.stop();
    expect(alive(pid)).toBe(false);
    expect(existsSync(host)).toBe(false);
    expect(readdirSync(join(top, 'data')).sort()).toEqual(['cluster', 'postgres.log']);
    expect(readdirSync(join(top, 'data', 'cluster'))).not.toContain('postmaster.pid');
    expect(said).toEqual([]);
    expect(await value(other, 'select 1')).toBe(1);

    const next = await start({ dataDir: join(top, 'data') });
    await server.stop();
    expect(await value(next, 'select 1')).toBe(1);
    expect(existsSync(join(top, 'data', 'owner.lock'))).toBe(true);
  });

  it('is not held up by a start that was killed while it made the data', async () => {
    const dataDir = join(top, 'data');
    const starter = spawnStarter(dataDir);
    await until(() => existsSync(dataDir) && readdirSync(dataDir).some((name) => name.startsWith('cluster.draft-')));
    await kill(starter);
    expect(existsSync(join(dataDir, 'cluster'))).toBe(false);

    const server = await start({ dataDir });
    await write(server, 'whole');
    expect(await written(server)).toEqual(['whole']);
  });

  it('starts on data whose old server had the number another program has now', async () => {
    const dataDir = aDataDir();
    const server = await start({ dataDir });
    await write(server, 'kept');
    await server.stop();
    const { uid, gid } = statSync(join(dataDir, 'cluster'));
    // Under the server's own account: PostgreSQL itself recognises a number that belongs to another account.
    const other = spawn('sleep', ['600'], { uid, gid, cwd: '/', stdio: 'ignore' });
    starters.push(other);
    const stale = `${other.pid}\n${join(dataDir, 'cluster')}\n1700000000\n5432\n${server.host}\n\n  1234567  42\nready   \n`;
    writeFileSync(join(dataDir, 'cluster', 'postmaster.pid'), stale);
    mkdirSync(server.host, { mode: 0o700 });
    writeFileSync(join(server.host, '.s.PGSQL.5432.lock'), stale);
    for (const path of [
      join(dataDir, 'cluster', 'postmaster.pid'),
      server.host,
      join(server.host, '.s.PGSQL.5432.lock'),
    ]) {
      chownSync(path, uid, gid);
    }

    const next = await start({ dataDir });
    expect(next.adopted).toBe(false);
    expect(await written(next)).toEqual(['kept']);
    expect(alive(other.pid ?? 0)).toBe(true);
  });

  it('waits for what is left of a killed server, and then starts', async () => {
    const dataDir = aDataDir();
    const cluster = join(dataDir, 'cluster');
    const { uid, gid } = statSync(cluster);
    const other = spawn('sleep', ['600'], { uid, gid, cwd: '/', stdio: 'ignore' });
    const left = spawn('sleep', ['600'], { uid, gid, cwd: cluster, stdio: 'ignore' });
    starters.push(other, left);
    writeFileSync(join(cluster, 'postmaster.pid'), `${other.pid}\n${cluster}\n1700000000\n5432\n/tmp\n\n`);
    chownSync(join(cluster, 'postmaster.pid'), uid, gid);
    const begin = readFileSync(join(dataDir, 'postgres.log')).length;

    const starting = start({ dataDir });
    const refusals = () => readFileSync(join(dataDir, 'postgres.log')).toString('utf8', begin);
    await until(() => refusals().includes('already exists'));
    await kill(left);
    expect(await value(await starting, 'select 1')).toBe(1);
    expect(alive(other.pid ?? 0)).toBe(true);
  });

  it('says which path the system refused, and why', async () => {
    writeFileSync(join(top, 'a-file'), '');
    const asFile = await refused({ dataDir: join(top, 'a-file') });
    expect(asFile).toContain(join(top, 'a-file'));
    expect(asFile).toContain('ENOTDIR');
    expect(asFile).toContain('DATA_DIR');
    const under = await refused({ dataDir: join(top, 'a-file', 'data') });
    expect(under).toContain(join(top, 'a-file', 'data'));
    if (onLinux) {
      const inProc = await refused({ dataDir: '/proc/giaouoc/data' });
      expect(inProc).toMatch(/\/proc\/giaouoc\/data cannot be used: E[A-Z]+/);
    }
  });

  it('refuses data of another major version, naming both', async () => {
    const dataDir = aDataDir();
    const versionFile = join(dataDir, 'cluster', 'PG_VERSION');
    writeFileSync(versionFile, '13\n');
    const refusal = await refused({ dataDir });
    expect(refusal).toContain('PostgreSQL 13');
    expect(refusal).toContain('PostgreSQL 18');
    expect(refusal).toContain('DATABASE_URL');
    rmSync(versionFile);
    expect(await refused({ dataDir })).toContain('no PG_VERSION');
    expect(existsSync(join(dataDir, 'owner.lock'))).toBe(false);
  });

  // Only root starts PostgreSQL as another account; anyone else owns the folder, and there is nothing to test.
  (asRoot ? describe : describe.skip)('as root, with a folder the server cannot reach', () => {
    let dataDir: string;

    beforeEach(() => {
      mkdirSync(join(top, 'private'), { mode: 0o700 });
      dataDir = join(top, 'private', 'data');
      standIns.push(standInFor(dataDir));
    });

    it('keeps the data in a stand-in, says so, and leaves word in the folder', async () => {
      const said: string[] = [];
      const server = await start({ dataDir, say: (line) => said.push(line) });
      await write(server, 'kept');
      await server.stop();
      expect(said.join()).toContain(standInFor(dataDir));
      expect(readFileSync(join(dataDir, 'WHERE-THE-DATA-IS.txt'), 'utf8')).toContain(`\n${standInFor(dataDir)}\n`);
      expect(statSync(standInFor(dataDir)).mode & 0o007).toBe(0);
      expect(await written(await start({ dataDir }))).toEqual(['kept']);
    });

    it('finds the same data after the folder was opened, and after it was moved', async () => {
      const server = await start({ dataDir });
      await write(server, 'kept');
      await server.stop();
      chmodSync(dirname(dataDir), 0o755);
      const opened = await start({ dataDir });
      expect(await written(opened)).toEqual(['kept']);
      await opened.stop();

      mkdirSync(join(top, 'elsewhere'));
      const moved = join(top, 'elsewhere', 'data');
      mkdirSync(moved);
      const note = 'WHERE-THE-DATA-IS.txt';
      writeFileSync(join(moved, note), readFileSync(join(dataDir, note)));
      expect(await written(await start({ dataDir: moved }))).toEqual(['kept']);
      // Both folders lead to one stand-in, and so to one lock.
      expect(await refused({ dataDir })).toContain(`Stop process ${process.pid}`);
    });

    it('refuses to begin anew when the data it left word of is gone', async () => {
      await (await start({ dataDir })).stop();
      rmSync(standInFor(dataDir), { recursive: true });
      expect(await refused({ dataDir })).toContain(standInFor(dataDir));
    });

    it('refuses a stand-in that somebody else made', async () => {
      mkdirSync(standInFor(dataDir), { mode: 0o755 });
      chownSync(standInFor(dataDir), 65534, 65534);
      expect(await refused({ dataDir })).toContain(standInFor(dataDir));
      chownSync(standInFor(dataDir), 0, 0);
      chmodSync(standInFor(dataDir), 0o777);
      expect(await refused({ dataDir })).toContain(standInFor(dataDir));
      expect(readdirSync(standInFor(dataDir))).toEqual([]);
    });

    it('refuses, not forgets, data that was closed off later', async () => {
      const open = join(top, 'open');
      mkdirSync(open, { mode: 0o755 });
      execFileSync('cp', ['-a', join(template, 'data'), join(open, 'data')]);
      chmodSync(open, 0o700);
      standIns.push(standInFor(join(open, 'data')));
      expect(await refused({ dataDir: join(open, 'data') })).toContain('chmod o+x');
    });

    it('refuses a socket folder that somebody else made', async () => {
      const open = aDataDir();
      const server = await start({ dataDir: open });
      const { host } = server;
      await server.stop();
      mkdirSync(host, { mode: 0o700 });
      chownSync(host, 12345, 12345);
      try {
        expect(await refused({ dataDir: open })).toContain(host);
      } finally {
        rmSync(host, { recursive: true });
      }
    });
  });
});

describe('takeLock', () => {
  it('passes a lock from a dead holder to exactly one of many callers, over and over', async () => {
    const path = join(top, 'lock');
    const { dev, ino } = statSync(top);
    for (let round = 0; round < 20; round++) {
      const dead = { pid: process.pid, run: 'an earlier boot/1', folder: `${dev}:${ino}`, nonce: `abc${round}` };
      writeFileSync(path, JSON.stringify(dead));
      const outcomes = await Promise.all(Array.from({ length: 8 }, () => takeLock(path)));
      const winners = outcomes.filter((each): each is OwnerLock => each.taken);
      expect(winners).toHaveLength(onLinux ? 1 : 0);
      for (const each of outcomes) if (!each.taken) expect(each.pid).toBe(process.pid);
      winners[0]?.release();
      rmSync(path, { force: true });
    }
    expect(readdirSync(top)).toEqual([]);
  });

  it('does not mistake the lock of a copied folder for one that is held', async () => {
    mkdirSync(join(top, 'folder'));
    mkdirSync(join(top, 'copy'));
    const held = await takeLock(join(top, 'folder', 'lock'));
    writeFileSync(join(top, 'copy', 'lock'), readFileSync(join(top, 'folder', 'lock')));
    expect(held.taken).toBe(true);
    expect(await takeLock(join(top, 'folder', 'lock'))).toEqual({ taken: false, pid: process.pid });
    expect((await takeLock(join(top, 'copy', 'lock'))).taken).toBe(true);
  });

  it('takes over a lock that a power failure emptied, but waits for one being written', async () => {
    const path = join(top, 'lock');
    writeFileSync(path, '');
    const taking = takeLock(path);
    expect(await Promise.race([taking.then(() => 'taken'), pause(50, 'waiting')])).toBe('waiting');
    const lock = await taking;
    expect(lock.taken).toBe(true);
  });
});

describe('findBinaries', () => {
  it('falls back to an installed program when the bundled one does not run', async () => {
    const installed = aProgram(join(top, 'installed'), 'echo "postgres (PostgreSQL) 17.2 (Debian 17.2-1)"');
    const bundled = join(top, 'native');
    aProgram(join(bundled, 'bin'), 'exit 127');
    const found = await findBinaries(null, { bundled, installed: [join(top, 'none'), installed] });
    expect(found).toMatchObject({ postgres: join(installed, 'postgres'), version: '17.2 (Debian 17.2-1)', major: 17 });
  });

  it('names the cure when no program runs', async () => {
    const finding = findBinaries(null, { bundled: null, installed: [join(top, 'none')] });
    await expect(finding).rejects.toThrow(OperatorError);
    await expect(finding).rejects.toThrow(/Set DATABASE_URL.*tried: .*none/s);
  });

  it('puts back the links among the libraries that npm leaves out', async () => {
    const { bundle, native } = aBundle();
    const found = await findBinaries(null, { bundled: native, installed: [] });
    expect(found.postgres).toBe(join(native, 'bin', 'postgres'));
    expect(readlinkSync(join(bundle, 'native', 'lib', 'libx.so'))).toBe('libx.so.1');
  });

  // As above: only root hands the programs to another account.
  (asRoot ? it : it.skip)(
    'copies programs the account cannot reach, whole, and mends a copy that lost files',
    async () => {
      const { bundle, native, version } = aBundle();
      chmodSync(bundle, 0o700);
      const nobody = { name: 'nobody', uid: 65534, gid: 65534 };
      const copy = `/var/lib/giaouoc-pg-${version}-${process.arch}-0`;
      standIns.push(copy);
      const places = { bundled: native, installed: [] };

      expect((await findBinaries(nobody, places)).postgres).toBe(join(copy, 'bin', 'postgres'));
      expect(readFileSync(join(copy, 'lib', 'libx.so'), 'utf8')).toBe('library');
      const madeAt = statSync(copy).ctimeMs;
      await findBinaries(nobody, places);
      expect(statSync(copy).ctimeMs).toBe(madeAt);

      rmSync(join(copy, 'lib', 'libx.so.1'));
      await findBinaries(nobody, places);
      expect(readFileSync(join(copy, 'lib', 'libx.so'), 'utf8')).toBe('library');

      chownSync(copy, 65534, 65534);
      await expect(findBinaries(nobody, places)).rejects.toThrow(`${copy} should hold PostgreSQL's programs`);
      expect(readdirSync('/var/lib').filter((name) => name.includes(`${version}-${process.arch}-0.draft`))).toEqual([]);
    },
  );
});

function aTop(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'embedded-test-')));
  // Open, so that as root the server's account passes through and the data stays inside.
  chmodSync(folder, 0o755);
  return folder;
}

/** A data folder that was used before: a copy, because making the data anew takes most of a second. */
function aDataDir(name = 'data'): string {
  const dataDir = join(top, name);
  execFileSync('cp', ['-a', join(template, 'data'), dataDir]);
  return dataDir;
}

/** Starts a server that the end of the test stops. */
async function start(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const server = await startEmbedded({ durable: false, ...options });
  started.push(server);
  return server;
}

/** The message with which the start is refused, which must be one for the operator. */
async function refused(options: EmbeddedOptions): Promise<string> {
  const outcome = await start(options).then(
    () => null,
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(OperatorError);
  return (outcome as OperatorError).message;
}

interface Outcome {
  readonly starter: ChildProcess;
  readonly pid?: number;
  readonly adopted?: boolean;
  readonly refusal?: string;
}

/** Starts a server from a process of its own, and waits for its one line of outcome. */
async function startInProcess(dataDir: string, { write = '' } = {}): Promise<Outcome> {
  const starter = spawnStarter(dataDir, write);
  if (!starter.stdout) throw new Error('the starter has no output');
  for await (const line of createInterface(starter.stdout)) return { starter, ...JSON.parse(line) };
  throw new Error('the starter ended without a word');
}

function spawnStarter(dataDir: string, write = ''): ChildProcess {
  const script = `
    const { startEmbedded } = require(${JSON.stringify(source)});
    const { Client } = require('pg');
    startEmbedded({ dataDir: ${JSON.stringify(dataDir)} }).then(async (server) => {
      if (${JSON.stringify(write)}) {
        const client = new Client(server.url);
        await client.connect();
        await client.query('create table words (word text)');
        await client.query('insert into words values ($1)', [${JSON.stringify(write)}]);
        await client.end();
      }
      console.log(JSON.stringify({ pid: server.pid, adopted: server.adopted }));
    }, (error) => console.log(JSON.stringify({ refusal: error.message })));
    setInterval(() => {}, 60_000);
  `;
  const starter = spawn(process.execPath, ['-r', hook, '-e', script], {
    cwd: resolve(__dirname, '../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  starters.push(starter);
  return starter;
}

async function kill(starter: ChildProcess): Promise<void> {
  if (starter.exitCode !== null || starter.signalCode !== null) return;
  const ended = new Promise((settle) => starter.once('exit', settle));
  starter.kill('SIGKILL');
  await ended;
}

async function query(server: EmbeddedPostgres, text: string, values: unknown[] = []): Promise<unknown[][]> {
  const client = new Client(server.url);
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query({ text, values, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}

async function value(server: EmbeddedPostgres, text: string): Promise<unknown> {
  return (await query(server, text))[0]?.[0];
}

async function write(server: EmbeddedPostgres, word: string): Promise<void> {
  await query(server, 'create table words (word text)');
  await query(server, 'insert into words values ($1)', [word]);
}

async function written(server: EmbeddedPostgres): Promise<unknown[]> {
  return (await query(server, 'select word from words')).map(([word]) => word);
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(5);
}

/** False also for an ended process that its parent has not asked for: a container's first process may never do so. */
function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !onLinux || !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

function postmastersUnder(folder: string) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('postmaster.pid'))
    .map((path) => {
      const lines = readFileSync(join(folder, path), 'utf8').split('\n');
      return { cluster: dirname(join(folder, path)), pid: Number(lines[0]), socketFolder: lines[4] ?? '' };
    })
    .filter(({ cluster, pid }) => alive(pid) && (!onLinux || readlinkSync(`/proc/${pid}/cwd`) === cluster));
}

/** A folder with a program named postgres that does what the shell line says, and an initdb. */
function aProgram(folder: string, line: string): string {
  mkdirSync(folder, { recursive: true });
  for (const name of ['postgres', 'initdb']) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${line}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

/** A small package shaped like the bundled one, whose program needs a library by a link that is not there. */
function aBundle() {
  const bundle = join(top, 'bundle');
  const native = join(bundle, 'native');
  const version = `0.0.${process.pid}`;
  aProgram(join(native, 'bin'), 'test -f "$(dirname "$0")/../lib/libx.so" && echo "postgres (PostgreSQL) 18.4"');
  mkdirSync(join(native, 'lib'));
  writeFileSync(join(native, 'lib', 'libx.so.1'), 'library');
  writeFileSync(
    join(native, 'pg-symlinks.json'),
    JSON.stringify([{ source: 'native/lib/libx.so.1', target: 'native/lib/libx.so' }]),
  );
  writeFileSync(join(bundle, 'package.json'), JSON.stringify({ version }));
  return { bundle, native, version };
}
