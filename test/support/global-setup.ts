import 'reflect-metadata';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
// By its path: jest maps no names here, and the build of the package may be older than its sources.
import { startEmbedded } from '../../packages/embedded-postgres-server/src';
import { connect } from '../../src/database/data-source';
import type { Database } from '../../src/database/database';
import { migrate } from '../../src/database/migrate';
import { entities } from '../../src/entities';
import { loadShipped } from '../../src/import/load-shipped';
import { onDatabase } from './address';
import { aFolder, endOnSignals } from './leftovers';
import { running } from './running';

/**
 * Starts one PostgreSQL for the whole run (or uses the one in DATABASE_URL) and makes two templates once:
 * `giaouoc_empty`, migrated, and `giaouoc_shipped`, with the shipped conferences loaded. Each test file clones one.
 * With TEST_SERVER_URL somebody has done so before, for many runs (test/mutants). Builds the pages where their tests run
 * and the build is older than the sources.
 */
export default async function setup({ nonFlagArgs }: { nonFlagArgs?: readonly string[] } = {}): Promise<void> {
  endOnSignals();
  process.env.BALLOT_KEYS ??= aFolder('giaouoc-test-keys-');
  if (process.env.TEST_SERVER_URL) return;
  if (nonFlagArgs && (nonFlagArgs.length === 0 || nonFlagArgs.some((path) => /\bweb\b/.test(path)))) buildIfStale();
  let url = process.env.DATABASE_URL;
  if (!url) {
    running.postgres = await startEmbedded({
      dataDir: aFolder('giaouoc-test-'),
      name: 'giaouoc',
      durable: false,
      maxConnections: 300,
    });
    url = running.postgres.url;
  }
  process.env.TEST_SERVER_URL = url;
  const server = await new DataSource({ type: 'postgres', url }).initialize();
  for (const name of ['giaouoc_empty', 'giaouoc_shipped']) {
    await server.query(`drop database if exists ${name} with (force)`);
  }
  await server.query('create database giaouoc_empty');
  await using(onDatabase(url, 'giaouoc_empty'), async (db) => void (await migrate(db)));
  await server.query('create database giaouoc_shipped template giaouoc_empty');
  await using(onDatabase(url, 'giaouoc_shipped'), loadShipped);
  await server.destroy();
}

/** @throws when something cannot be built; what it said has been printed */
function buildIfStale(): void {
  const { status } = spawnSync(process.execPath, [join(__dirname, '../../scripts/build-if-stale.js')], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('the build failed');
}

async function using(url: string, work: (db: Database) => Promise<unknown>): Promise<void> {
  const db = await connect(url, [...entities]);
  try {
    await work(db);
  } finally {
    await db.destroy();
  }
}
