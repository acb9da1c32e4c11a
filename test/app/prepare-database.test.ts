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
  try {
    await prepareDatabase(config, { say: (line) => void lines.push(line), closers });
  } finally {
    for (const close of closers) await close();
  }
  return lines;
}

describe('prepareDatabase', () => {
  it('refuses to start, with the arithmetic, when the database has too few connections for all workers', async () => {
    await expect(said({ WORKERS: '8', ACT_POOL_SIZE: '50', READ_POOL_SIZE: '150' })).rejects.toThrow(
      /^8 × \(ACT_POOL_SIZE 50 \+ READ_POOL_SIZE 150 \+ 1\) = 1608 connections are wanted, and the database gives \d+: raise/,
    );
  });

  it('says nothing when there are enough', async () => {
    expect(await said({ WORKERS: '2' })).toEqual([]);
  });
});
