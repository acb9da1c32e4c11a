import {
  type EntityManager,
  type EntityTarget,
  type ObjectLiteral,
  QueryFailedError,
  type SelectQueryBuilder,
} from 'typeorm';
import { Connection, type Edge, type PageRequest, type PageRows } from './connection';
import { badCursor, type CursorValue, cursorOf, readCursor } from './cursor';
import type { Loader, Loads } from './loader';

/** What a list is ordered by: a property, or an expression over `alias.property` with the value a row has for it. */
export type Key<T> = (keyof T & string) | { readonly sql: string; of(row: T): CursorValue };

type Direction = 'ASC' | 'DESC';

/**
 * One page of a query ordered by `keys`, whose values together are unique and never null. The cursor holds the key
 * values of its item, so a page does not shift when something is added before it. All ascending or all descending.
 * Reading its items throws Refusal BAD_USER_INPUT for a cursor that is not of this list.
 */
export function pageOf<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  keys: readonly Key<T>[],
  { first, after }: PageRequest,
  direction: Direction = 'ASC',
): Connection<T> {
  const read = async () => {
    const page = query.clone();
    goOn(page, keys, readCursor(query.alias, keys.length, after), direction);
    for (const expression of expressionsOf(page, keys)) page.addOrderBy(expression, direction);
    const rows = await refusingCursors(after, () => page.limit(first + 1).getMany());
    return pageRows(rows, first, (row) => cursorOf(query.alias, valuesOf(row, keys)));
  };
  return new Connection(read, () => query.clone().getCount(), after !== null);
}

/** Which rows of which lists: those of all `parents` after the cursor's values, at most `limit` of each. */
export interface RowsRequest<F> {
  readonly parents: readonly string[];
  readonly filter: F;
  readonly after: readonly CursorValue[] | null;
  readonly limit: number;
}

/** Lists of one kind, each with a parent, and how to read those of many parents by one statement. */
export interface ListSource<T, F> {
  /** Goes into the cursors, so that a list of another kind refuses them. */
  readonly name: string;
  /** Values in a cursor. */
  readonly keyCount: number;
  valuesOf(row: T): readonly CursorValue[];
  /** Rows by parent, in order. */
  readRows(reader: EntityManager, request: RowsRequest<F>): Promise<ReadonlyMap<string, readonly T[]>>;
  /** Sizes of the lists by parent; a list that is not in it is empty. */
  countRows(reader: EntityManager, parents: readonly string[], filter: F): Promise<ReadonlyMap<string, number>>;
  /** As in Loader, of the rows. */
  readonly untouchedBy?: readonly string[];
  /** As in Loader, of the sizes; that of the rows unless given. */
  readonly countUntouchedBy?: readonly string[];
}

/** Loaders for the pages of lists of one kind. Their keys are JSON, so that equal pages are one key. */
export interface PagedList<T, F> {
  readonly pages: Loader<string, PageRows<T>>;
  readonly counts: Loader<string, number>;
  /** Only for its type. */
  readonly filter?: F;
}

/**
 * The page of the list of one parent; with it are read the pages of as many parents as are asked for in the same tick,
 * so that a connection inside a list costs no more statements than one outside, unless its pages are large. `filter` is
 * plain JSON.
 * Reading its items throws Refusal BAD_USER_INPUT for a cursor that is not of this list.
 */
export function connect<T, F>(
  ctx: Loads,
  list: PagedList<T, F>,
  parentId: string,
  { first, after }: PageRequest,
  filter: F,
): Connection<T> {
  return new Connection(
    () => ctx.load(list.pages, JSON.stringify([parentId, filter, first, after])),
    () => ctx.load(list.counts, JSON.stringify([parentId, filter])),
    after !== null,
  );
}

/**
 * Loaders that read the pages of all parents asked for in one tick by one statement, or few where the pages are large, and
 * their sizes by another.
 */
export function pagedList<T, F>(source: ListSource<T, F>): PagedList<T, F> {
  const { untouchedBy, countUntouchedBy = untouchedBy } = source;
  return {
    pages: {
      ...(untouchedBy ? { untouchedBy } : {}),
      read: (reader, keys) => readPages(reader, source, keys),
    },
    counts: {
      ...(countUntouchedBy ? { untouchedBy: countUntouchedBy } : {}),
      read: (reader, keys) => readCounts(reader, source, keys),
    },
  };
}

/** Rows one statement may give, about: taking in 4,000 holds the event loop for some 15 ms. */
const rowsAtOnce = 4_000;

async function readPages<T, F>(
  reader: EntityManager,
  source: ListSource<T, F>,
  keys: readonly string[],
): Promise<readonly PageRows<T>[]> {
  const asked = keys.map(
    (key) => JSON.parse(key) as [parentId: string, filter: F, first: number, after: string | null],
  );
  const pages = new Map<unknown, PageRows<T>>();
  // What differs in its parent only is read together.
  for (const group of grouped(asked, ([, ...how]) => JSON.stringify(how)).values()) {
    const [, filter, first, after] = group[0];
    const values = readCursor(source.name, source.keyCount, after);
    const cursor = (row: T) => cursorOf(source.name, source.valuesOf(row));
    const listsAtOnce = Math.max(1, Math.floor(rowsAtOnce / first));
    for (let begin = 0; begin < group.length; begin += listsAtOnce) {
      const part = group.slice(begin, begin + listsAtOnce);
      const parents = part.map(([parentId]) => parentId);
      const rows = await refusingCursors(after, () =>
        source.readRows(reader, { parents, filter, after: values, limit: first + 1 }),
      );
      for (const key of part) pages.set(key, pageRows(rows.get(key[0]) ?? [], first, cursor));
    }
  }
  return asked.map((key) => pages.get(key) as PageRows<T>);
}

async function readCounts<T, F>(
  reader: EntityManager,
  source: ListSource<T, F>,
  keys: readonly string[],
): Promise<readonly number[]> {
  const asked = keys.map((key) => JSON.parse(key) as [parentId: string, filter: F]);
  const counts = new Map<unknown, number>();
  for (const group of grouped(asked, ([, filter]) => JSON.stringify(filter)).values()) {
    const parents = group.map(([parentId]) => parentId);
    const sizes = await source.countRows(reader, parents, group[0][1]);
    for (const key of group) counts.set(key, sizes.get(key[0]) ?? 0);
  }
  return asked.map((key) => counts.get(key) ?? 0);
}

/** A list of entities that belongs to a parent, for `pagesOf`. */
export interface ChildList<T extends ObjectLiteral, F> {
  readonly entity: EntityTarget<T>;
  /** Name of the list in `sql` keys, in `narrow` and in cursors. */
  readonly alias: string;
  /** Expression over `alias.property` that gives the parent's id, such as `result.blocId`. */
  readonly parent: string;
  readonly keys: readonly Key<T>[];
  readonly direction?: Direction;
  /** Leaves out what the filter does not want; parameters must not begin with `cursor`. */
  narrow?(query: SelectQueryBuilder<T>, filter: F): void;
  readonly untouchedBy?: readonly string[];
}

/** Pages of the lists of many parents at once, in the order of `keys`, as in `pageOf`. */
export function pagesOf<T extends ObjectLiteral & { id: string }, F>(list: ChildList<T, F>): PagedList<T, F> {
  const { alias, parent, keys, untouchedBy } = list;
  const of = (reader: EntityManager, parents: readonly string[], filter: F) => {
    const query = reader
      .createQueryBuilder(list.entity, alias)
      .where(`${parent} in (:...parents)`, { parents: [...new Set(parents)] })
      .select(parent, 'parent');
    list.narrow?.(query, filter);
    return query;
  };
  return pagedList<T, F>({
    name: alias,
    keyCount: keys.length,
    valuesOf: (row) => valuesOf(row, keys),
    ...(untouchedBy ? { untouchedBy } : {}),
    readRows: (reader, request) => readRanked(reader, list, of(reader, request.parents, request.filter), request),
    async countRows(reader, parents, filter) {
      const counts = await of(reader, parents, filter)
        .addSelect('count(*)::int', 'count')
        .groupBy(parent)
        .getRawMany<{ parent: string; count: number }>();
      return new Map(counts.map((count) => [count.parent, count.count]));
    },
  });
}

/** @param ranked the lists, of which it selects the parent */
async function readRanked<T extends ObjectLiteral & { id: string }, F>(
  reader: EntityManager,
  { entity, alias, parent, keys, direction = 'ASC' }: ChildList<T, F>,
  ranked: SelectQueryBuilder<T>,
  { after, limit }: RowsRequest<F>,
): Promise<ReadonlyMap<string, readonly T[]>> {
  const order = expressionsOf(ranked, keys).map((expression) => `${expression} ${direction}`);
  ranked
    .addSelect(`${alias}.id`, 'id')
    .addSelect(`row_number() over (partition by ${parent} order by ${order.join(', ')})`, 'place');
  goOn(ranked, keys, after, direction);
  const { entities, raw } = await reader
    .createQueryBuilder(entity, alias)
    .innerJoin(`(${ranked.getQuery()})`, 'ranked', `ranked.id = ${alias}.id`)
    .setParameters(ranked.getParameters())
    .where('ranked.place <= :limit', { limit })
    .addSelect('ranked.parent', 'ranked_parent')
    .addSelect('ranked.place::int', 'ranked_place')
    .getRawAndEntities<{ ranked_parent: string; ranked_place: number }>();
  const places = entities.map((row, index) => ({ row, ...raw[index] }));
  places.sort((a, b) => Number(a.ranked_place) - Number(b.ranked_place));
  const groups = grouped(places, (place) => String(place.ranked_parent));
  return new Map([...groups].map(([parentId, group]) => [parentId, group.map(({ row }) => row)]));
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, [T, ...T[]]> {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** `rows` holds one more than the page when there is more. */
function pageRows<T>(rows: readonly T[], first: number, cursor: (row: T) => string): PageRows<T> {
  return {
    edges: rows.slice(0, first).map((node) => new PagedEdge(node, cursor)),
    hasNextPage: rows.length > first,
  };
}

/** Makes its cursor when asked for it: of most pages nobody reads the cursors between the first and the last. */
class PagedEdge<T> implements Edge<T> {
  constructor(
    readonly node: T,
    private readonly read: (row: T) => string,
  ) {}

  get cursor(): string {
    return this.read(this.node);
  }
}

function expressionsOf<T extends ObjectLiteral>(query: SelectQueryBuilder<T>, keys: readonly Key<T>[]): string[] {
  return keys.map((key) => (typeof key === 'string' ? `${query.alias}.${key}` : key.sql));
}

function valuesOf<T>(row: T, keys: readonly Key<T>[]): readonly CursorValue[] {
  return keys.map((key) => (typeof key === 'string' ? (row[key] as CursorValue) : key.of(row)));
}

/** Leaves out everything up to the cursor. */
function goOn<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  keys: readonly Key<T>[],
  after: readonly CursorValue[] | null,
  direction: Direction,
): void {
  if (after === null) return;
  const names = after.map((_, index) => `:cursor${index}`);
  query.andWhere(
    `(${expressionsOf(query, keys).join(', ')}) ${direction === 'ASC' ? '>' : '<'} (${names.join(', ')})`,
    Object.fromEntries(after.map((value, index) => [`cursor${index}`, value])),
  );
}

/** A forged cursor can hold values the columns cannot: PostgreSQL says so with an error of class 22, data exception. */
async function refusingCursors<T>(after: string | null, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const code = error instanceof QueryFailedError ? (error.driverError as { code?: unknown }).code : undefined;
    if (after && String(code).startsWith('22')) throw badCursor();
    throw error;
  }
}
