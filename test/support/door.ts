import type { DataSource } from 'typeorm';
import { Refusal } from '../../src/errors/refusal';
import type { Door } from '../../src/graphql/context';

/** A door that remembers what was done to it. */
export interface WatchedDoor extends Door {
  readonly done: readonly string[];
}

export function aDoor(address = '192.0.2.1'): WatchedDoor {
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

export interface HouseEvent {
  readonly kind: string;
  readonly topics: readonly string[];
  readonly body: string;
}

/** The log of the house, in order. */
export function houseLog(db: DataSource): Promise<readonly HouseEvent[]> {
  return db.query(
    `select kind, topics, body from event where stream = '00000000-0000-4000-8000-000000000000' order by sequence`,
  );
}
