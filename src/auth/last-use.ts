import { now } from '../clock';
import type { Database } from '../database/database';

/** How coarse it is: a session that is used all day is written once an hour. */
const hourMs = 3_600_000;
/** How often it is written, in milliseconds. */
const everyMs = 60_000;

/**
 * When sessions and keys were last shown. Noted in memory by whoever looks them up, and written down once a minute by one
 * statement for all of which the hour before is over: no request and no ballot sends a statement more for it.
 */
export class LastUse {
  private noted = new Set<string>();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly db: Database) {}

  /** A session was shown. @param lastUsedAt as the look-up found it */
  note(sessionId: string, lastUsedAt: Date | null): void {
    if (lastUsedAt === null || now().getTime() - lastUsedAt.getTime() >= hourMs) this.noted.add(sessionId);
  }

  /** Writes once a minute from now on. @param report told of what fails; what was noted is tried again */
  start(report: (error: unknown) => void): void {
    this.timer = setInterval(() => void this.write().catch(report), everyMs);
    this.timer.unref();
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
  }

  /** Writes down what was noted. */
  async write(): Promise<void> {
    if (this.noted.size === 0 || this.db.health.state !== 'ready') return;
    const noted = this.noted;
    this.noted = new Set();
    try {
      await this.db.query(statement, [[...noted], now(), new Date(now().getTime() - hourMs)]);
    } catch (error) {
      for (const sessionId of noted) this.noted.add(sessionId);
      throw error;
    }
  }
}

// What an act holds at this moment is left for the next time it is shown: this must not wait for a ballot.
const statement = `
  update session set last_used_at = $2
  where id in (
    select id from session where id = any($1::uuid[]) and (last_used_at is null or last_used_at <= $3)
    for no key update skip locked
  )
`;
