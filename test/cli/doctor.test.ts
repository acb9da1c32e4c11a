import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { certificateFinding, checkAddress } from '../../src/cli/doctor/address';
import { checkDurability, checkOpenKeys, checkSecrecy, clockFinding } from '../../src/cli/doctor/database';
import { checkKeys, checkMachine, checkNode } from '../../src/cli/doctor/machine';
import { readConfig } from '../../src/config/config';
import { fileLimit } from '../../src/config/file-limit';
import { Secrecy } from '../../src/poll/poll';
import { keysFolder } from '../support/ballot-keys';
import { anOpenPoll } from '../support/ballots';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall } from '../support/hall';
import { aServer } from '../support/server';
import { aTerminal } from '../support/terminal';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const databases = async () =>
  (await database.db.query(`select datname from pg_database where datname like 'giaouoc_doctor%'`)) as unknown[];

describe('giaouoc doctor', () => {
  it('plays a conference on a database that is gone afterwards, and exits by what it found', async () => {
    const terminal = aTerminal({ DATABASE_URL: database.url });
    const code = await terminal.giaouoc('doctor', '--delegates', '8');
    const shown = terminal.printed.join('\n');
    // The database of the tests gives up durability for speed; the doctor must see it.
    expect(shown).toMatch(/^BAD {3}fsync +off\n {6}→ Votes could be lost in a power cut/m);
    expect(shown).toMatch(/^(ok {2}|WARN) {2}trial +8 delegates in [\d.]+ s; votes on all screens after \d+ ms/m);
    for (const check of [
      'Node',
      'disk',
      'memory',
      'PostgreSQL',
      'connections',
      'encoding',
      'tables',
      'clock',
      'notifier',
      'secrecy',
      'commits',
    ]) {
      expect(shown).toMatch(new RegExp(`^(ok {2}|WARN|BAD ) {2}${check} `, 'm'));
    }
    expect(terminal.printed.at(-1)).toMatch(/^NOT READY: [1-9] bad/);
    expect(code).toBe(1);
    expect(await databases()).toEqual([]);
    expect(await database.db.query('select count(*)::int as count from conference')).toEqual([{ count: 0 }]);
  });

  it('names tables that are not up to date, and a database that is not there', async () => {
    const old = await freshDatabase();
    await old.db.undoLastMigration();
    const terminal = aTerminal({ DATABASE_URL: old.url });
    expect(await terminal.giaouoc('doctor', '--quick')).toBe(1);
    expect(terminal.shown()).toContain('older than this program');
    await old.drop();
    const none = aTerminal({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
    expect(await none.giaouoc('doctor', '--quick')).toBe(1);
    expect(none.shown()).toContain('cannot be reached');
  });
});

describe('checkAddress', () => {
  it('finds a server with its sockets', async () => {
    const server = await aServer();
    const findings = await checkAddress(server.app.url);
    expect(findings.map(({ level, check }) => [level, check])).toEqual([
      ['good', 'address'],
      ['good', 'clock, outside'],
      ['good', 'socket'],
    ]);
    await server.close();
  });

  it('finds a proxy that passes no WebSocket on, and one that leads nowhere', async () => {
    const proxy = createServer((_request, response) => response.end('{"status":"ready"}')).listen(0, '127.0.0.1');
    proxy.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await once(proxy, 'listening');
    const { port } = proxy.address() as { port: number };
    const findings = await checkAddress(`http://127.0.0.1:${port}`);
    expect(findings.at(-1)).toMatchObject({ level: 'bad', check: 'socket', cure: expect.stringContaining('Upgrade') });
    await new Promise((resolve) => proxy.close(resolve));
    expect(await checkAddress(`http://127.0.0.1:${port}`)).toMatchObject([{ level: 'bad', check: 'address' }]);
  });
});

const openssl = spawnSync('openssl', ['version']).status === 0;

// The certificate is made by openssl; where there is none, there is nothing to show the doctor.
(openssl ? describe : describe.skip)('checkAddress of a certificate nobody here knows (made by openssl)', () => {
  it('says how to make its authority known', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'giaouoc-doctor-'));
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const making = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost'.split(' ');
    spawnSync('openssl', [...making, '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', cert]);
    const server = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }).listen(0);
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const [finding] = await checkAddress(`https://localhost:${port}`);
    expect(finding).toMatchObject({ level: 'bad', cure: expect.stringContaining('NODE_EXTRA_CA_CERTS') });
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true });
  });
});

describe('a check', () => {
  it('of open files asks the server that runs, and else says that it saw this shell', async () => {
    const server = await aServer();
    const { port } = new URL(server.app.url);
    const seen = await checkMachine(readConfig({ PORT: port }));
    expect(seen.find(({ check }) => check === 'open files')?.found).toBe(`limit ${fileLimit()} of the server`);
    await server.close();
    const alone = await checkMachine(readConfig({ PORT: port }));
    expect(alone.find(({ check }) => check === 'open files')?.found).toContain('in this shell');
  });

  it('of the disk looks at DATA_DIR only where the database lies there', async () => {
    const checks = async (env: Record<string, string>) =>
      (await checkMachine(readConfig(env))).map(({ check }) => check).filter((check) => check === 'disk');
    expect(await checks({ PORT: '1' })).toEqual(['disk']);
    expect(await checks({ PORT: '1', DATABASE_URL: 'postgres://db.example.vn/giaouoc' })).toEqual([]);
  });

  it('of the keys of secret polls finds a folder that others read, cannot be written, or lacks one', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'giaouoc-doctor-keys-'));
    expect(checkKeys({ ballotKeys: folder }).level).toBe('good');
    expect(checkKeys({ ballotKeys: join(folder, 'not', 'yet') }).level).toBe('good');
    chmodSync(folder, 0o750);
    expect(checkKeys({ ballotKeys: folder })).toMatchObject({
      level: 'bad',
      found: expect.stringContaining('other accounts'),
    });
    expect(checkKeys({ ballotKeys: join(__filename, 'keys') })).toMatchObject({ level: 'bad' });
    const hall = await aHall(database.db, { members: 5 });
    await anOpenPoll(hall, { secrecy: Secrecy.UNLINKED });
    expect(await checkOpenKeys(database.db, { ballotKeys: keysFolder })).toEqual([]);
    expect(await checkOpenKeys(database.db, { ballotKeys: folder })).toMatchObject([
      { level: 'bad', found: expect.stringContaining(`the keys of 1 open secret polls are not in ${folder}`) },
    ]);
    rmSync(folder, { recursive: true });
  });

  it('of secrecy names what PostgreSQL would keep of a ballot', () => {
    const of = (changed: Record<string, string>) =>
      checkSecrecy(
        Object.entries({
          archive_mode: 'off',
          log_statement: 'none',
          log_min_duration_statement: '-1',
          log_parameter_max_length: '-1',
          log_parameter_max_length_on_error: '0',
          track_commit_timestamp: 'off',
          ...changed,
        }).map(([name, value]) => ({ name, value })),
      );
    // As PostgreSQL comes: values would be logged in full, but with statements only, and those are not.
    expect(of({})).toMatchObject({ level: 'good', cure: null });
    for (const [name, value] of [
      ['archive_mode', 'on'],
      ['archive_mode', 'always'],
      ['log_statement', 'all'],
      ['log_min_duration_statement', '250'],
      ['log_parameter_max_length_on_error', '-1'],
      ['track_commit_timestamp', 'on'],
    ] as const) {
      expect(of({ [name]: value })).toMatchObject({
        level: 'warn',
        found: expect.stringContaining(`${name} ${value}`),
        cure: expect.stringContaining('keep sealed ballots for good'),
      });
    }
    expect(of({ log_statement: 'mod' }).found).toContain('log_parameter_max_length -1');
    expect(of({ log_statement: 'mod', log_parameter_max_length: '0' }).found).toBe('log_statement mod');
  });

  it.each([
    [-1, 'bad'],
    [0.5, 'bad'],
    [13, 'warn'],
    [60, 'good'],
  ])('of a certificate with %d days left is %s', (days, level) =>
    expect(certificateFinding(new Date(Date.now() + days * 86_400_000)).level).toBe(level),
  );

  it.each([
    ['18.20.1', 'bad'],
    ['20.18.9', 'bad'],
    ['20.19.0', 'good'],
    ['22.1.0', 'good'],
  ])('of Node %s is %s', (version, level) => expect(checkNode(version).level).toBe(level));

  it.each([
    [0, 'good'],
    [-999, 'good'],
    [1_500, 'warn'],
    [-6_000, 'bad'],
    [Number.NaN, 'bad'],
  ])('of a clock %d ms off is %s', (aheadMs, level) => expect(clockFinding('clock', aheadMs, 'it').level).toBe(level));

  it('of durability names each setting that gives it up', () => {
    expect(checkDurability({ fsync: 'on', commit: 'local', pages: 'on' }).map(({ level }) => level)).toEqual(['good']);
    expect(checkDurability({ fsync: 'on', commit: 'off', pages: 'off' }).map(({ check }) => check)).toEqual([
      'synchronous_commit',
      'full_page_writes',
    ]);
  });
});
