import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '../../src/database/data-source';
import { describeDatabase } from '../../src/database/describe';
import { migrate } from '../../src/database/migrate';
import { freshDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

describe('the migrations', () => {
  it('build exactly what the entities say', async () => {
    const { upQueries } = await database.db.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('lead all the way down and up again to the same schema', async () => {
    const before = await describeDatabase(database.db);
    for (const _ of database.db.migrations) await database.db.undoLastMigration({ transaction: 'each' });
    const tables = await database.db.query(
      `select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
    );
    expect(tables).toEqual([{ relname: 'migration' }]);
    expect(await migrate(database.db)).toHaveLength(database.db.migrations.length);
    expect(await describeDatabase(database.db)).toBe(before);
  });

  it('are described in schema/database.sql', async () => {
    const written = readFileSync(join(__dirname, '..', '..', 'schema', 'database.sql'), 'utf8');
    expect(await describeDatabase(database.db)).toBe(written);
  });

  it('run once when four servers start together', async () => {
    for (const _ of database.db.migrations) await database.db.undoLastMigration({ transaction: 'each' });
    const others = await Promise.all([1, 2, 3].map(() => connect(database.url, [])));
    const runs = await Promise.all([database.db, ...others].map(migrate));
    await Promise.all(others.map((other) => other.destroy()));
    expect(runs.flat()).toHaveLength(database.db.migrations.length);
  });
});

describe('the log', () => {
  it('cannot be changed, cut or emptied, whoever asks', async () => {
    const id = '00000000-0000-4000-8000-0000000000aa';
    await database.db.query(
      `insert into event (stream, sequence, at, kind, body, topics) values ($1, 1, now(), 'k', '{}', '{}')`,
      [id],
    );
    for (const statement of [`update event set body = '{"a":1}'`, 'delete from event', 'truncate event']) {
      await expect(database.db.query(statement)).rejects.toThrow(/only grows/);
    }
  });
});
