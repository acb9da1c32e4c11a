import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import type { Receipt } from '../log/append';
import { VotingLists } from './voting-list';
import { type BallotAnswer, type Cast, writeBallots } from './write-ballots';

declare module '../graphql/context' {
  interface ContextServices {
    readonly ballotBox: BallotBox;
  }
}

export interface BallotBoxOptions {
  /** False: each ballot is a transaction of its own, as many at once as there are connections. */
  readonly together: boolean;
  /** Told how many ballots a transaction took, refused ones too. */
  readonly onBatch?: (ballots: number) => void;
}

/** Ballots one transaction takes at most: enough for any hall, and some 10 ms of PostgreSQL. */
const largest = 1_000;

interface Waiting {
  readonly cast: Cast;
  resolve(receipt: Receipt): void;
  reject(reason: unknown): void;
}

interface Slot {
  waiting: Waiting[];
  writing: boolean;
}

/**
 * Group commit: ballots of one poll that arrive while a write is in flight go together in the next one. A single voter
 * waits for nobody; a full hall shares the cost of a commit. Each ballot gets its own receipt, refusal or fault, and
 * none is acknowledged before its transaction has committed.
 */
export class BallotBox {
  private readonly slots = new Map<string, Slot>();
  private readonly lists = new VotingLists();

  constructor(
    private readonly db: Database,
    private readonly options: BallotBoxOptions = { together: true },
  ) {}

  /** @throws Refusal, for this ballot alone; a fault of the database for all that went with it */
  cast(pollId: string, cast: Cast): Promise<Receipt> {
    if (!this.options.together) return this.write(pollId, [cast]).then(([answer]) => accept(answer));
    return new Promise((resolve, reject) => {
      let slot = this.slots.get(pollId);
      if (!slot) {
        slot = { waiting: [], writing: false };
        this.slots.set(pollId, slot);
      }
      slot.waiting.push({ cast, resolve, reject });
      if (!slot.writing) void this.drain(pollId, slot);
    });
  }

  /** Writes one group after the other until nobody waits. Never throws. */
  private async drain(pollId: string, slot: Slot): Promise<void> {
    slot.writing = true;
    // What arrives in the same turn of the event loop goes along.
    await new Promise((resolve) => setImmediate(resolve));
    while (slot.waiting.length > 0) {
      const [group, later] = take(slot.waiting);
      slot.waiting = later;
      try {
        const answers = await this.write(
          pollId,
          group.map(({ cast }) => cast),
        );
        for (const [index, { resolve, reject }] of group.entries()) {
          const answer = answers[index];
          if (!answer || answer instanceof Refusal)
            reject(answer ?? new Error(`poll ${pollId}: a ballot got no answer`));
          else resolve(answer);
        }
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    slot.writing = false;
    this.slots.delete(pollId);
  }

  private write(pollId: string, casts: readonly Cast[]): Promise<BallotAnswer[]> {
    this.options.onBatch?.(casts.length);
    return writeBallots(this.db, pollId, casts, this.lists);
  }
}

/**
 * The next group and the rest. A copy of a request waits for the turn after its first, to be answered with its receipt.
 */
function take(waiting: readonly Waiting[]): [Waiting[], Waiting[]] {
  const group: Waiting[] = [];
  const later: Waiting[] = [];
  const keys = new Set<string>();
  for (const each of waiting) {
    const { viewer, idempotencyKey } = each.cast;
    const key = idempotencyKey && `${viewer.accountId} ${idempotencyKey}`;
    if (group.length >= largest || (key && keys.has(key))) later.push(each);
    else {
      group.push(each);
      if (key) keys.add(key);
    }
  }
  return [group, later];
}

function accept(answer: BallotAnswer | undefined): Receipt {
  if (!answer || answer instanceof Refusal) throw answer ?? new Error('a ballot got no answer');
  return answer;
}
