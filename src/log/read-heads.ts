import type { PoolClient } from 'pg';
import type { StreamHead } from '../database/backup/backup-file';
import { leafHash } from './canonical';

/** Where each log ends, and the leaf hash of its last entry, for a backup. */
export async function readHeads(client: PoolClient): Promise<readonly StreamHead[]> {
  const { rows } = await client.query<{ stream: string; sequence: string; body: string | null }>(
    `select h.stream, h.sequence, e.body from log_head h
     left join event e on e.stream = h.stream and e.sequence = h.sequence order by h.stream`,
  );
  return rows.map(({ stream, sequence, body }) => {
    return { stream, sequence: Number(sequence), digest: body === null ? null : leafHash(body) };
  });
}
