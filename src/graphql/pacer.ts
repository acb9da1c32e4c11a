/** Units of work done in one turn of the event loop before others get theirs: some 2 ms. */
const sliceUnits = 500;

/**
 * Shares the event loop among executions: work is counted in units, and once a turn of the loop has had its slice,
 * whoever wants to go on waits for a later turn, in the order of asking. One for all executions of an app, so that ten
 * of them together hold the loop no longer than one.
 */
export class Pacer {
  private used = 0;
  private waiting: (() => void)[] = [];
  private scheduled = false;

  /** Notes work done in this turn. */
  note(units: number): void {
    this.used += units;
    if (!this.scheduled) this.schedule();
  }

  /** Null when this turn has room; otherwise resolves in a turn that has. */
  turn(): Promise<void> | null {
    if (this.used < sliceUnits && this.waiting.length === 0) return null;
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      if (!this.scheduled) this.schedule();
    });
  }

  private schedule(): void {
    this.scheduled = true;
    setImmediate(() => this.release());
  }

  private release(): void {
    this.scheduled = false;
    this.used = 0;
    const next = this.waiting.shift();
    if (!next) return;
    next();
    // Its work is noted in microtasks that run before the next turn, and the others come after that.
    this.schedule();
  }
}
