import type { Database } from '../../src/database/database';
import { Refusal } from '../../src/errors/refusal';
import { readSince } from '../../src/log/read-since';

export interface Happened {
  readonly sequence: number;
  readonly kind: string;
  readonly subject: string;
  readonly data: unknown;
  readonly topics: readonly string[];
}

/** What is in the log of a conference, as anyone who follows it reads it. */
export async function happenedAt(db: Database, conferenceId: string): Promise<readonly Happened[]> {
  const entries = await readSince(db, conferenceId, 0, 1000);
  return entries.map(({ sequence, kind, topics, body }) => {
    const { subject, data } = JSON.parse(body) as { subject: string; data: unknown };
    return { sequence, kind, subject, data, topics };
  });
}

/** What became of acts sent at the same moment: `done` or the code of the refusal, in alphabetical order. */
export async function outcomes(...acts: readonly Promise<unknown>[]): Promise<readonly string[]> {
  const settled = await Promise.allSettled(acts);
  return settled
    .map((result) => {
      if (result.status === 'fulfilled') return 'done';
      if (result.reason instanceof Refusal) return result.reason.code;
      throw result.reason;
    })
    .sort();
}

/** Returns once so many statements of this database wait for locks that other transactions hold. */
export async function untilBlocked(db: Database, count = 1): Promise<void> {
  for (;;) {
    const waiting = await db.query<unknown[]>(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (waiting.length >= count) return;
  }
}
