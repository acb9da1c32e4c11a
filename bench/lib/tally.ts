/** What every server of the comparison serves: the tally of a poll, some 200 bytes of it, with a number that counts up. */
export const tallyQuery =
  'subscription ($id: ID!) { pollTally(pollId: $id) { sequence poll { tally { electors present cast blank options { votes } needed missing decided } } } }';

export const tallyTypes = `
  type OptionTally { votes: Int }
  type Tally {
    electors: Int! present: Int! cast: Int! blank: Int options: [OptionTally!]! needed: Int missing: Int decided: String
  }
  type Poll { tally: Tally! }
  type PollTally { sequence: Int! poll: Poll! }
  type Query { ok: Boolean! }
  type Subscription { pollTally(pollId: ID!): PollTally! }
`;

export interface PollTally {
  readonly sequence: number;
  readonly poll: { readonly tally: Record<string, unknown> };
}

export function tallyAt(sequence: number): PollTally {
  const cast = sequence % 150;
  const options = [{ votes: cast }, { votes: 0 }, { votes: 0 }];
  return {
    sequence,
    poll: { tally: { electors: 150, present: 150, cast, blank: 0, options, needed: 76, missing: 76, decided: null } },
  };
}

/** The moment by this machine's clock, in milliseconds with fractions; the same in every process. */
export const moment = (): number => performance.timeOrigin + performance.now();

/** Calls `publish` with 1, 2, 3 … each `everyMs`, and says when each was published. */
export class Ticker {
  private sequence = 0;

  constructor(private readonly publish: (sequence: number) => unknown) {}

  async run({ changes, everyMs }: { changes: number; everyMs: number }): Promise<[number, number][]> {
    const times: [number, number][] = [];
    const startedAt = performance.now();
    for (let n = 0; n < changes; n += 1) {
      const waitMs = startedAt + n * everyMs - performance.now();
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, waitMs)));
      this.sequence += 1;
      times.push([this.sequence, moment()]);
      await this.publish(this.sequence);
    }
    return times;
  }
}
