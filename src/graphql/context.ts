import DataLoader from 'dataloader';
import type { EntityManager } from 'typeorm';
import type { Database } from '../database/database';
import type { Snapshot } from '../database/snapshot';
import { Refusal } from '../errors/refusal';
import type { Viewer } from './authorize/viewer';
import { Budget, unlimited } from './budget';
import type { Loader, Loads } from './loading/loader';
import type { RowCache } from './loading/row-cache';
import { Pacer } from './pacer';

/** The caller's side of one exchange: a browser's cookie, or nothing on a socket. */
export interface CallerConnection {
  /** Address the request came from, for limits only; never stored. */
  readonly address: string;
  setSession(token: string, expiresAt: Date): void;
  clearSession(): void;
}

/**
 * What exists once for each app and is used by resolvers and acts. Each room declares its own here by declaration
 * merging, as Fastify's decorators are declared; app/services.ts makes all of them.
 */
// biome-ignore lint/suspicious/noEmptyInterface: rooms merge their services into it
export interface ContextServices {}

/** What every resolver gets. One is made for each execution. */
export interface Context extends Loads {
  /** For acts. */
  readonly db: Database;
  /** For reads: the pool of reads, or one snapshot of the database. */
  readonly read: EntityManager;
  readonly services: ContextServices;
  readonly viewer: Viewer;
  readonly requestId: string;
  /** Position of the log the snapshot is true at; null outside a subscription. */
  readonly sequence: number | null;
  readonly caller: CallerConnection;
  /** What this execution may still use. */
  readonly budget: Budget;
  /** Notes a conference or bloc whose log this execution depends on. */
  about(stream: string): void;
  /** The logs noted. */
  readonly streams: ReadonlySet<string>;
}

/** What a context is made of. */
export interface ContextParts extends Omit<Context, 'load' | 'about' | 'streams' | 'read' | 'sequence' | 'budget'> {
  /** The snapshot, or else the pool of reads, unless given. */
  readonly read?: EntityManager;
  /** What all is read in; each from the pool as it is at the moment unless given. */
  readonly snapshot?: Snapshot;
  /** Null unless given. */
  readonly sequence?: number | null;
  /** Without limits unless given. */
  readonly budget?: Budget;
  /** Rows that need not be read again. */
  readonly kept?: RowCache;
}

const noCaller: CallerConnection = { address: '', setSession: () => undefined, clearSession: () => undefined };

/** The caller of what the server asks itself. */
export const serverItself = noCaller;

export function makeContext(parts: ContextParts): Context {
  const { kept, snapshot, ...given } = parts;
  const reader = () => parts.read ?? snapshot?.read ?? parts.db.reads.manager;
  const budget = parts.budget ?? new Budget(unlimited, new Pacer());
  const loaders = new Map<unknown, unknown>();
  const streams = new Set<string>();
  const charge = (rows: number) => (budget.take(rows) ? undefined : budget.never);
  return {
    ...given,
    get read() {
      return reader();
    },
    budget,
    sequence: parts.sequence ?? null,
    streams,
    about: (stream) => void streams.add(stream),
    load<K, V>(loader: Loader<K, V>, key: K): Promise<V> {
      if (budget.isSpent) return budget.never;
      let batched = loaders.get(loader) as DataLoader<K, V> | undefined;
      if (!batched) {
        batched = new DataLoader<K, V>(
          async (keys) => (budget.isSpent ? budget.never : loader.read(reader(), keys, charge)),
          {
            maxBatchSize: 1000,
            cacheMap: (kept?.of(loader) ?? new Map()) as Map<K, Promise<V>>,
          },
        );
        loaders.set(loader, batched);
      }
      const loaded = batched.load(key).then((value) => handedOut(value, budget));
      // Of what a document does not ask for, or asked for too late, nobody hears that it failed.
      loaded.catch(() => undefined);
      return loaded;
    },
  };
}

/** Charges rows each time they are handed out: what is read once may be asked for a thousand times. */
function handedOut<V>(value: V, budget: Budget): V | Promise<never> {
  const rows = rowsOf(value);
  budget.pacer.note(1);
  return budget.take(rows) ? value : budget.never;
}

/** Rows of a list or of a page of a connection (graphql/loading/paging); one for anything else. */
function rowsOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  const edges = typeof value === 'object' && value !== null && 'edges' in value ? value.edges : null;
  return Array.isArray(edges) ? edges.length : 1;
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

/** An id as the tables hold it; null for anything else, which names nothing. For reads. */
export const idOrNull = (id: string): string | null => (uuid.test(id) ? id.toLowerCase() : null);

/** An id as the tables hold it; anything else names nothing. For acts. @throws Refusal NOT_FOUND */
export function asId(id: string): string {
  if (!uuid.test(id)) throw new Refusal('NOT_FOUND', { id: id.slice(0, 64) });
  return id.toLowerCase();
}

/** The same of an id that need not be given: null for none. @throws Refusal NOT_FOUND */
export const asIdOrNone = (id: string | null | undefined): string | null => (id == null ? null : asId(id));

/**
 * The one argument of several that is given.
 * @throws Refusal BAD_USER_INPUT unless it is exactly one
 */
export function exactlyOne<A extends string>(given: Readonly<Record<A, unknown>>): A {
  const names = Object.keys(given) as A[];
  const [name, ...others] = names.filter((each) => given[each] !== null && given[each] !== undefined);
  if (name !== undefined && others.length === 0) return name;
  throw new Refusal('BAD_USER_INPUT', { arguments: names, cure: 'Give exactly one of them.' });
}
