/** Lets so many go on at once, and the others in the order of asking, however long that takes. */
export class Turns {
  private readonly waiting: (() => void)[] = [];
  private taken = 0;

  constructor(private readonly atOnce: number) {}

  async take(): Promise<void> {
    if (this.taken < this.atOnce) this.taken += 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** Gives back what was taken, to who has waited longest. */
  give(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.taken -= 1;
  }
}
