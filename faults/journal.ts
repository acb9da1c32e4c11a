/**
 * What a client knows of one request it sent. Unknown: no answer came, or one that says so, and it may or may not have
 * been done. The status is that of an answer over HTTP.
 */
export type Outcome =
  | { readonly is: 'ok'; readonly sequence: number }
  | { readonly is: 'failed'; readonly code: string; readonly status?: number }
  | { readonly is: 'unknown'; readonly code?: string; readonly status?: number };

/** One request as its client saw it. */
export interface Attempt {
  /** What it was to add, such as one elector's vote in one poll: at most one of it may ever count. */
  readonly unit: string;
  /** What it was to say, such as the choice. */
  readonly value: string;
  /** The idempotency key: requests with the same one are the same request. */
  readonly key: string;
  outcome: Outcome;
  /** When it was sent, and when its client knew what came of it, by the monotonic clock in milliseconds. */
  readonly sentAtMs: number;
  knownAtMs: number;
}

/** Every request of a run, written down before it is sent. */
export class Journal {
  readonly attempts: Attempt[] = [];

  /** Writes a request down as unknown, sends it, and writes down what came of it. */
  async record(request: Pick<Attempt, 'unit' | 'value' | 'key'>, send: () => Promise<Outcome>): Promise<Outcome> {
    const sentAtMs = performance.now();
    const attempt: Attempt = { ...request, outcome: { is: 'unknown' }, sentAtMs, knownAtMs: Number.POSITIVE_INFINITY };
    this.attempts.push(attempt);
    attempt.outcome = await send();
    attempt.knownAtMs = performance.now();
    return attempt.outcome;
  }

  count(is: Outcome['is']): number {
    return this.attempts.filter(({ outcome }) => outcome.is === is).length;
  }

  /** What was answered with a code, as far as it was answered. */
  answers(code: string): Exclude<Outcome, { is: 'ok' }>[] {
    return this.attempts.flatMap(({ outcome }) => (outcome.is !== 'ok' && outcome.code === code ? [outcome] : []));
  }
}
