import { Refusal } from '../errors/refusal';
import { Turns } from './turns';

/** What is known of a piece of work before it is done. */
export interface Work {
  /** Quick: used few units the last time. What was never done before counts as slow. */
  readonly isQuick: boolean;
  /** Nobody has signed in for it. */
  readonly isPublic: boolean;
}

export interface LaneOptions {
  /** Quick executions at once. */
  readonly quick: number;
  /** Slow executions at once. */
  readonly slow: number;
  /** Share of the event loop's time that public work may take while acts are done, 0 to 1. */
  readonly publicShare: number;
  /** Acts whose payloads are read at once; 3 unless given. */
  readonly payloads?: number;
}

export const usualLanes: LaneOptions = { quick: 4, slow: 1, publicShare: 0.3 };

/** Units up to which an execution is quick the next time. */
export const quickUnits = 3_000;

/** With the lanes they take as many connections as READ_POOL_SIZE usually has. */
const payloadsAtOnce = 3;
/** Waiting executions; more are refused. */
const mostWaiting = 2_000;
/** How long after an act public work is held to its share, in milliseconds. */
const actsLastMs = 5_000;
/** Time of the loop that public work may use at once after a pause, in milliseconds. */
const burstMs = 50;

/** Time of the loop that a unit takes, about, in milliseconds: mostly that of reading the rows. */
const unitMs = 0.008;
/** Time of the loop that a byte of an answer takes to serialise and send, in milliseconds. */
const byteMs = 20 / 1_000_000;

interface Waiting {
  readonly isPublic: boolean;
  start(): void;
}

/**
 * Lets executions of queries and live groups begin: a few at once, signed-in ones before public ones, quick ones beside
 * slow ones. Acts do not come here: they have connections of their own and are held up by nothing but the loop's turn.
 * What they answer with is read afterwards, in turns (`payloads`).
 *
 * While acts are done, public work together gets a share of the event loop's time and waits when it has used that: a
 * stranger's query makes strangers wait, not voters.
 */
export class Lanes {
  private readonly waiting = { quick: [] as Waiting[], slow: [] as Waiting[] };
  private readonly running = { quick: 0, slow: 0 };
  /** For acts that are done and are to read what they have changed: none is refused, and all together take few connections. */
  readonly payloads: Turns;
  /** Loop time that public work has used beyond its share, in milliseconds. */
  private debtMs = 0;
  private debtAtMs = performance.now();
  private lastActAtMs = Number.NEGATIVE_INFINITY;
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly options: LaneOptions = usualLanes) {
    this.payloads = new Turns(options.payloads ?? payloadsAtOnce);
  }

  /** Executions that wait. */
  get size(): number {
    return this.waiting.quick.length + this.waiting.slow.length;
  }

  /**
   * Charges public work with what it used. Counted in units and bytes rather than by the clock: what others do meanwhile,
   * or how busy the machine is, is not its doing.
   */
  charge({ isPublic }: Work, units: number, bytes = 0): void {
    if (!isPublic) return;
    this.repay();
    this.debtMs += units * unitMs + bytes * byteMs;
  }

  /** Executions by lane, and the loop time that public work has used beyond its share, in milliseconds. */
  get load() {
    this.repay();
    const { waiting, running } = this;
    return {
      waiting: { quick: waiting.quick.length, slow: waiting.slow.length },
      running: { ...running },
      publicDebtMs: this.debtMs,
    };
  }

  /** An act is being done. */
  noteAct(): void {
    this.lastActAtMs = performance.now();
  }

  /** Does the work when it is its turn. @throws Refusal BUSY when too much waits already, and whatever the work throws */
  async run<T>(work: Work, perform: () => Promise<T>): Promise<T> {
    const lane = work.isQuick ? 'quick' : 'slow';
    await this.enter(lane, work.isPublic);
    try {
      return await perform();
    } finally {
      this.running[lane] -= 1;
      // In a turn of its own, so that acts that have arrived come first.
      setImmediate(() => this.admit());
    }
  }

  private enter(lane: 'quick' | 'slow', isPublic: boolean): Promise<void> | void {
    if (this.size >= mostWaiting) throw new Refusal('BUSY');
    if (this.waiting[lane].length === 0 && this.hasRoom(lane, isPublic)) {
      this.running[lane] += 1;
      return;
    }
    return new Promise((resolve) => {
      const entry = { isPublic, start: resolve };
      const line = this.waiting[lane];
      const firstPublic = isPublic ? -1 : line.findIndex((each) => each.isPublic);
      if (firstPublic < 0) line.push(entry);
      else line.splice(firstPublic, 0, entry);
      this.admit();
    });
  }

  private hasRoom(lane: 'quick' | 'slow', isPublic: boolean): boolean {
    return this.running[lane] < this.options[lane] && (!isPublic || this.pauseMs() === 0);
  }

  private admit(): void {
    for (const lane of ['quick', 'slow'] as const) {
      for (let next = this.waiting[lane][0]; next && this.hasRoom(lane, next.isPublic); next = this.waiting[lane][0]) {
        this.waiting[lane].shift();
        this.running[lane] += 1;
        next.start();
      }
    }
    const pauseMs = this.pauseMs();
    if (this.size === 0 || pauseMs === 0 || this.timer) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      this.admit();
    }, Math.ceil(pauseMs));
    this.timer.unref();
  }

  /** How long public work has to pause, in milliseconds; 0 while no acts are done. */
  private pauseMs(): number {
    if (performance.now() - this.lastActAtMs > actsLastMs) return 0;
    this.repay();
    return this.debtMs <= burstMs ? 0 : (this.debtMs - burstMs) / this.options.publicShare;
  }

  private repay(): void {
    const atMs = performance.now();
    this.debtMs = Math.max(0, this.debtMs - (atMs - this.debtAtMs) * this.options.publicShare);
    this.debtAtMs = atMs;
  }
}
