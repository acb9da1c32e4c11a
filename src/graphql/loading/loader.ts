import type { EntityManager, EntityTarget, FindOptionsOrder, FindOptionsWhere, ObjectLiteral } from 'typeorm';
import { In } from 'typeorm';

/** Takes rows that are read and not handed out; where that is more than may be used, what it returns never settles. */
export type Charge = (rows: number) => Promise<never> | undefined;

/** Reads many keys with one statement; the context batches the keys of one tick. Values come back in the order of keys. */
export interface Loader<K, V> {
  read(reader: EntityManager, keys: readonly K[], charge?: Charge): Promise<readonly V[]>;
  /**
   * Kinds of entries in the log of a conference that change nothing this reads for it, so that a live group need not
   * read it again after them. All else that can change it must be in that log too. Unset: read each time.
   */
  readonly untouchedBy?: readonly string[];
}

/** Reads through loaders: the context of a request. */
export interface Loads {
  /** Reads together with all that is asked for in the same tick, at most once per key. */
  load<K, V>(loader: Loader<K, V>, key: K): Promise<V>;
}

/** The row of each id, or null. */
export function rowById<E extends ObjectLiteral & { id: string }>(
  entity: EntityTarget<E>,
  untouchedBy: readonly string[] = [],
): Loader<string, E | null> {
  return {
    untouchedBy,
    async read(reader, ids) {
      const rows = await reader.find(entity, { where: { id: In([...ids]) } as FindOptionsWhere<E> });
      const byId = new Map(rows.map((row) => [row.id as string, row]));
      return ids.map((id) => byId.get(id) ?? null);
    },
  };
}

/** The rows whose `column` is the key, in the given order. For lists that stay short. */
export function rowsBy<E extends ObjectLiteral>(
  entity: EntityTarget<E>,
  column: keyof E & string,
  order: FindOptionsOrder<E>,
  untouchedBy: readonly string[] = [],
): Loader<string, readonly E[]> {
  return {
    untouchedBy,
    async read(reader, keys) {
      const rows = await reader.find(entity, { where: { [column]: In([...keys]) } as FindOptionsWhere<E>, order });
      const groups = new Map<unknown, E[]>(keys.map((key) => [key, []]));
      for (const row of rows) groups.get(row[column])?.push(row);
      return keys.map((key) => groups.get(key) ?? []);
    },
  };
}
