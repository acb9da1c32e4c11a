import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SerializedResult } from '../graphql/serialized-result';
import { reachesFurther } from '../log/local-kinds';
import type { Entry } from '../log/read-since';
import type { LogTail, LogTailer } from '../log/tailer';
import type { OutboundQueue } from './outbound-queue';
import type { YieldingLoop } from './yielding-loop';

export interface SharedLogOptions {
  /** Sends to the members in slices. */
  readonly loop: YieldingLoop;
  readonly stream: string;
  /** Entries after a position, in order, at most as many as asked for. */
  readonly readSince: (after: number, limit: number) => Promise<readonly Entry[]>;
  /** Reads a page when it is its turn. */
  readonly readPage: <T>(read: () => Promise<T>) => Promise<T>;
  /** Why those who follow may no longer do so, as the last result they get; null while they may. */
  readonly lost: () => Promise<SerializedResult | null>;
  /** The serialised execution result for one entry. */
  readonly render: (entry: Entry) => Promise<SerializedResult>;
  readonly report: (error: unknown) => void;
  /** The entry of this time has been handed to the connection of every reader at the end of the log. */
  readonly onServed: (at: Date) => void;
  readonly onEmpty: () => void;
}

interface Reader {
  /** Position of the last entry sent. */
  position: number;
  /** Waiting for room or for a page; whoever does that goes on by itself. */
  busy: boolean;
  gone: boolean;
}

/** Entries of one page, by position. */
type Page = ReadonlyMap<number, SerializedResult>;

/** Entries kept rendered for readers at the end of the log. */
const kept = 1_000;
/** Entries read by one statement for readers that are catching up. */
const pageSize = 200;
/** Full pages kept rendered, for the others who come back at the same time. */
const keptPages = 5;
/** What an entry takes, about: it goes out before long states and after short ones. */
const entryBytes = 1_000;
/** Entries rendered in one turn of the event loop. */
const renderedAtOnce = 10;
const retryMs = 500;

/**
 * Everybody who follows one log with the same selection, each from a position of their own. New entries are rendered
 * once for all; whoever is further behind goes through pages of the log, which are cut at fixed positions so that
 * readers who come back together share them. Nothing is skipped: a reader goes on from its own position only.
 */
export class SharedLog {
  private readonly readers = new Map<OutboundQueue, Reader>();
  private readonly members = new Set<OutboundQueue>();
  private readonly recent = new Map<number, SerializedResult>();
  private readonly pages = new Map<number, Promise<Page>>();
  /** Last position known to be written. */
  private end = 0;
  private followed: LogTail | null = null;
  private rendering: Promise<void> = Promise.resolve();
  private turn: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | null = null;
  private stopped = false;

  constructor(private readonly options: SharedLogOptions) {}

  /** Adds a reader that has everything up to `after`, which the log has reached. */
  join(member: OutboundQueue, after: number): void {
    const reader: Reader = { position: after, busy: false, gone: false };
    this.readers.set(member, reader);
    this.members.add(member);
    // It may come from a node that has heard of more than this one.
    this.end = Math.max(this.end, after);
    if (this.followed) this.advance(member);
  }

  /** Begins to follow, then lets every reader catch up; tries again while the database is away and somebody waits. */
  async start(tailer: LogTailer): Promise<void> {
    try {
      const followed = await tailer.follow(this.options.stream, (entries) => this.hear(entries));
      if (this.stopped) return followed.leave();
      this.followed = followed;
      this.end = Math.max(this.end, followed.position);
      await this.options.loop.forEach(this.members, entryBytes, (member) => this.advance(member));
    } catch (error) {
      this.options.report(error);
      if (!this.stopped) this.timer = setTimeout(() => void this.start(tailer), retryMs);
    }
  }

  /** Position of the last entry a member was sent. */
  positionOf(member: OutboundQueue): number {
    return this.readers.get(member)?.position ?? 0;
  }

  leave(member: OutboundQueue): void {
    const reader = this.readers.get(member);
    if (!reader) return;
    reader.gone = true;
    this.readers.delete(member);
    this.members.delete(member);
    member.close();
    if (this.readers.size === 0) this.stop();
  }

  private stop(): void {
    this.stopped = true;
    this.followed?.leave();
    this.followed = null;
    if (this.timer) clearTimeout(this.timer);
    this.options.onEmpty();
  }

  private hear(entries: readonly Entry[]): void {
    this.rendering = this.rendering
      .then(() => this.keep(entries))
      .then(() => this.options.loop.forEach(this.members, entryBytes, (member) => this.advance(member)))
      .then(() => {
        for (const { at } of entries) this.options.onServed(at);
      });
  }

  private async keep(entries: readonly Entry[]): Promise<void> {
    try {
      if (await this.isLost(entries)) return;
      for (const entry of entries) this.recent.set(entry.sequence, await this.options.render(entry));
      for (const sequence of this.recent.keys()) {
        if (this.recent.size <= kept) break;
        this.recent.delete(sequence);
      }
    } catch (error) {
      // Readers find them missing here and read them from the log.
      this.options.report(error);
    }
    this.end = Math.max(this.end, entries.at(-1)?.sequence ?? 0);
  }

  /**
   * Whether, once these were written, nobody here may read the log any more: then everybody's following ends, before any
   * of them is sent.
   */
  private async isLost(entries: readonly Entry[]): Promise<boolean> {
    if (!entries.some(({ kind }) => reachesFurther(kind))) return false;
    const last = await this.options.lost();
    if (last) for (const member of [...this.members]) member.finish(last);
    return last !== null;
  }

  /** Sends what there is for one reader, without waiting where it can. */
  private advance(member: OutboundQueue): void {
    const reader = this.readers.get(member);
    if (!reader || reader.busy) return;
    while (reader.position < this.end) {
      const next = this.recent.get(reader.position + 1);
      const waits =
        next === undefined ? this.catchUp(member, reader) : member.enqueueEntry(next) ? null : member.onDrain();
      if (waits) {
        this.later(member, reader, waits);
        return;
      }
      reader.position += 1;
    }
  }

  /** Advances again once `reason` to wait is over. */
  private later(member: OutboundQueue, reader: Reader, reason: Promise<void>): void {
    reader.busy = true;
    const again = () => {
      reader.busy = false;
      if (!reader.gone) this.advance(member);
    };
    reason.then(again, (error: unknown) => {
      this.options.report(error);
      setTimeout(again, retryMs).unref();
    });
  }

  /** Sends what one page of the log has for a reader. */
  private async catchUp(member: OutboundQueue, reader: Reader): Promise<void> {
    const page = await this.page(Math.floor(reader.position / pageSize));
    // One reader at a time, and the process answers others in between: all who came back together wait for this page.
    this.turn = this.turn.then(() => nextTurn());
    await this.turn;
    const before = reader.position;
    for (let body = page.get(before + 1); body && !reader.gone; body = page.get(reader.position + 1)) {
      if (member.enqueueEntry(body)) reader.position += 1;
      else await member.onDrain();
    }
    // Read just before the entry was written, or rendering it has failed: looked at again, but not at once.
    if (reader.position === before && !reader.gone)
      await new Promise((resolve) => setTimeout(resolve, retryMs).unref());
  }

  /** A page of the log, rendered once for all who ask while it is being read or kept. */
  private page(number: number): Promise<Page> {
    const known = this.pages.get(number);
    if (known) return known;
    const reading = this.options.readPage(() => this.readPage(number));
    this.pages.set(number, reading);
    const forget = () => {
      if (this.pages.get(number) === reading) this.pages.delete(number);
    };
    reading.then((page) => {
      // The last page of the log is not full yet: it will have more the next time.
      if (page.size < pageSize) forget();
      for (const oldest of this.pages.keys()) {
        if (this.pages.size <= keptPages) break;
        this.pages.delete(oldest);
      }
    }, forget);
    return reading;
  }

  private async readPage(number: number): Promise<Page> {
    const page = new Map<number, SerializedResult>();
    const entries = await this.options.readSince(number * pageSize, pageSize);
    if (await this.isLost(entries)) return page;
    for (const entry of entries) {
      page.set(entry.sequence, await this.options.render(entry));
      // Rendering waits for nothing: without this a page would hold the event loop for tens of milliseconds.
      if (page.size % renderedAtOnce === 0) await nextTurn();
    }
    return page;
  }
}
