import type { Database } from '../../src/database/database';
import { Refusal } from '../../src/errors/refusal';
import type { CallerConnection } from '../../src/graphql/context';

/** A door that remembers what was done to it. */
export interface WatchedCaller extends CallerConnection {
  readonly done: readonly string[];
}

export function aCaller(address = '192.0.2.1'): WatchedCaller {
  const done: string[] = [];
  return {
    address,
    done,
    setSession: (token, expiresAt) => void done.push(`set ${token} until ${expiresAt.toISOString()}`),
    clearSession: () => void done.push('clear'),
  };
}

/** The code something was refused with; fails when it was not. */
export async function refusalOf(work: Promise<unknown> | (() => Promise<unknown>)): Promise<Refusal> {
  try {
    await (typeof work === 'function' ? work() : work);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

export interface SystemEvent {
  readonly kind: string;
  readonly topics: readonly string[];
  readonly body: string;
}

/** The system stream, in order. */
export function systemLog(db: Database): Promise<readonly SystemEvent[]> {
  return db.query(
    `select kind, topics, body from event where stream = '00000000-0000-4000-8000-000000000000' order by sequence`,
  );
}
