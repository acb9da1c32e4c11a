import type { SerializedResult } from '../graphql/serialized-result';

/** What a transport holds of an open subscription. Results go to its sink; this yields the last one only, if any. */
export interface OpenSubscription extends AsyncIterableIterator<object> {
  return(): Promise<IteratorResult<object>>;
}

/**
 * The iterator a protocol holds: open until it is returned, when the client completes or its connection closes; or
 * until its group ends it with a last result.
 */
export class GroupSubscription implements OpenSubscription {
  private wake: (() => void) | null = null;
  private last: SerializedResult | null = null;
  private isOver = false;

  /** @param leave takes the subscription out of its group; called once */
  constructor(private readonly leave: () => void) {}

  /** Ends it from the side of the group: yields this result, then is done. */
  end(last: SerializedResult): void {
    if (this.isOver) return;
    this.last = last;
    this.close();
  }

  async next(): Promise<IteratorResult<object>> {
    if (!this.isOver) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    const { last } = this;
    this.last = null;
    return last ? { done: false, value: JSON.parse(last.text) } : { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<object>> {
    if (!this.isOver) this.close();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator]() {
    return this;
  }

  private close(): void {
    this.isOver = true;
    this.leave();
    this.wake?.();
  }
}
