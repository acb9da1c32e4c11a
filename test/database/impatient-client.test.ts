import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/database/data-source';
import { isAway } from '../../src/database/faults';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aDetour, type Detour } from '../support/proxy';

let database: TestDatabase;
let detour: Detour;
beforeAll(async () => {
  database = await freshDatabase();
  detour = await aDetour(database.url);
});
afterAll(async () => {
  await detour.close();
  await database.drop();
});

describe('ImpatientClient', () => {
  it('sends one statement at a time, in the order of asking, and goes on after one that fails', async () => {
    // Without its queue `pg` warns here, which fails the test (support/environment).
    await database.db.transaction(async (tx) => {
      await tx.query('create temporary table asked (n serial, word text) on commit drop');
      const words = ['a', 'b', 'c', 'd', 'e'];
      await Promise.all(words.map((word) => tx.query('insert into asked (word) values ($1)', [word])));
      expect(await tx.query('select word from asked order by n')).toEqual(words.map((word) => ({ word })));

      await tx.query('savepoint before');
      const outcomes = await Promise.allSettled([
        tx.query('select 1 / 0'),
        tx.query('rollback to savepoint before'),
        tx.query('select 2 as n'),
        tx.query('select 3 as n'),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
      expect(outcomes.at(-1)).toMatchObject({ value: [{ n: 3 }] });
    });
  });

  it('gives up a connection whose packets are lost, so that the next statement goes by another', async () => {
    const options = dataSourceOptions(detour.through(database.url), [], 1);
    const extra = { ...(options as { extra: object }).extra, query_timeout: 300 };
    const db = await new DataSource({ ...options, extra } as typeof options).initialize();
    try {
      await db.query('select 1');
      detour.stall();
      const fault = await db.query('select 2').catch((error: unknown) => error);
      expect(isAway(fault)).toBe(true);
      detour.mend();
      // What was made before the stall stays silent for ever in a network that has lost its state.
      expect(await db.query('select 3 as n')).toEqual([{ n: 3 }]);
      expect(detour.met).toBeGreaterThan(1);
    } finally {
      await db.destroy();
    }
  });
});
