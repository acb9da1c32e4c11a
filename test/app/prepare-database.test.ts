import { prepareDatabase } from '../../src/app/prepare-database';
import { readConfig } from '../../src/config/config';
import { freshDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase('shipped');
});
afterAll(() => database.drop());

/** What is said while the database is prepared for these settings. */
async function said(settings: Record<string, string>): Promise<string[]> {
  const [lines, closers]: [string[], (() => unknown)[]] = [[], []];
  const config = readConfig({ DATABASE_URL: database.url, ...settings });
  await prepareDatabase(config, { say: (line) => void lines.push(line), closers });
  for (const close of closers) await close();
  return lines;
}

describe('prepareDatabase', () => {
  it('warns, with the arithmetic, when the database has too few connections for all workers', async () => {
    expect(await said({ WORKERS: '8', POOL_SIZE: '200' })).toEqual([
      expect.stringMatching(/^Warning: 8 × \(POOL_SIZE 200 \+ 1\) = 1608 .* gives \d+: set POOL_SIZE to \d+ or less/),
    ]);
  });

  it('says nothing when there are enough', async () => {
    expect(await said({ WORKERS: '2', POOL_SIZE: '10' })).toEqual([]);
  });
});
