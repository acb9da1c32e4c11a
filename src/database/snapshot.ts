import type { EntityManager, QueryRunner } from 'typeorm';
import type { Database } from './database';

/** Begins a transaction that changes nothing and sees the database as it is at the first statement after it. */
export const beginSnapshot = 'begin transaction isolation level repeatable read read only';

/** PostgreSQL fails every statement after one that failed, until it is taken back to here; what is seen stays the same. */
const mark = 'savepoint mark';

/** Who lets it begin, and hears when it is over. */
export interface SnapshotTurns {
  take(): Promise<void>;
  give(): void;
}

/**
 * Reads of one moment: that of the first of them. Until then it costs nothing; from then on it holds one connection of
 * the pool of reads, on which statements go one after another, until `end`. One that fails takes no other with it.
 */
export class Snapshot {
  /** Made when it is first asked for: most acts read nothing after it. */
  private runner: (Pick<QueryRunner, 'manager' | 'release'> & { readonly send: QueryRunner['query'] }) | null = null;
  private begun: Promise<unknown> | null = null;
  /** Settles, and never fails, when the statements asked for so far are over. */
  private last: Promise<unknown> = Promise.resolve();
  private isOver = false;

  /** @param turns whose turn is waited for before it takes a connection; at once without */
  constructor(
    private readonly db: Database,
    private readonly turns?: SnapshotTurns,
  ) {}

  /** What is asked for once the snapshot has ended gets no answer: whoever waits for it has been answered without. */
  get read(): EntityManager {
    this.runner ??= this.makeRunner();
    return this.runner.manager;
  }

  /** Gives the connection back, after what is still under way on it. Never throws: nothing was written that could be lost. */
  async end(): Promise<void> {
    this.isOver = true;
    if (!this.runner) return;
    try {
      await this.begun;
      await this.last;
      if (this.begun) await this.runner.send('commit');
    } catch (error) {
      this.db.health.failed(error);
    } finally {
      await this.runner.release();
      if (this.begun) this.turns?.give();
    }
  }

  private makeRunner() {
    const runner = this.db.reads.createQueryRunner();
    const send = runner.query.bind(runner);
    // TypeORM would throw: a rejection that nobody hears of ends the process.
    Object.defineProperty(runner, 'isReleased', { get: () => false, set: () => undefined });
    const begin = async () => {
      await this.turns?.take();
      await send(`${beginSnapshot}; ${mark}`);
    };
    const answerTo = async (statement: Parameters<QueryRunner['query']>) => {
      await this.begun;
      try {
        return await send(...statement);
      } catch (error) {
        // Where the connection itself is gone this fails as well, and so does all that follows.
        await send(`rollback to ${mark}`).catch(() => undefined);
        throw error;
      }
    };
    // Whatever TypeORM reads by its manager goes through here.
    runner.query = ((...statement: Parameters<QueryRunner['query']>) => {
      if (this.isOver) return new Promise(() => undefined);
      this.begun ??= begin();
      const answer = this.last.then(() => answerTo(statement));
      this.last = answer.catch(() => undefined);
      return answer;
    }) as QueryRunner['query'];
    return { manager: runner.manager, release: () => runner.release(), send };
  }
}
