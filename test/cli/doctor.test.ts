import { once } from 'node:events';
import { createServer } from 'node:http';
import { checkAddress } from '../../src/cli/doctor/address';
import { checkDurability, clockFinding } from '../../src/cli/doctor/database';
import { checkNode } from '../../src/cli/doctor/machine';
import { freshDatabase, type TestDatabase } from '../support/database';
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
      'doorbell',
      'commits',
    ]) {
      expect(shown).toMatch(new RegExp(`^(ok {2}|WARN|BAD ) {2}${check} `, 'm'));
    }
    expect(terminal.printed.at(-1)).toMatch(/^NOT READY: [1-9] bad/);
    expect(code).toBe(1);
    expect(await databases()).toEqual([]);
    expect(await database.db.query('select count(*)::int as count from conference')).toEqual([{ count: 0 }]);
  }, 60_000);

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

describe('a check', () => {
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
