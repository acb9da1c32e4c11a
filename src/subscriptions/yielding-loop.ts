import { setImmediate as nextTurn } from 'node:timers/promises';

/** Longest a slice lasts before the process looks at what else has come, in milliseconds. */
const sliceMs = 2;
/** Members between two looks at the clock. */
const stride = 16;
/** Turns in a row that a round lets pass for lighter ones; then it takes one, so it is late and never starved. */
const patience = 20;

/** One thing on its way to all members of a group. */
interface Round {
  readonly bytes: number;
}

/** Sends to many members in slices. One for all groups of an app, since their rounds take turns. */
export class YieldingLoop {
  private readonly underWay = new Set<Round>();

  /**
   * Visits all members, letting the process answer others between slices: ten thousand sends would otherwise hold it up
   * for a tenth of a second. Rounds that meet take turns, those of fewer bytes a member first: a long document for a few
   * is not felt by the many who follow a tally. Who leaves meanwhile is not visited any more, who joins is visited too.
   * @param bytes what each member is sent, about
   */
  async forEach<T>(members: ReadonlySet<T>, bytes: number, visit: (member: T) => void): Promise<void> {
    const round = { bytes };
    this.underWay.add(round);
    try {
      let count = 0;
      let until = performance.now() + sliceMs;
      for (const member of members) {
        visit(member);
        count += 1;
        if (count % stride > 0 || performance.now() < until) continue;
        await this.turn(round);
        until = performance.now() + sliceMs;
      }
    } finally {
      this.underWay.delete(round);
    }
  }

  private async turn(round: Round): Promise<void> {
    await nextTurn();
    for (let passed = 0; passed < patience && this.isOutweighed(round); passed += 1) await nextTurn();
  }

  /** Whether something lighter is under way. */
  private isOutweighed({ bytes }: Round): boolean {
    for (const other of this.underWay) if (other.bytes < bytes) return true;
    return false;
  }
}
