import type { EntityManager } from 'typeorm';
import { canonicalText, type Json, leafHash } from '../log/canonical';

/** What an entry of the log says, as far as all entries say it. */
export interface Said {
  readonly sequence: number;
  /** UTC to the millisecond. */
  readonly at: string;
  readonly kind: string;
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A log read from its beginning and checked on the way. */
export interface CheckedLog {
  readonly entries: number;
  /** What the sound entries say, in order. */
  readonly said: readonly Said[];
  /** Leaf hash of the last entry, 64 hexadecimal digits; empty for an empty log. */
  readonly lastDigest: string;
  /** What is wrong with it, each naming the place and the values; empty when it is sound. */
  readonly faults: readonly string[];
}

interface Row {
  readonly sequence: string;
  readonly at: Date;
  readonly kind: string;
  readonly actorId: string | null;
  readonly body: string;
}

/** Entries one statement reads. */
const page = 500;

/**
 * Reads a whole log and checks that it has no gap, that each body is its own canonical form and says of itself what
 * the columns beside it say, that times do not run backwards and that the head stands at the last entry.
 */
export async function readLog(read: EntityManager, stream: string): Promise<CheckedLog> {
  const said: Said[] = [];
  const faults: string[] = [];
  let [position, lastDigest] = [0, ''];
  let last = new Date(0);
  for (;;) {
    const rows = await read.query<Row[]>(statement, [stream, position, page]);
    for (const row of rows) {
      const sequence = Number(row.sequence);
      if (sequence !== position + 1) faults.push(`entry ${position + 1} is missing: ${sequence} follows ${position}`);
      if (row.at < last) faults.push(`entry ${sequence}: its time is before that of the entry before`);
      const checked = checkEntry(stream, row);
      if ('fault' in checked) faults.push(`entry ${sequence}: ${checked.fault}`);
      else said.push(checked);
      [position, last, lastDigest] = [sequence, row.at, leafHash(row.body)];
    }
    if (rows.length < page) break;
  }
  const [head] = await read.query<{ sequence: string }[]>('select sequence from log_head where stream = $1', [stream]);
  if (Number(head?.sequence ?? 0) !== position)
    faults.push(`the head stands at ${head?.sequence ?? 'nothing'}, the last entry is ${position}`);
  return { entries: position, said, lastDigest, faults };
}

const statement = `
  select sequence, at, kind, actor_id as "actorId", body from event
  where stream = $1 and sequence > $2 order by sequence limit $3
`;

function checkEntry(stream: string, row: Row): Said | { readonly fault: string } {
  let body: Json;
  try {
    body = JSON.parse(row.body) as Json;
    if (canonicalText(body) !== row.body) return { fault: 'its body is not in canonical form' };
  } catch (error) {
    return { fault: `its body cannot be read: ${error instanceof Error ? error.message : error}` };
  }
  const entry = body as unknown as Said & { stream: string; at: string; actor: { id: string | null } };
  const beside = [stream, row.sequence, row.at.toISOString(), row.kind, row.actorId];
  const within = [entry?.stream, String(entry?.sequence), entry?.at, entry?.kind, entry?.actor?.id];
  const differing = beside.findIndex((value, index) => value !== within[index]);
  if (differing >= 0) return { fault: `its body says ${within[differing]}, the column beside it ${beside[differing]}` };
  if (typeof entry.subject !== 'string' || typeof entry.data !== 'object' || entry.data === null)
    return { fault: 'its body has no subject or no data' };
  return { sequence: entry.sequence, at: entry.at, kind: entry.kind, subject: entry.subject, data: entry.data };
}
