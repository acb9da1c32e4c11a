/** What a client knows of one request it sent. Unknown: no answer came, so it may or may not have been done. */
export type Outcome =
  | { readonly is: 'ok'; readonly sequence: number }
  | { readonly is: 'failed'; readonly code: string }
  | { readonly is: 'unknown' };

/** One request as its client saw it. */
export interface Attempt {
  /** What it was to add, such as one elector's vote in one poll: at most one of it may ever count. */
  readonly unit: string;
  /** What it was to say, such as the choice. */
  readonly value: string;
  /** The idempotency key: requests with the same one are the same request. */
  readonly key: string;
  outcome: Outcome;
}

/** Every request of a run, written down before it is sent. */
export class Journal {
  readonly attempts: Attempt[] = [];

  /** Writes a request down as unknown, sends it, and writes down what came of it. */
  async record(request: Omit<Attempt, 'outcome'>, send: () => Promise<Outcome>): Promise<Outcome> {
    const attempt: Attempt = { ...request, outcome: { is: 'unknown' } };
    this.attempts.push(attempt);
    attempt.outcome = await send();
    return attempt.outcome;
  }

  count(is: Outcome['is']): number {
    return this.attempts.filter(({ outcome }) => outcome.is === is).length;
  }
}
