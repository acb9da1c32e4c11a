import type { Database } from '../database/database';
import { type Entry, positions, readSince } from './read-since';

/** Told of each run of new entries, in order and without gaps. Must not throw. */
export type Listener = (entries: readonly Entry[]) => void;

export interface LogTail {
  /** Everything after this position is told, and nothing before; read a state after this, and no change falls between. */
  readonly position: number;
  leave(): void;
}

/** One who follows; an object of its own, so that one listener may follow twice. */
interface Member {
  readonly tell: Listener;
}

interface TailCursor {
  /** Of the last entry told. */
  position: number;
  readonly members: Set<Member>;
  /** Joining, but not yet members; the cursor is kept for them. */
  joining: number;
  /** Settles when the position is known. */
  ready: Promise<void>;
  isReady: boolean;
  reading: boolean;
  /** End of the log as notified while that was no time to read. A notification may be wrong: it is worth one read and no more. */
  wanted: number;
}

export interface LogTailerOptions {
  /** Longest time a change stays unseen when the notifier is silent, in milliseconds. */
  readonly staleMs: number;
  /** Told of failed reads; the next notification or the timer tries again. */
  readonly report: (error: unknown) => void;
}

/** Entries read by one statement. */
const batch = 500;

/**
 * Reads each log once for the whole process, however many listen to it.
 * A cursor starts at the end of its log with the first listener and ends with the last one. It is read on a
 * notification, and by a timer when that has been silent, so a lost notification makes a change late and loses none.
 */
export class LogTailer {
  private readonly cursors = new Map<string, TailCursor>();
  private readonly timer: NodeJS.Timeout;
  /** Statements under way, for `close` to wait for. */
  private readonly underWay = new Set<Promise<unknown>>();
  private looking = false;
  /** Notified for all while looking: what was looked at may be older than the notification. */
  private lookAgain = false;
  private closed = false;

  constructor(
    private readonly db: Database,
    private readonly options: LogTailerOptions,
  ) {
    this.timer = setInterval(() => void this.look(), options.staleMs);
    this.timer.unref();
  }

  /**
   * Follows a log from its end. The listener may be told of entries before this returns.
   * @throws when the database cannot be read, or the tailer is closed
   */
  async follow(stream: string, listener: Listener): Promise<LogTail> {
    if (this.closed) throw new Error(`log ${stream} is not followed: the server is closing`);
    const cursor = this.cursors.get(stream) ?? this.start(stream);
    cursor.joining += 1;
    try {
      await cursor.ready;
    } finally {
      cursor.joining -= 1;
    }
    if (this.closed) throw new Error(`log ${stream} is not followed: the server is closing`);
    // No await between these: the position is that of the very moment of joining.
    const member: Member = { tell: listener };
    cursor.members.add(member);
    return { position: cursor.position, leave: () => this.leave(stream, cursor, member) };
  }

  /** Something was written to a log, up to `sequence` where that is known; or to any when null. */
  notify(stream: string | null, sequence = Number.POSITIVE_INFINITY): void {
    if (stream === null) void this.look();
    else this.wake(stream, sequence);
  }

  /** The last entry told of each log that is followed. */
  positions(): ReadonlyMap<string, number> {
    return new Map([...this.cursors].filter(([, { isReady }]) => isReady).map(([of, { position }]) => [of, position]));
  }

  /** How many logs are followed; 0 when nobody listens. */
  get size(): number {
    return this.cursors.size;
  }

  /** Tells nobody any more, and waits until no statement is under way. */
  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.timer);
    this.cursors.clear();
    await Promise.allSettled(this.underWay);
  }

  private start(stream: string): TailCursor {
    const cursor: TailCursor = {
      position: 0,
      members: new Set(),
      joining: 0,
      ready: Promise.resolve(),
      isReady: false,
      reading: false,
      wanted: 0,
    };
    this.cursors.set(stream, cursor);
    cursor.ready = this.findEnd(stream, cursor);
    return cursor;
  }

  private async findEnd(stream: string, cursor: TailCursor): Promise<void> {
    try {
      cursor.position = (await this.waitFor(positions(this.db.reads, [stream]))).get(stream) ?? 0;
    } catch (error) {
      // Whoever comes next starts anew.
      this.drop(stream, cursor);
      throw error;
    }
    cursor.isReady = true;
    if (cursor.wanted > cursor.position) void this.read(stream, cursor);
  }

  private leave(stream: string, cursor: TailCursor, member: Member): void {
    cursor.members.delete(member);
    if (cursor.members.size === 0 && cursor.joining === 0) this.drop(stream, cursor);
  }

  private drop(stream: string, cursor: TailCursor): void {
    if (this.cursors.get(stream) === cursor) this.cursors.delete(stream);
  }

  /** Asks for the ends of all followed logs by one statement and reads those that have grown. */
  private async look(): Promise<void> {
    this.lookAgain = true;
    if (this.looking) return;
    this.looking = true;
    while (this.lookAgain && this.cursors.size > 0) {
      this.lookAgain = false;
      try {
        const ends = await this.waitFor(positions(this.db.reads, [...this.cursors.keys()]));
        for (const [stream, end] of ends) this.wake(stream, end);
      } catch (error) {
        this.report(error);
      }
    }
    this.looking = false;
  }

  private wake(stream: string, sequence: number): void {
    const cursor = this.cursors.get(stream);
    if (!cursor) return;
    cursor.wanted = Math.max(cursor.wanted, sequence);
    if (cursor.isReady && !cursor.reading && cursor.wanted > cursor.position) void this.read(stream, cursor);
  }

  private async read(stream: string, cursor: TailCursor): Promise<void> {
    cursor.reading = true;
    let more = true;
    while (more && this.cursors.get(stream) === cursor) {
      cursor.wanted = 0;
      try {
        const entries = await this.waitFor(readSince(this.db.reads, stream, cursor.position, batch));
        this.tell(cursor, entries);
        more = entries.length === batch;
      } catch (error) {
        more = false;
        this.report(error);
      }
      // Notified meanwhile: what was read may be older than the notification, and what failed is worth another try.
      more ||= cursor.wanted > cursor.position;
    }
    cursor.reading = false;
  }

  private tell(cursor: TailCursor, entries: readonly Entry[]): void {
    const last = entries.at(-1);
    if (!last) return;
    cursor.position = last.sequence;
    for (const member of [...cursor.members]) {
      // One may be made to leave by what another was told.
      if (!cursor.members.has(member)) continue;
      try {
        member.tell(entries);
      } catch (error) {
        // The others must not miss what they will never be told again.
        this.report(error);
      }
    }
  }

  private async waitFor<T>(statement: Promise<T>): Promise<T> {
    this.underWay.add(statement);
    try {
      return await statement;
    } finally {
      this.underWay.delete(statement);
    }
  }

  private report(error: unknown): void {
    if (this.closed) return;
    this.db.health.failed(error);
    this.options.report(error);
  }
}
