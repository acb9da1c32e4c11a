import { isAway } from '../../src/database/faults';
import { inTransaction } from '../../src/database/transaction';
import { freshDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

describe('a connection of the pool', () => {
  it.each([
    ['statement_timeout', '10s'],
    ['lock_timeout', '5s'],
    ['idle_in_transaction_session_timeout', '15s'],
  ])('has %s of %s', async (name, value) => {
    expect(await database.db.query(`select current_setting('${name}') as value`)).toEqual([{ value }]);
  });

  it.each([
    ['a statement', "set local statement_timeout = '20ms'", 'select pg_sleep(30)'],
    ['a wait for a lock', "set local lock_timeout = '20ms'", 'select pg_advisory_xact_lock(7)'],
    ['an idle transaction', "set local idle_in_transaction_session_timeout = '20ms'", null],
  ])('that takes %s too long fails as one to be tried again, and the pool goes on', async (_what, limit, statement) => {
    const holder = database.db.createQueryRunner();
    await holder.query('select pg_advisory_lock(7)');
    const failure = await inTransaction(database.db, async (tx) => {
      const [{ pid }] = await tx.query('select pg_backend_pid() as pid');
      await tx.query(limit);
      if (statement) return tx.query(statement);
      for (let here = 1; here > 0; ) {
        [{ here }] = await holder.query('select count(*)::int as here from pg_stat_activity where pid = $1', [pid]);
      }
      return tx.query('select 1');
    }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(isAway(failure)).toBe(true);
    await holder.query('select pg_advisory_unlock_all()');
    await holder.release();
    expect(await database.db.query('select 1 as one')).toEqual([{ one: 1 }]);
  });
});
