import type { DataSource, EntityManager } from 'typeorm';
import { Refusal } from '../errors/refusal';
import { readTopics, type Topic } from './topics';

/** One entry as the server reads it. */
export interface Entry {
  readonly stream: string;
  readonly sequence: number;
  readonly at: Date;
  readonly kind: string;
  readonly topics: readonly Topic[];
  /** Canonical form, see log/canonical. */
  readonly body: string;
}

interface Row extends Omit<Entry, 'sequence' | 'topics'> {
  readonly sequence: string;
  readonly topics: readonly string[];
}

const entryOf = (row: Row): Entry => ({ ...row, sequence: Number(row.sequence), topics: readTopics(row.topics) });

/** The entries of one log after a position, in order, at most `limit`. */
export async function readSince(
  db: DataSource | EntityManager,
  stream: string,
  after: number,
  limit: number,
): Promise<readonly Entry[]> {
  const rows = await db.query<Row[]>(
    'select stream, sequence, at, kind, topics, body from event where stream = $1 and sequence > $2 order by sequence limit $3',
    [stream, after, limit],
  );
  return rows.map(entryOf);
}

/** What part of which log: entries after a position, at most so many. */
export interface LogRange {
  readonly stream: string;
  readonly after: number;
  readonly limit: number;
}

/** Like `readSince` for many ranges at once, by one statement; answers in the order of the ranges. */
export async function readRanges(
  db: DataSource | EntityManager,
  ranges: readonly LogRange[],
): Promise<readonly (readonly Entry[])[]> {
  const rows = await db.query<(Row & { range: string })[]>(
    `select r.n as range, e.* from unnest($1::uuid[], $2::bigint[], $3::int[]) with ordinality as r (stream, after, size, n)
     cross join lateral (
       select stream, sequence, at, kind, topics, body from event
       where stream = r.stream and sequence > r.after order by sequence limit r.size
     ) as e
     order by r.n, e.sequence`,
    [ranges.map(({ stream }) => stream), ranges.map(({ after }) => after), ranges.map(({ limit }) => limit)],
  );
  const found = ranges.map((): Entry[] => []);
  for (const { range, ...row } of rows) found[Number(range) - 1]?.push(entryOf(row));
  return found;
}

/** The last position of each log asked for; 0 where nothing is written. */
export async function positions(
  db: DataSource | EntityManager,
  streams: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await db.query<{ stream: string; sequence: string }[]>(
    'select stream, sequence from log_head where stream = any($1)',
    [streams],
  );
  const found = new Map(rows.map((row) => [row.stream, Number(row.sequence)]));
  return new Map(streams.map((stream) => [stream, found.get(stream) ?? 0]));
}

/** Lets go on after a position that the log has reached. @throws Refusal LOG_POSITION_AHEAD */
export async function requireReached(db: DataSource | EntityManager, stream: string, after: number): Promise<void> {
  const end = (await positions(db, [stream])).get(stream) ?? 0;
  if (after < 0 || after > end) throw new Refusal('LOG_POSITION_AHEAD', { after, end });
}
