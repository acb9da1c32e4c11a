/**
 * Units of work done in one turn of the event loop before others get theirs: some 4 to 8 ms. Fewer would hold the loop
 * for less, and cut apart what loaders would read together.
 */
const sliceUnits = 2_000;

interface Waiting {
  /** Units it will use at once when it goes on, about. */
  readonly units: number;
  resolve(): void;
}

/**
 * Shares the event loop among executions: work is counted in units, and once a turn of the loop has had its slice,
 * whoever wants to go on waits for a later turn, in the order of asking. One for all executions of an app, so that ten
 * of them together hold the loop no longer than one.
 */
export class Pacer {
  private used = 0;
  private readonly waiting: Waiting[] = [];
  private scheduled = false;

  /** Notes work done in this turn. */
  note(units: number): void {
    this.used += units;
    if (!this.scheduled) this.schedule();
  }

  /** Null when this turn has room; otherwise resolves in a turn that has, with others that fit into it. */
  turn(units: number): Promise<void> | null {
    if (this.used < sliceUnits && this.waiting.length === 0) return null;
    return new Promise((resolve) => {
      this.waiting.push({ units, resolve });
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
    if (this.waiting.length === 0) return;
    let granted = 0;
    // What goes on together is read together: loaders gather what is asked for in one turn.
    for (let next = this.waiting[0]; next; next = this.waiting[0]) {
      if (granted > 0 && granted + next.units > sliceUnits) break;
      this.waiting.shift();
      granted += next.units;
      next.resolve();
    }
    this.schedule();
  }
}
