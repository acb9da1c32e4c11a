import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lentAccount, standInFor } from '../src/home';
import { aDataDir, asRoot, aTop, name, refused, removeAfter, start, withTemplate, write, written } from './support';

// Only root starts PostgreSQL as another account; anyone else owns the folder, and there is nothing to test.
(asRoot ? describe : describe.skip)('as root, with a folder the server cannot reach', () => {
  let top: string;
  let dataDir: string;

  withTemplate();

  beforeEach(() => {
    top = aTop();
    mkdirSync(join(top, 'private'), { mode: 0o700 });
    dataDir = join(top, 'private', 'data');
    removeAfter(standInFor(dataDir, name));
  });

  it('keeps the data in a stand-in, says so, and leaves word in the folder', async () => {
    const said: string[] = [];
    const server = await start({ dataDir, say: (line) => said.push(line) });
    await write(server, 'kept');
    await server.stop();
    expect(said.join()).toContain(standInFor(dataDir, name));
    expect(readFileSync(join(dataDir, 'WHERE-THE-DATA-IS.txt'), 'utf8')).toContain(`\n${standInFor(dataDir, name)}\n`);
    expect(statSync(standInFor(dataDir, name)).mode & 0o007).toBe(0);
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
    rmSync(standInFor(dataDir, name), { recursive: true });
    expect(await refused({ dataDir })).toContain(standInFor(dataDir, name));
  });

  it('refuses a stand-in that somebody else made', async () => {
    mkdirSync(standInFor(dataDir, name), { mode: 0o755 });
    chownSync(standInFor(dataDir, name), 65534, 65534);
    expect(await refused({ dataDir })).toContain(standInFor(dataDir, name));
    chownSync(standInFor(dataDir, name), 0, 0);
    chmodSync(standInFor(dataDir, name), 0o777);
    expect(await refused({ dataDir })).toContain(standInFor(dataDir, name));
    expect(readdirSync(standInFor(dataDir, name))).toEqual([]);
  });

  it('refuses, not forgets, data that was closed off later', async () => {
    const open = join(top, 'open');
    mkdirSync(open, { mode: 0o755 });
    aDataDir(open);
    chmodSync(open, 0o700);
    removeAfter(standInFor(join(open, 'data'), name));
    expect(await refused({ dataDir: join(open, 'data') })).toContain('chmod o+x');
  });

  it('refuses a socket folder that somebody else made', async () => {
    const open = aDataDir(top);
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

describe('lentAccount', () => {
  const root = { name: 'root', uid: 0, gid: 0 };
  const postgres = { name: 'postgres', uid: 101, gid: 104 };
  const nobody = { name: 'nobody', uid: 65534, gid: 65534 };
  const own = { name, uid: 990, gid: 990 };

  it('is one of its own, else the one of databases, else the one that services share', () => {
    expect(lentAccount(name, [root, nobody, postgres, own])).toBe(own);
    expect(lentAccount(name, [root, nobody, postgres])).toBe(postgres);
    expect(lentAccount(name, [root, nobody])).toBe(nobody);
  });

  it('is never root under another name, and says what is missing', () => {
    expect(() => lentAccount(name, [root, { ...own, uid: 0 }])).toThrow(
      /no user "launchertest", "postgres" or "nobody"/,
    );
  });
});
