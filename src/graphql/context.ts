import DataLoader from 'dataloader';
import type { DataSource, EntityManager } from 'typeorm';
import { Refusal } from '../errors/refusal';
import type { Viewer } from './authorize/viewer';
import type { Loader } from './loading/loader';
import type { RowCache } from './loading/row-cache';

/** What a sign-in does to the caller's own connection: a browser's cookie, or nothing on a socket. */
export interface CallerConnection {
  /** Address the request came from, for limits only; never stored. */
  readonly address: string;
  setSession(token: string, expiresAt: Date): void;
  clearSession(): void;
}

/** What every resolver gets. One is made for each request, and for each execution of a live group. */
export interface Context {
  /** For acts. */
  readonly db: DataSource;
  /** For reads: the pool, or one snapshot of the database. */
  readonly read: EntityManager;
  readonly viewer: Viewer;
  readonly requestId: string;
  /** Position of the log the snapshot is true at; null outside a subscription. */
  readonly sequence: number | null;
  readonly door: CallerConnection;
  /** Reads through the loader, together with all that is asked for in the same tick, at most once per key. */
  load<K, V>(loader: Loader<K, V>, key: K): Promise<V>;
}

/** @param parts everything but `load`; `read` is the pool and `sequence` null unless given; what `kept` has is not read */
export function makeContext(
  parts: Omit<Context, 'load' | 'read' | 'sequence'> &
    Partial<Pick<Context, 'read' | 'sequence'>> & { readonly kept?: RowCache },
): Context {
  const { kept, ...given } = parts;
  const read = parts.read ?? parts.db.manager;
  const loaders = new Map<unknown, unknown>();
  return {
    ...given,
    read,
    sequence: parts.sequence ?? null,
    load<K, V>(loader: Loader<K, V>, key: K): Promise<V> {
      let batched = loaders.get(loader) as DataLoader<K, V> | undefined;
      if (!batched) {
        batched = new DataLoader<K, V>((keys) => loader.read(read, keys), {
          maxBatchSize: 1000,
          cacheMap: (kept?.of(loader) ?? new Map()) as Map<K, Promise<V>>,
        });
        loaders.set(loader, batched);
      }
      return batched.load(key);
    },
  };
}

/** The value, or the refusal every missing thing gets. @throws Refusal NOT_FOUND */
export function found<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Refusal('NOT_FOUND');
  return value;
}

/** The row an optional id points at: null for no id. */
export async function linked<V>(ctx: Context, loader: Loader<string, V | null>, id: string | null): Promise<V | null> {
  return id === null ? null : ctx.load(loader, id);
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** An id as the tables hold it; anything else names nothing. @throws Refusal NOT_FOUND */
export function asId(id: string): string {
  if (!uuid.test(id)) throw new Refusal('NOT_FOUND', { id: id.slice(0, 64) });
  return id.toLowerCase();
}
