import { QueryFailedError } from 'typeorm';
import type { Database } from './database';

/**
 * Runs a statement that comes again and again: each connection parses and plans it once for each name. A name must
 * always stand for the same text. Connections are let go after ten minutes (database/data-source), and all they keep
 * with them, so names may be made for things that come and go.
 */
export async function prepared<Row>(
  db: Database,
  statement: { readonly name: string; readonly text: string },
  values: readonly unknown[],
): Promise<Row[]> {
  try {
    // TypeORM hands on to `pg` whatever it is given, and that takes a statement with a name in the place of a text.
    return await db.query<Row[]>(statement as unknown as string, [...values]);
  } catch (error) {
    if (error instanceof QueryFailedError) Object.assign(error, { query: statement.text });
    throw error;
  }
}
