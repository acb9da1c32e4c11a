import { DataSource, type DataSourceOptions } from 'typeorm';
import { DatabaseHealth } from './health';

/** Tells every node that a log has grown. A hint, never the data: a lost notification makes a change late and loses nothing. */
export interface CommitNotifier {
  /** False while nobody would hear it; the database's NOTIFY stands in for it then. */
  readonly isUp: boolean;
  /** A log now stands at `sequence`. Waits for nothing and never throws. */
  notify(stream: string, sequence: number): void;
}

/**
 * The connections of one app to PostgreSQL, with what is known of them. It is itself the pool of acts and sign-ins;
 * `reads` is the pool of everything else, so that no reader can take a connection an act waits for.
 */
export class Database extends DataSource {
  /** How the database was found by those who use it. */
  readonly health = new DatabaseHealth(this);
  /** Pool of queries and live groups; the same pool unless the app has opened one. */
  reads: DataSource = this;
  /** Called after each commit that appended to a log; null where NOTIFY does it (log/notify). */
  commitNotifier: CommitNotifier | null = null;

  /** Opens a second pool, for reads alone. */
  async openReads(options: DataSourceOptions): Promise<void> {
    this.reads = await new DataSource(options).initialize();
  }

  override async destroy(): Promise<void> {
    if (this.reads !== this && this.reads.isInitialized) await this.reads.destroy();
    await super.destroy();
  }
}
