import type { Database } from '../database/database';

/**
 * How much has ever been written to all logs together. Numbers only grow, each act adds to one in its own transaction,
 * so the same version seen twice means that between the two nothing was done by any act on any node.
 */
export class LogVersion {
  private next: Promise<string> | null = null;
  private reading: Promise<unknown> = Promise.resolve();
  /** Statements sent. */
  reads = 0;

  constructor(private readonly db: Database) {}

  /**
   * The version as of some moment after this call: everything acknowledged before the call is in it. Calls that come
   * while a statement is on its way share the next one; none is given an answer that was asked for before it came.
   */
  read(): Promise<string> {
    this.next ??= this.readNext();
    return this.next;
  }

  private async readNext(): Promise<string> {
    await this.reading;
    // One turn of the event loop, for the requests that have arrived together.
    await new Promise(setImmediate);
    this.next = null;
    const read = this.send();
    this.reading = read.catch(() => undefined);
    return read;
  }

  private async send(): Promise<string> {
    this.reads += 1;
    const [row] = await this.db.reads.query<{ version: string }[]>(statement);
    return row?.version ?? '';
  }
}

// How many logs there are counts too: a new one begins at 0.
const statement = `select coalesce(sum(sequence), 0) || ' ' || count(*) as version from log_head`;
