import type { SerializedResult } from '../graphql/serialized-result';
import { reachesFurther } from '../log/local-kinds';
import type { Entry } from '../log/read-since';
import type { LogTail, LogTailer } from '../log/tailer';
import type { OutboundQueue } from './outbound-queue';
import type { StateSource } from './source';
import type { YieldingLoop } from './yielding-loop';

/** A state as it is sent: the serialised execution result, and the position of the log it is true at. */
export interface Snapshot {
  readonly sequence: number;
  readonly body: SerializedResult;
  /** True when nothing can come after it: reading the state takes more than it may. */
  readonly isLast?: boolean;
}

export interface SharedQueryOptions {
  /** Sends to the members in slices. */
  readonly loop: YieldingLoop;
  /** Least time between two executions, in milliseconds; stretched while reading and sending take longer than two thirds of it. */
  readonly coalesceMs: number;
  readonly read: () => Promise<Snapshot>;
  /** Why those who follow may no longer do so, as the last result they get; null while they may. */
  readonly lost: () => Promise<SerializedResult | null>;
  readonly report: (error: unknown) => void;
  /** The change of this time, the longest waiting one, has been handed to every member's connection. */
  readonly onServed: (at: Date) => void;
  /** The last member has left. */
  readonly onEmpty: () => void;
}

/** Changes whose way to the sockets is measured at once; more than come in one interval. */
const measured = 1_000;
/** Wait before a failed read is tried again, in milliseconds; twice as long after each failure more. */
const retryMs = 500;
const longestRetryMs = 4_000;

/**
 * Everybody who asked for the same state. It is read once per change and the same bytes go to all.
 * Order: follow the log first, read the state second, so a change in between is read twice at most and never missed.
 * The first change is read at once, later ones at most every `coalesceMs`, or one and a half times as long as a round of
 * reading and sending takes, so that a process that is behind spends at most two thirds of its time on one group; the
 * last change is always read.
 */
export class SharedQuery {
  private readonly members = new Set<OutboundQueue>();
  private followed: LogTail | null = null;
  private latest: Snapshot | null = null;
  /** Position of the last entry heard that changes this state. */
  private heard = 0;
  /** Entries heard that no state sent has shown, at most `measured` of them. */
  private unserved: { readonly sequence: number; readonly at: Date }[] = [];
  private reading = false;
  /** Reads that failed since the last one that did not. */
  private failures = 0;
  private timer: NodeJS.Timeout | null = null;
  private startedAtMs = Number.NEGATIVE_INFINITY;
  private tookMs = 0;
  private stopped = false;

  constructor(
    private readonly source: StateSource,
    private readonly options: SharedQueryOptions,
  ) {}

  /**
   * Adds a member, who gets the latest state at once if nothing is known to have changed since, or the next one when
   * it is read: whoever comes back has perhaps seen that change already, and must not be taken back before it.
   */
  join(member: OutboundQueue): void {
    member.startAt(this.heard);
    this.members.add(member);
    if (this.latest) member.enqueueState(this.latest.sequence, this.latest.body);
  }

  /** Begins to follow and reads the first state; tries again while the database is away and somebody waits. */
  async start(tailer: LogTailer): Promise<void> {
    try {
      const followed = await tailer.follow(this.source.stream, (entries) => this.hear(entries));
      if (this.stopped) followed.leave();
      else {
        this.followed = followed;
        this.touch();
      }
    } catch (error) {
      this.options.report(error);
      if (this.stopped) return;
      this.timer = setTimeout(() => {
        this.timer = null;
        void this.start(tailer);
      }, retryMs);
    }
  }

  /** Everybody who follows. */
  followers(): Iterable<OutboundQueue> {
    return this.members;
  }

  /** Whether the last state handed on shows all that was heard of. */
  get isCurrent(): boolean {
    return this.latest !== null && !this.reading && this.heard <= this.latest.sequence;
  }

  /** Position of the last entry heard that changes this state; of the state, before any. */
  get position(): number {
    return Math.max(this.heard, this.latest?.sequence ?? 0);
  }

  leave(member: OutboundQueue): void {
    if (!this.members.delete(member)) return;
    member.close();
    if (this.members.size === 0) this.stop();
  }

  private hear(entries: readonly Entry[]): void {
    const known = this.latest?.sequence ?? 0;
    const { topics } = this.source;
    let changed = false;
    for (const entry of entries) {
      if (entry.sequence <= known || !entry.topics.some((topic) => topics.includes(topic))) continue;
      this.heard = entry.sequence;
      if (this.unserved.length < measured) this.unserved.push(entry);
      changed = true;
    }
    if (changed) this.touch();
    if (!changed && entries.some(({ kind }) => reachesFurther(kind))) void this.ask();
  }

  /** Of a state that has not changed: it is not read, which would find out as well. */
  private async ask(): Promise<void> {
    try {
      const last = await this.options.lost();
      if (last) for (const member of [...this.members]) member.finish(last);
    } catch (error) {
      // The next state is read with the same question.
      this.options.report(error);
    }
  }

  /** Never to be joined again: whoever asks for the same state from now on starts a group of their own. */
  private stop(): void {
    this.stopped = true;
    this.followed?.leave();
    this.followed = null;
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.options.onEmpty();
  }

  private touch(): void {
    if (this.reading || this.timer) return;
    const intervalMs = Math.max(this.options.coalesceMs, 1.5 * this.tookMs);
    const waitMs = this.startedAtMs + intervalMs - performance.now();
    if (waitMs <= 0) void this.read();
    else this.later(waitMs);
  }

  private later(waitMs: number): void {
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.read();
    }, waitMs);
  }

  private async read(): Promise<void> {
    this.reading = true;
    this.startedAtMs = performance.now();
    try {
      await this.show(await this.options.read());
      this.tookMs = performance.now() - this.startedAtMs;
      this.failures = 0;
    } catch (error) {
      this.failures += 1;
      this.options.report(error);
    }
    this.reading = false;
    if (this.stopped) return;
    if (this.failures > 0) this.later(Math.min(longestRetryMs, retryMs * 2 ** (this.failures - 1)));
    else if (this.heard > (this.latest?.sequence ?? 0)) this.touch();
  }

  private async show(snapshot: Snapshot): Promise<void> {
    const { sequence, body, isLast } = snapshot;
    if (isLast) {
      for (const member of [...this.members]) member.finish(body);
      return;
    }
    // A database that answers from further back than before is asked again (see `read`): nobody is taken back.
    if (this.latest && sequence < this.latest.sequence) return;
    this.latest = snapshot;
    const [first] = this.unserved;
    const shown = first && first.sequence <= sequence ? first : null;
    this.unserved = this.unserved.filter((entry) => entry.sequence > sequence);
    await this.options.loop.forEach(this.members, body.text.length, (member) => member.enqueueState(sequence, body));
    if (shown) this.options.onServed(shown.at);
  }
}
