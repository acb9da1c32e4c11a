import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { PoolClient } from 'pg';
import { OperatorError } from '../../errors/operator-error';
import type { Database } from '../database';
import { endOfTable, type Footer, formatVersion, type Header, type StreamHead, type Sum } from './backup-file';
import { copiedTables, copyOut, plainSettings } from './copied-tables';

/** What a backup holds. */
export interface Written {
  readonly header: Header;
  readonly footer: Footer;
}

/** Reads where each log ends, in the transaction of the backup. */
export type ReadHeads = (client: PoolClient) => Promise<readonly StreamHead[]>;

/**
 * Writes everything in the database, as it is at one moment, to a new file that only its owner may read. Beside a
 * running server it holds up nobody. The file gets its name when it is whole and on the disk, or not at all.
 * @throws OperatorError when the file is there already or cannot be written
 */
export async function writeBackup(db: Database, path: string, readHeads: ReadHeads): Promise<Written> {
  if (existsSync(path)) throw new OperatorError(`${path} is there already. Give another name, or move it away.`);
  const partial = `${path}.partial-${process.pid}`;
  const runner = db.createQueryRunner();
  try {
    const client = (await runner.connect()) as PoolClient;
    await client.query(`begin transaction isolation level repeatable read read only; ${plainSettings}`);
    const said: Partial<{ -readonly [K in keyof Written]: Written[K] }> = {};
    const text = Readable.from(textOf(client, readHeads, said), { objectMode: false });
    await pipeline(text, createGzip(), createWriteStream(partial, { flags: 'wx', mode: 0o600 }));
    await onDisk(partial);
    await rename(partial, path);
    return said as Written;
  } catch (error) {
    throw explained(path, error);
  } finally {
    await rm(partial, { force: true });
    await runner.query('rollback').catch(() => undefined);
    await runner.release();
  }
}

/** The text of the file; what its first and last line say is left in `said`. */
async function* textOf(
  client: PoolClient,
  readHeads: ReadHeads,
  said: Partial<{ -readonly [K in keyof Written]: Written[K] }>,
): AsyncGenerator<Buffer> {
  const whole = createHash('sha256');
  const told = (chunk: Buffer) => {
    whole.update(chunk);
    return chunk;
  };
  said.header = await readHeader(client);
  yield told(lineOf(said.header));
  const tables: Record<string, Sum> = {};
  for (const table of await copiedTables(client)) {
    yield told(lineOf({ table: table.name, columns: table.columns }));
    const rows = copyOut(client, table);
    let next = await rows.next();
    for (; !next.done; next = await rows.next()) yield told(next.value);
    tables[table.name] = next.value;
    yield told(Buffer.from(endOfTable));
  }
  said.footer = { tables, logs: await readHeads(client), sha256: whole.digest('hex') };
  yield lineOf(said.footer);
}

const lineOf = (value: object): Buffer => Buffer.from(`${JSON.stringify(value)}\n`);

async function readHeader(client: PoolClient): Promise<Header> {
  const { rows } = await client.query<Pick<Header, 'at' | 'postgres' | 'migrations'>>(
    `select to_char(now(), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, current_setting('server_version') as postgres,
       array(select name::text from migration order by timestamp) as migrations`,
  );
  const [{ at, postgres, migrations } = { at: '', postgres: '', migrations: [] }] = rows;
  return { format: 'giaouoc-backup', version: formatVersion, at, postgres, migrations };
}

async function onDisk(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function explained(path: string, error: unknown): unknown {
  const { code, syscall, message } = error as NodeJS.ErrnoException;
  if (code === '42P01') return new OperatorError('The database has no tables: there is nothing to back up.');
  if (code === undefined || syscall === undefined || syscall === 'connect') return error;
  return new OperatorError(`${path} cannot be written: ${message}. Give a path with rights and room.`);
}
