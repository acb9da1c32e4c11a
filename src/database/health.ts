import type { DataSource } from 'typeorm';
import { faultKind } from './faults';

/**
 * ready: reads and writes are done.
 * readOnly: reads are done; the disk is full, or the database is a standby. Entered by a write that failed of it.
 * away: nothing is done. Entered by any statement that found nobody.
 * Both are left by a write that is done, or by a trial write, tried once a second until it is.
 */
export type State = 'ready' | 'readOnly' | 'away';

/** Time between two trials, in milliseconds. */
const trialMs = 1_000;

/** What a trial writes, in bytes: as much as makes a full disk say so, and it is undone. */
const trialBytes = 1_048_576;

/** How a database has been found by those who use it; kept for reports, and in nobody's way. */
export class DatabaseHealth {
  private found: State = 'ready';
  private timer: NodeJS.Timeout | null = null;
  private trying = false;

  constructor(
    private readonly db: DataSource,
    private readonly everyMs = trialMs,
  ) {}

  get state(): State {
    return this.found;
  }

  /** A statement failed; most failures say nothing of the database as a whole. */
  failed(error: unknown): void {
    const kind = faultKind(error);
    if (kind === 'away' || kind === 'readOnly') this.become(kind);
  }

  /** A transaction that wrote was committed. */
  wrote(): void {
    if (this.found !== 'ready') this.become('ready');
  }

  private become(state: State): void {
    this.found = state;
    if (state === 'ready') {
      if (this.timer) clearInterval(this.timer);
      this.timer = null;
    } else if (!this.timer) {
      this.timer = setInterval(() => void this.tryWrite(), this.everyMs);
      this.timer.unref();
    }
  }

  private async tryWrite(): Promise<void> {
    if (!this.db.isInitialized) return this.become('ready');
    if (this.trying) return;
    this.trying = true;
    try {
      await this.db.transaction(async (tx) => {
        await tx.query('create temp table giaouoc_trial (filler text) on commit drop');
        await tx.query(
          `insert into giaouoc_trial select string_agg(md5(random()::text), '') from generate_series(1, $1::int / 32)`,
          [trialBytes],
        );
      });
      this.become('ready');
    } catch (error) {
      this.failed(error);
    }
    this.trying = false;
  }
}
