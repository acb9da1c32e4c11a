import { type EntityManager } from 'typeorm';
import type { Database } from '../../src/database/database';

/** Left as they are: the catalogue of awards, which all share, and what is unique by a secret. */
const shared = new Set(['award', 'migration', 'badge', 'session']);

interface Column {
  readonly name: string;
  readonly type: string;
}

/**
 * Copies everything in the database so many times, each copy with blocs, conferences and logs of its own: made-up data
 * in the shape of the real ones. Foreign keys are not asked meanwhile, since every copy points within itself.
 */
export async function multiply(db: Database, copies: number): Promise<void> {
  const tables = await db.query<{ name: string; columns: Column[] }[]>(
    `select c.relname::text as name, json_agg(json_build_object('name', a.attname, 'type', a.atttypid::regtype::text)
       order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace group by 1`,
  );
  await db.transaction(async (tx: EntityManager) => {
    await tx.query('set local session_replication_role = replica; set local statement_timeout = 0');
    for (const { name, columns } of tables.filter((table) => !shared.has(table.name))) {
      const values = columns.map((column) => copied(name, column)).join(', ');
      const names = columns.map((column) => `"${column.name}"`).join(', ');
      await tx.query(
        `insert into "${name}" (${names}) select ${values} from "${name}" as o cross join generate_series(1, $1::int) as n`,
        [copies],
      );
    }
  });
  await db.query('vacuum analyze');
}

function copied(table: string, { name, type }: Column): string {
  const value = `o."${name}"`;
  // Rows of the shared catalogue keep their ids.
  if (type === 'uuid' && name !== 'award_id') return `md5(${value}::text || n)::uuid`;
  if (table === 'fact_version' && name === 'key') return `${value} || '-' || n`;
  if (name === 'slug' && ['bloc', 'conference'].includes(table)) return `${value} || '-' || n`;
  return value;
}
