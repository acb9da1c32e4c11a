import 'reflect-metadata';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { connect } from '../../src/database/data-source';
import type { Database } from '../../src/database/database';
import { startEmbedded } from '../../src/database/embedded';
import { migrate } from '../../src/database/migrate';
import { entities } from '../../src/entities';
import { loadShipped } from '../../src/import/load-shipped';
import { onDatabase } from './address';
import { running } from './running';

/**
 * Starts one PostgreSQL for the whole run (or uses the one in DATABASE_URL) and makes two templates once:
 * `giaouoc_empty`, migrated, and `giaouoc_shipped`, with the shipped conferences loaded. Each test file clones one.
 * With TEST_SERVER_URL somebody has done so before, for many runs (test/mutants).
 */
export default async function setup(): Promise<void> {
  if (process.env.TEST_SERVER_URL) return;
  let url = process.env.DATABASE_URL;
  if (!url) {
    running.folder = await mkdtemp(join(tmpdir(), 'giaouoc-test-'));
    running.postgres = await startEmbedded({ dataDir: running.folder, durable: false, maxConnections: 300 });
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

async function using(url: string, work: (db: Database) => Promise<unknown>): Promise<void> {
  const db = await connect(url, [...entities]);
  try {
    await work(db);
  } finally {
    await db.destroy();
  }
}
