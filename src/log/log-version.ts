import type { Database } from '../database/database';
import { systemStream } from './system-stream';

/** How much was written to the logs at one moment. */
export interface Version {
  /** Of all logs together. */
  readonly total: string;
  /** Of these logs, and of all that may change what is shown of them; null when a log was not asked for. */
  of(streams: readonly string[]): string | null;
}

/**
 * How much has ever been written. Numbers only grow, each act adds to one in its own transaction, so the same version
 * seen twice means that between the two nothing was done by any act on any node that could change what is read of its
 * logs: an act at another conference counts only if its kind may reach further (log/local-kinds).
 */
export class LogVersion {
  private next: Promise<Version> | null = null;
  private wanted = new Set<string>();
  private reading: Promise<unknown> = Promise.resolve();
  /** Statements sent. */
  reads = 0;

  constructor(private readonly db: Database) {}

  /**
   * The version as of some moment after this call: everything acknowledged before the call is in it. Calls that come
   * while a statement is on its way share the next one; none is given an answer that was asked for before it came.
   * @param streams logs whose own version is wanted
   */
  read(streams: readonly string[] = []): Promise<Version> {
    for (const stream of streams) this.wanted.add(stream);
    this.next ??= this.readNext();
    return this.next;
  }

  private async readNext(): Promise<Version> {
    await this.reading;
    // One turn of the event loop, for the requests that have arrived together.
    await new Promise(setImmediate);
    this.next = null;
    const streams = [...this.wanted];
    this.wanted = new Set();
    const read = this.send(streams);
    this.reading = read.catch(() => undefined);
    return read;
  }

  private async send(streams: readonly string[]): Promise<Version> {
    this.reads += 1;
    const [row] = await this.db.reads.query<Row[]>(statement, [systemStream, streams]);
    const { total = '', common = '', own = null } = row ?? {};
    const known = new Map(Object.entries(own ?? {}));
    return {
      total,
      of(asked) {
        if (asked.some((stream) => !streams.includes(stream))) return null;
        return `${common} ${asked.map((stream) => known.get(stream) ?? 0).join(' ')}`;
      },
    };
  }
}

interface Row {
  readonly total: string;
  readonly common: string;
  /** By log. */
  readonly own: Readonly<Record<string, number>> | null;
}

// How many logs there are counts too: a new one begins at 0.
const statement = `
  select coalesce(sum(sequence), 0) || ' ' || count(*) as total,
    coalesce(sum(wide), 0) || ' ' || count(*) || ' ' || coalesce(max(sequence) filter (where stream = $1), 0) as common,
    json_object_agg(stream, sequence) filter (where stream = any($2::uuid[])) as own
  from log_head
`;
