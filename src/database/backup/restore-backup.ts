import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { escapeIdentifier, type PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { OperatorError } from '../../errors/operator-error';
import { Database } from '../database';
import { migrate } from '../migrate';
import { type Footer, type Header, readBackup } from './backup-file';
import { copiedTables, copyOut, plainSettings } from './copied-tables';

/** What a restore did. */
export interface Restored {
  readonly header: Header;
  readonly footer: Footer;
  /** Migrations run after it, for a backup older than this program. */
  readonly migrated: readonly string[];
}

/**
 * Puts a backup into an empty database, or changes nothing in it but making empty tables.
 * The file is read to its end and compared with itself before the database is touched. Then, in one transaction, all
 * rows go in and are read out again, and what was read must be what was written. A backup of an older release gets the
 * tables it was made from, and the later migrations afterwards.
 * @param last what else has to be true of the rows whenever they are there: done by their own transaction
 * @throws OperatorError for a file that is damaged or of a newer release, and a database that is not empty
 */
export async function restoreBackup(
  db: Database,
  path: string,
  say: (line: string) => void = () => undefined,
  last: (client: Pick<PoolClient, 'query'>) => Promise<void> = async () => undefined,
): Promise<Restored> {
  say(`reading ${path}`);
  const { header, footer } = await verifyBackup(path);
  const mine = db.migrations.map(({ name }) => name ?? '');
  requireKnown(path, header, mine);
  await requireEmpty(db);
  await makeTables(db, header);
  say(`writing ${rowsOf(footer)} rows`);
  await load(db, path, footer, last);
  const migrated = await migrate(db);
  return { header, footer, migrated };
}

/** Reads a backup to its end. @throws OperatorError when it does not hold */
export async function verifyBackup(path: string): Promise<Pick<Restored, 'header' | 'footer'>> {
  let header: Header | null = null;
  for await (const part of readBackup(path)) {
    if (part.kind === 'header') header = part.header;
    if (part.kind === 'footer' && header) return { header, footer: part.footer };
  }
  throw new Error(`${path} was read and has no end`);
}

/** All rows of a backup. */
export function rowsOf({ tables }: Footer): number {
  return Object.values(tables).reduce((sum, { rows }) => sum + rows, 0);
}

function requireKnown(path: string, { migrations }: Header, mine: readonly string[]): void {
  const strange = migrations.find((name, index) => mine[index] !== name);
  if (strange === undefined) return;
  throw new OperatorError(
    `${path} is of a newer release: this program does not know its tables (${strange}). ` +
      'Restore it with the release that made it, or a later one.',
  );
}

async function requireEmpty(db: Database): Promise<void> {
  const tables = await db.query<{ name: string }[]>(
    `select relname::text as name from pg_class
     where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and relname <> 'migration' order by 1`,
  );
  for (const { name } of tables) {
    const [row] = await db.query<object[]>(`select from ${escapeIdentifier(name)} limit 1`);
    if (row) throw notEmpty(name);
  }
}

function notEmpty(table: string): OperatorError {
  return new OperatorError(
    `The database is not empty: table ${table} has rows. A backup is only restored into an empty one, so that nothing ` +
      'is ever overwritten. Give a new database with DATABASE_URL, or a new folder with DATA_DIR.',
  );
}

/** The tables as they were when the backup was made. @throws OperatorError when there are newer ones already */
async function makeTables(db: Database, header: Header): Promise<void> {
  const classes = db.migrations.filter(({ name }) => header.migrations.includes(name ?? ''));
  const older = new Database({
    ...db.options,
    entities: [],
    migrations: classes.map((migration) => migration.constructor),
  } as Database['options']);
  await older.initialize();
  try {
    await migrate(older);
  } finally {
    await older.destroy();
  }
  const made = await db.query<{ name: string }[]>('select name from migration');
  if (made.length === header.migrations.length) return;
  throw new OperatorError(
    'The tables of the database are newer than those of the backup. Give a database without tables: what makes them ' +
      'and brings them up to date is the restore.',
  );
}

async function load(
  db: Database,
  path: string,
  footer: Footer,
  last: (client: PoolClient) => Promise<void>,
): Promise<void> {
  const runner = db.createQueryRunner();
  const client = (await runner.connect()) as PoolClient;
  try {
    // The versions of facts are in the backup: the database makes none of what is written back.
    await client.query(`begin; ${plainSettings}; set local giaouoc.restoring = 'on'`);
    const tables = await copiedTables(client);
    const names = tables.map(({ name }) => escapeIdentifier(name)).join(', ');
    await client.query(`lock table ${names} in access exclusive mode`);
    for (const { name } of tables) {
      const { rowCount } = await client.query(`select from ${escapeIdentifier(name)} limit 1`);
      if (rowCount) throw notEmpty(name);
    }
    await copyIn(client, path);
    for (const table of tables) {
      const rows = copyOut(client, table);
      let next = await rows.next();
      while (!next.done) next = await rows.next();
      const wanted = footer.tables[table.name];
      if (next.value.rows !== wanted?.rows || next.value.sha256 !== wanted.sha256) {
        throw new Error(
          `table ${table.name}: ${next.value.rows} rows read back are not the ${wanted?.rows} of ${path}`,
        );
      }
    }
    await last(client);
    // The planner knows nothing of rows that came by COPY until they are looked at.
    await client.query('analyze');
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
}

async function copyIn(client: PoolClient, path: string): Promise<void> {
  let into: ReturnType<typeof copyFrom> | null = null;
  for await (const part of readBackup(path)) {
    if (part.kind === 'table') {
      const columns = part.columns.map(escapeIdentifier).join(', ');
      into = client.query(copyFrom(`copy ${escapeIdentifier(part.table)} (${columns}) from stdin`));
      // Thrown by whoever waits for the stream next; unheard in between, it would end the process.
      into.on('error', () => undefined);
    } else if (part.kind === 'rows' && into) {
      if (!into.write(part.text)) await once(into, 'drain');
    } else if (part.kind === 'tableEnd' && into) {
      into.end();
      await finished(into);
      into = null;
    }
  }
}
