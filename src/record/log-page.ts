import { ArgsType } from 'type-graphql';
import type { Context } from '../graphql/context';
import {
  beyond,
  Connection,
  connectionOf,
  type Edge,
  type PageRequest,
  type PageRows,
  pageArgs,
} from '../graphql/loading/connection';
import { badCursor } from '../graphql/loading/cursor';
import { MaxFirst } from '../graphql/loading/list-size';
import type { Loader } from '../graphql/loading/loader';
import { loadPosition } from '../graphql/types/sequence';
import { type LogRange, readRanges } from '../log/read-since';
import { LogEntry, logEntryOf } from './log-entry';

/** By a range as JSON, so that equal ranges are one key. */
const entriesByRange: Loader<string, readonly Edge<LogEntry>[]> = {
  async read(reader, ranges) {
    const found = await readRanges(
      reader,
      ranges.map((range) => JSON.parse(range) as LogRange),
    );
    // Parsed and hashed once, however often they are handed out.
    return found.map((entries) =>
      entries.map((entry) => ({ node: logEntryOf(entry), cursor: String(entry.sequence) })),
    );
  },
};

/** Largest page of a log, and its size unless asked otherwise. */
const largest = 500;
const usual = 100;

/** On the field of a log. */
export const LogPages = () => MaxFirst(largest, usual);

@ArgsType()
export class LogPageArgs extends pageArgs(usual, largest) {}

export const LogEntryConnection = connectionOf(LogEntry, 'LogEntry');

/** The position in a cursor: that of an entry in decimal digits. @throws Refusal BAD_USER_INPUT */
function positionOf(argument: 'after' | 'before', cursor: string): number {
  const position = /^\d{1,15}$/.test(cursor) ? Number(cursor) : Number.NaN;
  if (!Number.isSafeInteger(position)) throw badCursor(argument);
  return position;
}

/** One page of a log. Its entries are numbered from 1 without gaps, so that its last position is its length. */
export function logPage(ctx: Context, stream: string, page: PageRequest): Connection<LogEntry> {
  const head = () => loadPosition(ctx, stream);
  const read = async (): Promise<PageRows<LogEntry>> => {
    const after = page.after === null ? 0 : positionOf('after', page.after);
    const before = page.before === null ? Number.MAX_SAFE_INTEGER : positionOf('before', page.before);
    const end = page.fromEnd ? Math.min(await head(), before - 1) : before - 1;
    // One more than the page tells whether there is more.
    const limit = Math.max(0, Math.min(page.size + 1, end - after));
    const range: LogRange = { stream, after: page.fromEnd ? end - limit : after, limit };
    const edges = await ctx.load(entriesByRange, JSON.stringify(range));
    const kept = page.fromEnd ? edges.slice(-page.size) : edges.slice(0, page.size);
    return { edges: kept, ...beyond(page, edges.length > page.size) };
  };
  return new Connection(read, head);
}
