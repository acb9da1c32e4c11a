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
    const { burst, perSecond } = this.rate;
    const atMs = performance.now();
    this.left = Math.min(burst, this.left + ((atMs - this.atMs) * perSecond) / 1_000);
    this.atMs = atMs;
    if (this.left < count) return false;
    this.left -= count;
    return true;
  }
}
