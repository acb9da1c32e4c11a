import type { DataSource, EntityManager } from 'typeorm';
import type { Checkpoint } from './checkpoint';

/** Keeps a checkpoint, unless that position has one. @param state its canonical text */
export async function keepCheckpoint(
  db: DataSource | EntityManager,
  stream: string,
  sequence: number,
  state: string,
): Promise<void> {
  await db.query('insert into log_checkpoint (stream, sequence, state) values ($1, $2, $3) on conflict do nothing', [
    stream,
    sequence,
    state,
  ]);
}

/** A checkpoint, and the time of the entry it stands at; null at the beginning of a log. */
export interface KeptCheckpoint extends Pick<Checkpoint, 'state'> {
  readonly sequence: number;
  readonly at: Date | null;
}

/** The last checkpoint of a log at or before a position; null where there is none. */
export async function checkpointBefore(
  db: DataSource | EntityManager,
  stream: string,
  sequence: number,
): Promise<KeptCheckpoint | null> {
  const [row] = await db.query<(Omit<KeptCheckpoint, 'sequence'> & { sequence: string })[]>(
    `select c.sequence, c.state, e.at from log_checkpoint c
     left join event e on e.stream = c.stream and e.sequence = c.sequence
     where c.stream = $1 and c.sequence <= $2 order by c.sequence desc limit 1`,
    [stream, sequence],
  );
  return row ? { ...row, sequence: Number(row.sequence) } : null;
}
