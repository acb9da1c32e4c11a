import type { EntityManager } from 'typeorm';
import type { Database } from '../../database/database';
import { inSnapshot } from '../../database/transaction';
import type { Report } from '../../errors/report';
import type { Lanes } from '../../graphql/lanes';
import { canonicalText } from '../../log/canonical';
import { checkpointBefore, keepCheckpoint } from '../../log/keep-checkpoint';
import { positions, readSince } from '../../log/read-since';
import { readState } from './read-state';
import { keptOf } from './state';
import { bringOn, stateOf } from './state-at';

/** Entries from one checkpoint to the next. */
export const checkpointEvery = 500;

export interface CheckpointParts {
  readonly db: Database;
  readonly lanes: Pick<Lanes, 'run' | 'charge'>;
  /** Longest time a log waits for its checkpoints when no notification comes, in milliseconds. */
  readonly staleMs: number;
  readonly report: Report;
}

/** Least time between two looks, in milliseconds. */
const restMs = 1_000;
/** As what the work counts in the lanes: after everybody who has signed in, and within the share of the public. */
const work = { isQuick: true, isPublic: true };

interface Behind {
  readonly stream: string;
  /** Null where the log has no checkpoint yet. */
  readonly kept: string | null;
}

/**
 * Keeps checkpoints of the logs of conferences, `checkpointEvery` entries apart, after the commits. A log that has none
 * yet, of an older release, gets its first one at its end. Any number of nodes may do it on one database.
 */
export class Checkpoints {
  private timer: NodeJS.Timeout | null = null;
  private soon: NodeJS.Timeout | null = null;
  private looking: Promise<void> | null = null;
  private lookAgain = false;
  private isOver = false;

  constructor(private readonly parts: CheckpointParts) {}

  start(): void {
    this.timer = setInterval(() => void this.look(), this.parts.staleMs);
    this.timer.unref();
    this.notify();
  }

  /** A log has grown. */
  notify(): void {
    if (this.soon || this.isOver) return;
    this.soon = setTimeout(() => {
      this.soon = null;
      void this.look();
    }, restMs);
    this.soon.unref();
  }

  /** Keeps what is due. Never throws; what fails is tried again with the next look. */
  look(): Promise<void> {
    this.lookAgain = true;
    this.looking ??= this.keepDue();
    return this.looking;
  }

  async close(): Promise<void> {
    this.isOver = true;
    if (this.timer) clearInterval(this.timer);
    if (this.soon) clearTimeout(this.soon);
    await this.looking;
  }

  private async keepDue(): Promise<void> {
    try {
      while (this.lookAgain && !this.isOver) {
        this.lookAgain = false;
        const logs = await this.parts.db.reads.query<Behind[]>(behind, [checkpointEvery]);
        for (const log of logs) await this.keepUp(log);
      }
    } catch (error) {
      if (!this.isOver) {
        this.parts.db.health.failed(error);
        this.parts.report(error);
      }
    } finally {
      this.looking = null;
    }
  }

  private async keepUp({ stream, kept }: Behind): Promise<void> {
    const { db, lanes } = this.parts;
    if (kept === null) return lanes.run(work, () => keepFirst(db, stream));
    for (let isDue = true; isDue && !this.isOver; ) {
      isDue = await lanes.run(work, () => keepNext(db, stream));
      lanes.charge(work, checkpointEvery);
    }
  }
}

const behind = `
  select c.id as stream, k.sequence as kept
  from conference c join log_head h on h.stream = c.id
  left join lateral (select sequence from log_checkpoint where stream = c.id order by sequence desc limit 1) k on true
  where k.sequence is null or h.sequence - k.sequence >= $1
`;

/** The first checkpoint of a log, at its end: what the tables hold. */
export async function keepFirst(db: Database, stream: string): Promise<void> {
  const { state, end } = await inSnapshot(db, async (read) => {
    return { state: await readState(read, stream), end: (await positions(read, [stream])).get(stream) ?? 0 };
  });
  await keepCheckpoint(db.reads, stream, end, canonicalText(keptOf(state)));
}

/** The next checkpoint of a log. One node does it at a time. @returns whether there was one to keep */
export async function keepNext(db: Database, stream: string): Promise<boolean> {
  return db.reads.transaction(async (tx: EntityManager) => {
    const [lock] = await tx.query<{ taken: boolean }[]>(
      `select pg_try_advisory_xact_lock(hashtextextended('log_checkpoint ' || $1::text, 0)) as taken`,
      [stream],
    );
    const last = lock?.taken ? await checkpointBefore(tx, stream, Number.MAX_SAFE_INTEGER) : null;
    if (!last) return false;
    const entries = await readSince(tx, stream, last.sequence, checkpointEvery);
    if (entries.length < checkpointEvery) return false;
    const state = stateOf(last);
    await bringOn(state, entries, () => new Promise(setImmediate));
    await keepCheckpoint(tx, stream, state.sequence, canonicalText(keptOf(state)));
    return true;
  });
}
