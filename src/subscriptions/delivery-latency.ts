import { now } from '../clock';
import type { Database } from '../database/database';

declare module '../graphql/context' {
  interface ContextServices {
    readonly deliveryLatency: DeliveryLatency;
  }
}

/** How long changes took to reach the sockets of this process: a count for each bucket of time. */
export interface Histogram {
  /** Changes measured. */
  readonly samples: number;
  readonly sumMs: number;
  readonly maxMs: number;
  /** One for each of `bucketsMs`, and one more for what took longer. Not cumulative. */
  readonly counts: readonly number[];
}

/** Told of each change measured, and of each log whose measures are forgotten. */
export interface LatencyObserver {
  measured(stream: string, ms: number): void;
  forgotten(stream: string): void;
}

/** Upper ends of the buckets, in milliseconds. */
export const bucketsMs = [2, 5, 10, 20, 35, 50, 75, 100, 150, 250, 500, 1_000, 2_500, 5_000, 10_000] as const;

/** Logs kept apart; the one that has been quiet for longest is forgotten first. */
const keptLogs = 200;
/** How often the two clocks are compared, in milliseconds. */
const compareMs = 60_000;

const empty = (): Histogram & { counts: number[] } => ({
  samples: 0,
  sumMs: 0,
  maxMs: 0,
  counts: new Array<number>(bucketsMs.length + 1).fill(0),
});

/**
 * Measures, for each log, from the time an entry was written to the moment it has been handed to the last socket of a
 * group, whatever waited in between: the notifier, coalescing, reading, sending. Entries carry the database's time, so
 * the difference of its clock from this machine's is asked for once a minute; the error is half a round trip.
 */
export class DeliveryLatency {
  private readonly logs = new Map<string, Histogram>();
  private aheadMs = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly db: Database,
    private readonly observer: LatencyObserver | null = null,
  ) {}

  /** Compares the clocks now and from then on; without it they count as equal. */
  async start(report: (error: unknown) => void): Promise<void> {
    const compare = () => this.compare().catch(report);
    await compare();
    this.timer = setInterval(() => void compare(), compareMs);
    this.timer.unref();
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
  }

  /** An entry of this log, written at this time by the database's clock, has just been handed over. */
  served(stream: string, at: Date): void {
    const ms = Math.max(0, now().getTime() + this.aheadMs - at.getTime());
    const { samples, sumMs, maxMs, counts } = this.logs.get(stream) ?? empty();
    const found = bucketsMs.findIndex((end) => ms <= end);
    const bucket = found < 0 ? bucketsMs.length : found;
    // Set anew, so that the quietest log stands first.
    this.logs.delete(stream);
    this.logs.set(stream, {
      samples: samples + 1,
      sumMs: sumMs + ms,
      maxMs: Math.max(maxMs, ms),
      counts: counts.map((count, index) => (index === bucket ? count + 1 : count)),
    });
    this.observer?.measured(stream, ms);
    if (this.logs.size > keptLogs) this.forget(this.logs.keys().next().value as string);
  }

  /** Since the start of this process. */
  of(stream: string): Histogram {
    return this.logs.get(stream) ?? empty();
  }

  private forget(stream: string): void {
    this.logs.delete(stream);
    this.observer?.forgotten(stream);
  }

  private async compare(): Promise<void> {
    const before = now().getTime();
    const [row] = await this.db.query<{ at: Date }[]>('select clock_timestamp() as at');
    const after = now().getTime();
    if (row) this.aheadMs = row.at.getTime() - (before + after) / 2;
  }
}

/** The least bucket end that a share of all samples did not exceed; the largest sample where that is beyond all; null without samples. */
export function quantileMs({ samples, maxMs, counts }: Histogram, share: number): number | null {
  if (samples === 0) return null;
  let seen = 0;
  for (const [index, end] of bucketsMs.entries()) {
    seen += counts[index] ?? 0;
    if (seen >= share * samples) return Math.min(end, maxMs);
  }
  return maxMs;
}
