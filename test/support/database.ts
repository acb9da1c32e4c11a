import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/database/data-source';
import { Database } from '../../src/database/database';
import { entities } from '../../src/entities';
import { onDatabase } from './address';

export interface TestDatabase {
  readonly db: Database;
  readonly url: string;
  /** Closes the connections and removes the database. */
  drop(): Promise<void>;
}

/**
 * A database of its own, cloned from a template in some 30 ms: `empty` (migrated), `shipped` (with the real
 * conferences) or `bare` (without tables).
 */
export async function freshDatabase(template: 'empty' | 'shipped' | 'bare' = 'empty'): Promise<TestDatabase> {
  const server = process.env.TEST_SERVER_URL;
  if (!server)
    throw new Error('TEST_SERVER_URL is not set: tests run through jest, whose global setup starts PostgreSQL');
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await onServer(
    server,
    `create database ${name} template ${template === 'bare' ? 'template1' : `giaouoc_${template}`}`,
  );
  const url = onDatabase(server, name);
  const db = new Database(dataSourceOptions(url, [...entities]));
  await db.initialize();
  return {
    db,
    url,
    async drop() {
      if (db.isInitialized) await db.destroy();
      await onServer(server, `drop database if exists ${name} with (force)`);
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const server = await new DataSource({ type: 'postgres', url, poolSize: 1 }).initialize();
  try {
    await server.query(statement);
  } finally {
    await server.destroy();
  }
}
