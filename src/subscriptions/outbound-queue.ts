import type { SerializedResult } from '../graphql/serialized-result';
import type { Sink } from './sink';

export interface OutboundQueueOptions {
  /** Bytes of a log that may wait in one connection before the log pauses for it. States never queue: see `enqueueState`. */
  readonly bufferBytes: number;
  /** How long a connection may hold something back before it is cut, in milliseconds. */
  readonly stallMs: number;
}

/**
 * One subscription's place on one connection. A connection is either up to date, and what comes is sent at once; or
 * behind, from the first thing that has to be held back until it has drained. Whoever is behind for `stallMs` is cut.
 */
export class OutboundQueue {
  /** Position of the log the last state sent or held is true at, so that nobody is shown an older one after it. */
  private shown = -1;
  private pending: SerializedResult | null = null;
  /** Set while behind. */
  private stall: NodeJS.Timeout | null = null;
  private waiters: (() => void)[] | null = null;
  private left = false;
  private hasBegun = false;
  /** Told of the last result when the group ends the subscription. */
  onEnd: ((last: SerializedResult) => void) | null = null;

  constructor(
    private readonly sink: Sink,
    private readonly options: OutboundQueueOptions,
    /** Where a reader that is cut resumes; null for a state. */
    private readonly positionOf: (member: OutboundQueue) => number | null = () => null,
  ) {}

  /** The connection it is a place on. */
  get line(): object {
    return this.sink.line;
  }

  /** Whether something was held back that has not drained. */
  get isBehind(): boolean {
    return this.stall !== null;
  }

  /** Leaves out states from before this position of the log. */
  startAt(sequence: number): void {
    this.shown = sequence - 1;
  }

  /**
   * Sends a state now; or, while anything sent before is still waiting in this process, keeps it as the newest until
   * that has drained. So a reader that has stopped costs one message and a reference to a shared one.
   * A state that is not newer than the last one is left out.
   */
  enqueueState(sequence: number, body: SerializedResult): void {
    if (!this.isOpen || sequence <= this.shown) return;
    this.shown = sequence;
    if (this.stall || this.sink.bufferedBytes > 0) {
      this.pending = body;
      this.fallBehind();
    } else {
      this.send(body);
    }
  }

  /** Sends an entry of a log, unless too much is waiting: false then, and `onDrain` says when to offer it again. */
  enqueueEntry(body: SerializedResult): boolean {
    if (!this.isOpen) return true;
    if (this.sink.bufferedBytes > this.options.bufferBytes) return false;
    this.send(body);
    return true;
  }

  /** Resolves when the connection has drained, or is gone. */
  onDrain(): Promise<void> {
    if (!this.isOpen) return Promise.resolve();
    return new Promise((resolve) => {
      this.waiters ??= [];
      this.waiters.push(resolve);
      this.fallBehind();
    });
  }

  /** The group has nothing to send after this. */
  finish(last: SerializedResult): void {
    this.onEnd?.(last);
  }

  /** Sends nothing more and ends the timer; the connection itself belongs to its transport. */
  close(): void {
    this.left = true;
    this.pending = null;
    this.catchUp();
  }

  private send(body: SerializedResult): void {
    this.sink.sendNext(this.hasBegun ? body : body.first);
    this.hasBegun = true;
  }

  private get isOpen(): boolean {
    return !this.left && this.sink.isOpen;
  }

  private fallBehind(): void {
    if (this.stall) return;
    this.stall = setTimeout(() => this.cut(), this.options.stallMs);
    this.stall.unref();
    this.sink.onceDrained(() => this.drained());
  }

  private drained(): void {
    if (this.left) return;
    const newest = this.pending;
    this.pending = null;
    this.catchUp();
    if (newest && this.isOpen) this.send(newest);
  }

  private catchUp(): void {
    if (this.stall) clearTimeout(this.stall);
    this.stall = null;
    const waiters = this.waiters;
    this.waiters = null;
    for (const resolve of waiters ?? []) resolve();
  }

  private cut(): void {
    this.sink.cut({ resumeAfter: this.positionOf(this) });
    this.close();
  }
}
