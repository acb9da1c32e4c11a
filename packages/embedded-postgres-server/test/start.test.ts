import { spawn } from 'node:child_process';
import {
  appendFileSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { findRunning } from '../src';
import {
  aDataDir,
  alive,
  aTop,
  endAfter,
  kill,
  name,
  query,
  refused,
  spawnStarter,
  start,
  startInProcess,
  until,
  value,
  withTemplate,
  write,
  written,
} from './support';

let top: string;

withTemplate();

beforeEach(() => {
  top = aTop();
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
    expect(await value(second, 'select current_database()')).toBe(name);
    expect(await value(second, 'show server_encoding')).toBe('UTF8');
  });

  it('gives a url that typeorm connects by, also when the environment asks for TLS', async () => {
    const server = await start({ dataDir: aDataDir(top) });
    process.env.PGSSLMODE = 'require';
    const db = new DataSource({ type: 'postgres', url: server.url });
    try {
      await db.initialize();
      expect(await db.query('select current_database() as name')).toEqual([{ name }]);
    } finally {
      delete process.env.PGSSLMODE;
      await db.destroy();
    }
  });

  it('syncs to the disk when durable, never when not, and leaves no values in its log', async () => {
    const durable = await start({ dataDir: aDataDir(top, 'durable'), durable: true });
    const loose = await start({ dataDir: aDataDir(top, 'loose'), durable: false, maxConnections: 40 });
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
    expect(readFileSync(`/proc/${server.pid}/environ`, 'utf8')).not.toContain('EMBEDDED_TEST_SECRET');
  });

  it('refuses a folder another live start uses, naming its process and the cure', async () => {
    const dataDir = aDataDir(top);
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
    const dataDir = aDataDir(top);
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
    const dataDir = aDataDir(top);
    const killed = await startInProcess(dataDir);
    await kill(killed.starter);
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => startInProcess(dataDir)));
    expect(outcomes.filter((each) => each.pid !== undefined)).toMatchObject([{ pid: killed.pid, adopted: true }]);
  });

  it('restarts an orphaned server whose settings are not the ones asked for', async () => {
    const dataDir = aDataDir(top);
    const killed = await startInProcess(dataDir, { write: 'kept' });
    await kill(killed.starter);
    const server = await start({ dataDir, durable: false });
    expect(server.adopted).toBe(false);
    expect(alive(killed.pid ?? 0)).toBe(false);
    expect(await value(server, 'show fsync')).toBe('off');
    expect(await written(server)).toEqual(['kept']);
  });

  it('recovers when node and every server process were killed', async () => {
    const dataDir = aDataDir(top);
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
    const server = await start({ dataDir: aDataDir(top), durable: true, say: (line) => said.push(line) });
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
    const dataDir = aDataDir(top);
    const killed = await startInProcess(dataDir, { write: 'before' });
    await kill(killed.starter);
    const server = await start({ dataDir, durable: true });
    process.kill(server.pid, 'SIGKILL');
    await until(() => server.pid !== killed.pid);
    expect(await written(server)).toEqual(['before']);
  });

  it('starts a server at most five times within a minute, and can be stopped while it waits', async () => {
    const said: string[] = [];
    const dataDir = aDataDir(top);
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
    const server = await start({ dataDir: aDataDir(top), say: (line) => said.push(line) });
    const other = await start({ dataDir: aDataDir(top, 'other') });
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
    const dataDir = aDataDir(top);
    const server = await start({ dataDir });
    await write(server, 'kept');
    await server.stop();
    const { uid, gid } = statSync(join(dataDir, 'cluster'));
    // Under the server's own account: PostgreSQL itself recognises a number that belongs to another account.
    const other = spawn('sleep', ['600'], { uid, gid, cwd: '/', stdio: 'ignore' });
    endAfter(other);
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
    const dataDir = aDataDir(top);
    const cluster = join(dataDir, 'cluster');
    const { uid, gid } = statSync(cluster);
    const other = spawn('sleep', ['600'], { uid, gid, cwd: '/', stdio: 'ignore' });
    const left = spawn('sleep', ['600'], { uid, gid, cwd: cluster, stdio: 'ignore' });
    endAfter(other);
    endAfter(left);
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
    const inProc = await refused({ dataDir: '/proc/launchertest/data' });
    expect(inProc).toMatch(/\/proc\/launchertest\/data cannot be used: E[A-Z]+/);
  });

  it('empties the log of the server once it is over 4 MB', async () => {
    const dataDir = aDataDir(top);
    const log = join(dataDir, 'postgres.log');
    appendFileSync(log, 'x'.repeat(4 * 1024 * 1024));
    await start({ dataDir });
    expect(statSync(log).size).toBeLessThan(100_000);
    expect(readFileSync(log, 'utf8')).toContain('ready to accept connections');
  });

  it('refuses another system than Linux before it makes anything, and names the cure', async () => {
    const linux = Object.getOwnPropertyDescriptor(process, 'platform') as PropertyDescriptor;
    Object.defineProperty(process, 'platform', { ...linux, value: 'darwin' });
    try {
      const refusal = await refused({ dataDir: join(top, 'data') });
      expect(refusal).toMatch(/on Linux only, and this is darwin\. Set DATABASE_URL/);
      await expect(findRunning({ dataDir: join(top, 'data'), name })).rejects.toThrow('Set DATABASE_URL');
    } finally {
      Object.defineProperty(process, 'platform', linux);
    }
    expect(existsSync(join(top, 'data'))).toBe(false);
  });

  it('refuses data of another major version, naming both', async () => {
    const dataDir = aDataDir(top);
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
});
