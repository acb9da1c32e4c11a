import type { DataSource } from 'typeorm';

/**
 * Runs a statement that comes again and again: each connection parses and plans it once for each name. A name must
 * always stand for the same text. Connections are let go after ten minutes (database/data-source), and all they keep
 * with them, so names may be made for things that come and go.
 */
export function prepared<Row>(
  db: DataSource,
  statement: { readonly name: string; readonly text: string },
  values: readonly unknown[],
): Promise<Row[]> {
  // TypeORM hands on to `pg` whatever it is given, and that takes a statement with a name in the place of a text.
  return db.query<Row[]>(statement as unknown as string, [...values]);
}
