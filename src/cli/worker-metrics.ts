import type { Worker } from 'node:cluster';
import type { MetricsJson, WorkerMetrics } from '../observability/worker-metrics';

/**
 * What workers and their primary say to each other about metrics. A scrape reaches one worker, which wants those of
 * all; the primary asks each for its own, and sends back what has come.
 */
export type MetricsWord =
  | { readonly metrics: 'wanted'; readonly round: number }
  | { readonly metrics: 'ask'; readonly round: number }
  | { readonly metrics: 'own'; readonly round: number; readonly own: MetricsJson }
  | { readonly metrics: 'all'; readonly round: number; readonly all: WorkerMetrics };

/** Longest the primary waits for a worker that does not answer, in milliseconds; the answer is without it then. */
const patienceMs = 3_000;

export function isMetricsWord(word: unknown): word is MetricsWord {
  return typeof word === 'object' && word !== null && 'metrics' in word;
}

interface Round {
  readonly answers: [number, MetricsJson][];
  heard(): void;
}

/** The primary's side. */
export class MetricsAggregator {
  private readonly rounds = new Map<number, Round>();
  private last = 0;

  constructor(private readonly workers: () => readonly Worker[]) {}

  /** Takes what a worker says of metrics. */
  hear(from: Worker, word: MetricsWord): void {
    if (word.metrics === 'wanted') void this.collect(from, word.round);
    if (word.metrics !== 'own') return;
    const round = this.rounds.get(word.round);
    round?.answers.push([from.id, word.own]);
    round?.heard();
  }

  private async collect(asker: Worker, asked: number): Promise<void> {
    this.last += 1;
    const own = this.last;
    const workers = this.workers();
    const answers: [number, MetricsJson][] = [];
    await new Promise<void>((resolve) => {
      const late = setTimeout(resolve, patienceMs).unref();
      const heard = () => {
        if (answers.length < workers.length) return;
        clearTimeout(late);
        resolve();
      };
      this.rounds.set(own, { answers, heard });
      for (const worker of workers) tell(worker, { metrics: 'ask', round: own });
    });
    this.rounds.delete(own);
    tell(asker, { metrics: 'all', round: asked, all: answers.sort(([a], [b]) => a - b) });
  }
}

/** A worker's side. */
export class MetricsPost {
  private readonly waiting = new Map<number, (all: WorkerMetrics) => void>();
  private last = 0;

  constructor(private readonly say: (word: MetricsWord) => void) {}

  /** The metrics of all workers that answer; waits for as long as the primary does. */
  readonly all = (): Promise<WorkerMetrics> => {
    this.last += 1;
    const round = this.last;
    return new Promise((resolve) => {
      this.waiting.set(round, resolve);
      this.say({ metrics: 'wanted', round });
    });
  };

  /** Takes what the primary says of metrics; `own` gives this worker's. */
  hear(word: MetricsWord, own: () => Promise<MetricsJson>): void {
    if (word.metrics === 'ask') {
      const { round } = word;
      own().then(
        (metrics) => this.say({ metrics: 'own', round, own: metrics }),
        () => undefined,
      );
    }
    if (word.metrics !== 'all') return;
    this.waiting.get(word.round)?.(word.all);
    this.waiting.delete(word.round);
  }
}

function tell(worker: Worker, word: MetricsWord): void {
  // One that has just died is told of elsewhere.
  if (worker.isConnected()) worker.send(word, () => undefined);
}
