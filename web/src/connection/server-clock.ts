/**
 * The server's clock as far as this machine can know it. The answer was written somewhere between asking and hearing:
 * half of that is the most the estimate can be wrong by, so the quickest answer is kept.
 */
export class ServerClock {
  private offsetMs = 0;
  private bestMs = Number.POSITIVE_INFINITY;

  /** An answer that said `serverTime`, asked and heard at these times of this machine. */
  learn(serverTime: string, askedAt: number, heardAt: number): void {
    const tripMs = heardAt - askedAt;
    if (tripMs > this.bestMs) return;
    this.bestMs = tripMs;
    this.offsetMs = new Date(serverTime).getTime() - (askedAt + heardAt) / 2;
  }

  /** A machine that slept or whose clock was set must learn anew. */
  forget(): void {
    this.bestMs = Number.POSITIVE_INFINITY;
  }

  /** Now, by the server's clock, in milliseconds since 1970. */
  now(): number {
    return this.at(Date.now());
  }

  /** A time of this machine's clock by the server's, both in milliseconds since 1970. */
  at(machineMs: number): number {
    return machineMs + this.offsetMs;
  }
}
