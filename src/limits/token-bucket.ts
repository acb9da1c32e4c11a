/** How often something may be done. */
export interface Rate {
  /** At once, after a silence. */
  readonly burst: number;
  /** In the long run. */
  readonly perSecond: number;
}

/** Full at first and filled up evenly; whoever finds it empty has done too much. */
export class TokenBucket {
  private left: number;
  private atMs = performance.now();

  constructor(private readonly rate: Rate) {
    this.left = rate.burst;
  }

  /** Takes one, or so many, or says that there are not enough. */
  take(count = 1): boolean {
    this.refill();
    if (this.left < count) return false;
    this.left -= count;
    return true;
  }

  /** Takes so many, also beyond what is left: who comes next waits until that is filled up. */
  force(count: number): void {
    this.refill();
    this.left -= count;
  }

  /** Takes so many if there is anything left: 0 then, else the seconds until there is, rounded up. */
  spend(count: number): number {
    this.refill();
    if (this.left <= 0) return Math.ceil((1 - this.left) / this.rate.perSecond);
    this.left -= count;
    return 0;
  }

  private refill(): void {
    const { burst, perSecond } = this.rate;
    const atMs = performance.now();
    this.left = Math.min(burst, this.left + ((atMs - this.atMs) * perSecond) / 1_000);
    this.atMs = atMs;
  }
}
