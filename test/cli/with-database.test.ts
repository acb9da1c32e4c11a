import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withDatabase } from '../../src/cli/with-database';
import { readConfig } from '../../src/config/config';
import type { Database } from '../../src/database/database';
import { startEmbedded } from '../../src/database/embedded';
import { migrate } from '../../src/database/migrate';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aTerminal } from '../support/terminal';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'giaouoc-cli-'));
  // PostgreSQL runs under another account when the tests run as root.
  chmodSync(folder, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true }));

const count = (db: Database) => db.query('select count(*)::int from conference');

describe('withDatabase on a folder', () => {
  it('starts PostgreSQL for the command alone, or uses that of a running server', async () => {
    const config = readConfig({ DATA_DIR: join(folder, 'data') });
    const said: string[] = [];
    const say = (line: string) => void said.push(line);
    expect(await withDatabase(config, { say }, count)).toEqual([{ count: 0 }]);
    expect(said.at(-1)).toBe(`đang bật PostgreSQL kèm theo · starting the embedded PostgreSQL on ${config.dataDir}`);

    const server = await startEmbedded({ dataDir: config.dataDir });
    try {
      expect(await withDatabase(config, { say }, count)).toEqual([{ count: 0 }]);
      expect(said.at(-1)).toBe(
        `dùng cơ sở dữ liệu của máy chủ đang chạy · using the database of the running server (process ${process.pid})`,
      );
    } finally {
      await server.stop();
    }
    await expect(withDatabase(config, { say }, () => Promise.reject(new Error('in the middle')))).rejects.toThrow(
      'in the middle',
    );
    expect(await withDatabase(config, { say }, count)).toEqual([{ count: 0 }]);
  });
});

describe('withDatabase at an address', () => {
  let test: TestDatabase;

  beforeAll(async () => {
    test = await freshDatabase();
  });
  afterAll(() => test.drop());

  it('does not bring tables up to date that others may be using, and names the cure', async () => {
    const config = readConfig({ DATABASE_URL: test.url });
    expect(await withDatabase(config, { say: () => undefined }, count)).toEqual([{ count: 0 }]);
    await test.db.undoLastMigration();
    await expect(withDatabase(config, { say: () => undefined }, count)).rejects.toThrow(
      'The tables of the database are older than this program. Run `giaouoc migrate` first.',
    );
    const terminal = aTerminal({ DATABASE_URL: test.url });
    expect(await terminal.giaouoc('migrate')).toBe(0);
    expect(terminal.printed).toHaveLength(1);
    expect(await terminal.giaouoc('migrate')).toBe(0);
    expect(terminal.said.at(-1)).toBe('các bảng đã là bản mới nhất · the tables are up to date');
    expect(await migrate(test.db)).toEqual([]);
  });
});
