import { connect } from '../../src/database/data-source';
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

describe('connect', () => {
  it('leaves acts their connections when reads have taken all of theirs', async () => {
    const db = await connect(database.url, [], { acts: 1, reads: 2 });
    const held = [db.reads.createQueryRunner(), db.reads.createQueryRunner()];
    try {
      for (const runner of held) await runner.query('select 1');
      let isRead = false;
      const waiting = db.reads.query('select 1').then(() => {
        isRead = true;
      });
      expect(await db.query('select 2 as n')).toEqual([{ n: 2 }]);
      expect(isRead).toBe(false);
      for (const runner of held) await runner.release();
      await waiting;
    } finally {
      for (const runner of held) await runner.release();
      await db.destroy();
    }
  });

  it('ends a statement of a read after five seconds, one of an act after ten', async () => {
    const db = await connect(database.url, [], { acts: 1, reads: 1 });
    const timeout = "select current_setting('statement_timeout') as value";
    try {
      expect([await db.query(timeout), await db.reads.query(timeout)]).toEqual([[{ value: '10s' }], [{ value: '5s' }]]);
    } finally {
      await db.destroy();
    }
  });
});
