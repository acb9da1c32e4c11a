import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../../src/database/database';

/** One record of the write-ahead log, as whoever reads the disk finds it. */
export interface WalRecord {
  /** The transaction it is of; 0 for none. */
  readonly xid: number;
  readonly bytes: Buffer;
}

const pageBytes = 8_192;
const segmentBytes = 16_777_216;

/** Where the write-ahead log is now, in bytes from its beginning. */
export async function walPosition(db: Database): Promise<number> {
  const [row] = await db.query<[{ at: string }]>(
    `select pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0')::text as at`,
  );
  return Number(row.at);
}

/**
 * Reads the write-ahead log from the files of the data folder, as a program that knows nothing but PostgreSQL's format.
 * Source: PostgreSQL, src/include/access/xlogrecord.h and xlog_internal.h
 * @param from a position that a record begins at
 */
export function readWal(dataFolder: string, from: number, to: number): readonly WalRecord[] {
  const stream = withoutHeaders(dataFolder, from, to);
  const records: WalRecord[] = [];
  for (let place = 0; place + 24 <= stream.length; ) {
    const length = stream.readUInt32LE(place);
    if (length < 24) break;
    records.push({ xid: stream.readUInt32LE(place + 4), bytes: stream.subarray(place, place + length) });
    place += Math.ceil(length / 8) * 8;
  }
  return records;
}

/** The log without the headers of its pages, which may stand amid a record. */
function withoutHeaders(dataFolder: string, from: number, to: number): Buffer {
  const parts: Buffer[] = [];
  for (let place = from; place < to; ) {
    const segment = Math.floor(place / segmentBytes);
    const file = readFileSync(join(dataFolder, 'pg_wal', nameOf(segment)));
    const end = Math.min(to, (segment + 1) * segmentBytes);
    while (place < end) {
      const within = place % pageBytes;
      const header = place % segmentBytes < pageBytes ? 40 : 24;
      const next = Math.min(end, place - within + pageBytes);
      parts.push(
        file.subarray(
          (place % segmentBytes) + (within < header ? header - within : 0),
          ((next - 1) % segmentBytes) + 1,
        ),
      );
      place = next;
    }
  }
  return Buffer.concat(parts);
}

function nameOf(segment: number): string {
  const hex = (number: number) => number.toString(16).toUpperCase().padStart(8, '0');
  return hex(1) + hex(Math.floor(segment / 256)) + hex(segment % 256);
}

/** The 16 bytes of a uuid. */
export const uuidBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
