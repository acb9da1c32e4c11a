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
