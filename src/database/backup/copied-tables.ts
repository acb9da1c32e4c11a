import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { escapeIdentifier } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { OperatorError } from '../../errors/operator-error';
import type { Sum } from './backup-file';

/** A table as a backup takes it. */
export interface CopiedTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** SQL of the order of its rows: the primary key, texts by their bytes, the same under every collation. */
  readonly order: string;
}

interface TableRow {
  readonly name: string;
  readonly columns: readonly string[];
  readonly key: readonly { readonly column: string; readonly collated: boolean }[] | null;
  /** Other tables that its rows name. */
  readonly needs: readonly string[];
}

/**
 * Every table but that of the migrations, those first that others name, as the database itself describes them.
 * @throws OperatorError for a table without a primary key, which none of ours is
 */
export async function copiedTables(client: PoolClient): Promise<readonly CopiedTable[]> {
  const { rows } = await client.query<TableRow>(tableRows);
  const waiting = new Map(rows.map((row) => [row.name, row]));
  const sorted: CopiedTable[] = [];
  while (waiting.size > 0) {
    const next = [...waiting.values()].find(({ needs }) => !needs.some((other) => waiting.has(other)));
    if (!next) throw new Error(`tables name each other in a circle: ${[...waiting.keys()].join(', ')}`);
    waiting.delete(next.name);
    sorted.push(asCopied(next));
  }
  return sorted;
}

/**
 * The rows of a table, in chunks of the text format of COPY, and in the end what they come to.
 * Rows go by primary key, never by their place in the table: in the order of writing, the ballots of a secret poll
 * that is still open would stand as they were cast.
 */
export async function* copyOut(
  client: PoolClient,
  { name, columns, order }: CopiedTable,
): AsyncGenerator<Buffer, Sum, void> {
  const list = columns.map(escapeIdentifier).join(', ');
  const rows = client.query(copyTo(`copy (select ${list} from ${escapeIdentifier(name)} order by ${order}) to stdout`));
  const hash = createHash('sha256');
  for await (const chunk of rows as AsyncIterable<Buffer>) {
    hash.update(chunk);
    yield chunk;
  }
  return { rows: rows.rowCount, sha256: hash.digest('hex') };
}

/** For the rest of the transaction: values print alike whatever the server's settings, and nothing times out. */
export const plainSettings = `
  set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
  set local bytea_output = 'hex'; set local extra_float_digits = 3; set local row_security = off;
  set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0
`;

function asCopied({ name, columns, key }: TableRow): CopiedTable {
  if (!key) throw new OperatorError(`Table ${name} has no primary key: it is not one of this program.`);
  const order = key.map(({ column, collated }) => `${escapeIdentifier(column)}${collated ? ' collate "C"' : ''}`);
  return { name, columns, order: order.join(', ') };
}

const tableRows = `
  select c.relname as name,
    array(select a.attname::text from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      order by a.attnum) as columns,
    (select json_agg(json_build_object('column', a.attname, 'collated', a.attcollation <> 0) order by k.place)
      from pg_index i cross join unnest(i.indkey) with ordinality as k (attnum, place)
      join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
      where i.indrelid = c.oid and i.indisprimary) as key,
    array(select distinct r.relname::text from pg_constraint f join pg_class r on r.oid = f.confrelid
      where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as needs
  from pg_class c
  where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> 'migration'
  order by c.relname collate "C"
`;
