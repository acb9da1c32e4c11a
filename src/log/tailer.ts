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
  /** Joining, but not yet members; the trail is kept for them. */
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
  /** Told of failed reads; the next notify or the timer tries again. */
  readonly report: (error: unknown) => void;
}

/** Entries read by one statement. */
const batch = 500;

/**
 * Reads each log once for the whole process, however many listen to it.
 * A trail starts at the end of its log with the first listener and ends with the last one. It is read on a
 * notification, and by a timer when that has been silent, so a lost notifier makes changes late but loses none.
 */
export class LogTailer {
  private readonly trails = new Map<string, TailCursor>();
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
    const trail = this.trails.get(stream) ?? this.start(stream);
    trail.joining += 1;
    try {
      await trail.ready;
    } finally {
      trail.joining -= 1;
    }
    if (this.closed) throw new Error(`log ${stream} is not followed: the server is closing`);
    // No await between these: the position is that of the very moment of joining.
    const member: Member = { tell: listener };
    trail.members.add(member);
    return { position: trail.position, leave: () => this.leave(stream, trail, member) };
  }

  /** Something was written to a log, up to `sequence` where that is known; or to any when null. */
  notify(stream: string | null, sequence = Number.POSITIVE_INFINITY): void {
    if (stream === null) void this.look();
    else this.wake(stream, sequence);
  }

  /** The last entry told of each log that is followed. */
  positions(): ReadonlyMap<string, number> {
    return new Map([...this.trails].filter(([, { isReady }]) => isReady).map(([of, { position }]) => [of, position]));
  }

  /** How many logs are followed; 0 when nobody listens. */
  get size(): number {
    return this.trails.size;
  }

  /** Tells nobody any more, and waits until no statement is under way. */
  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.timer);
    this.trails.clear();
    await Promise.allSettled(this.underWay);
  }

  private start(stream: string): TailCursor {
    const trail: TailCursor = {
      position: 0,
      members: new Set(),
      joining: 0,
      ready: Promise.resolve(),
      isReady: false,
      reading: false,
      wanted: 0,
    };
    this.trails.set(stream, trail);
    trail.ready = this.findEnd(stream, trail);
    return trail;
  }

  private async findEnd(stream: string, trail: TailCursor): Promise<void> {
    try {
      trail.position = (await this.waitFor(positions(this.db.reads, [stream]))).get(stream) ?? 0;
    } catch (error) {
      // Whoever comes next starts anew.
      this.drop(stream, trail);
      throw error;
    }
    trail.isReady = true;
    if (trail.wanted > trail.position) void this.read(stream, trail);
  }

  private leave(stream: string, trail: TailCursor, member: Member): void {
    trail.members.delete(member);
    if (trail.members.size === 0 && trail.joining === 0) this.drop(stream, trail);
  }

  private drop(stream: string, trail: TailCursor): void {
    if (this.trails.get(stream) === trail) this.trails.delete(stream);
  }

  /** Asks for the ends of all followed logs by one statement and reads those that have grown. */
  private async look(): Promise<void> {
    this.lookAgain = true;
    if (this.looking) return;
    this.looking = true;
    while (this.lookAgain && this.trails.size > 0) {
      this.lookAgain = false;
      try {
        const ends = await this.waitFor(positions(this.db.reads, [...this.trails.keys()]));
        for (const [stream, end] of ends) this.wake(stream, end);
      } catch (error) {
        this.report(error);
      }
    }
    this.looking = false;
  }

  private wake(stream: string, sequence: number): void {
    const trail = this.trails.get(stream);
    if (!trail) return;
    trail.wanted = Math.max(trail.wanted, sequence);
    if (trail.isReady && !trail.reading && trail.wanted > trail.position) void this.read(stream, trail);
  }

  private async read(stream: string, trail: TailCursor): Promise<void> {
    trail.reading = true;
    let more = true;
    while (more && this.trails.get(stream) === trail) {
      trail.wanted = 0;
      try {
        const entries = await this.waitFor(readSince(this.db.reads, stream, trail.position, batch));
        this.tell(trail, entries);
        more = entries.length === batch;
      } catch (error) {
        more = false;
        this.report(error);
      }
      // Rung meanwhile: what was read may be older than the notify, and what failed is worth another try.
      more ||= trail.wanted > trail.position;
    }
    trail.reading = false;
  }

  private tell(trail: TailCursor, entries: readonly Entry[]): void {
    const last = entries.at(-1);
    if (!last) return;
    trail.position = last.sequence;
    for (const member of [...trail.members]) {
      // One may be made to leave by what another was told.
      if (!trail.members.has(member)) continue;
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
