import { now } from '../clock';
import type { Database } from '../database/database';

/** What lets people in: sessions and keys that have not ended, and badge codes nobody has used. */
export interface Entitled {
  readonly sessions: number;
  readonly badges: number;
}

/** How many there are that hold now. */
export async function countEntitled(db: Database): Promise<Entitled> {
  const [row] = await db.query<Entitled[]>(
    `select
       (select count(*)::int from session where revoked_at is null and (expires_at is null or expires_at > $1)) as sessions,
       (select count(*)::int from badge where used_at is null and expires_at > $1) as badges`,
    [now()],
  );
  return row ?? { sessions: 0, badges: 0 };
}

/**
 * Ends every session and key, and makes every unused badge code worth nothing; accounts stay. For a database that no
 * server serves yet: what holds open sockets is told nothing, and it is the operator's act, not one of the log.
 * @param tx a transaction: that of the restore, so that there is no moment at which what was restored lets anybody in
 */
export async function revokeEverybody(tx: {
  query(statement: string, values: unknown[]): Promise<unknown>;
}): Promise<void> {
  await tx.query('update session set revoked_at = $1 where revoked_at is null', [now()]);
  await tx.query('update badge set expires_at = $1 where used_at is null and expires_at > $1', [now()]);
}
