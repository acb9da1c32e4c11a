import {
  type EntityManager,
  type EntityTarget,
  type ObjectLiteral,
  QueryFailedError,
  type SelectQueryBuilder,
} from 'typeorm';
import { beyond, Connection, type Edge, type PageRequest, type PageRows } from './connection';
import { badCursor, type CursorValue, cursorOf, listTag, readCursor } from './cursor';
import type { Charge, Loader, Loads } from './loader';

/** What a list is ordered by: a property, or an expression over `alias.property` with the value a row has for it. */
export type Key<T> = (keyof T & string) | { readonly sql: string; of(row: T): CursorValue };

type Direction = 'ASC' | 'DESC';

/** A Vietnamese text in the order of a Vietnamese dictionary: a ă â, d đ, and of equal letters the tones last. */
export function vietnameseKey<T>(sql: string, of: (row: T) => string): Key<T> {
  return { sql: `(${sql}) collate "vi-x-icu"`, of };
}

/** What a list is ordered by: keys whose values together are unique and never null, all ascending or all descending. */
export interface Order<T> {
  readonly keys: readonly Key<T>[];
  readonly direction?: Direction;
}

/**
 * One page of a query in an order. A cursor holds the key values of its item, so a page does not shift when something is
 * added before it. `filter` is what the query was narrowed by, as plain JSON.
 * Reading its items throws Refusal BAD_USER_INPUT for a cursor that is not of this list.
 */
export function pageOf<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  order: Order<T>,
  page: PageRequest,
  filter: unknown = null,
): Connection<T> {
  const tag = listTag({ name: query.alias, parentId: null, filter });
  const read = async () => {
    const part = query.clone();
    const range = rangeOf(page, tag, order.keys.length);
    narrowToRange(part, order, range);
    for (const expression of expressionsOf(part, order.keys)) part.addOrderBy(expression, towards(order, page));
    const rows = await refusingCursors(range, () => part.limit(page.size + 1).getMany());
    return pageRows(rows, page, (row) => cursorOf(tag, valuesOf(row, order.keys)));
  };
  return new Connection(read, () => query.clone().getCount());
}

/** Between which values of the keys rows stand; null for no bound. */
interface Range {
  readonly after: readonly CursorValue[] | null;
  readonly before: readonly CursorValue[] | null;
}

/** Which rows of which lists: of all `parents` those in the range, at most `limit` of each, from its beginning or its end. */
export interface RowsRequest<F> extends Range {
  readonly parents: readonly string[];
  readonly filter: F;
  readonly fromEnd: boolean;
  readonly limit: number;
}

/** Lists of one kind, each with a parent, and how to read those of many parents by one statement. */
export interface ListSource<T, F> {
  /** Goes into the cursors, so that a list of another kind refuses them. */
  readonly name: string;
  /** Values in a cursor. */
  keyCount(filter: F): number;
  valuesOf(row: T, filter: F): readonly CursorValue[];
  /** Rows by parent: in the order of the list, or in the opposite one where they are asked for from its end. */
  readRows(reader: EntityManager, request: RowsRequest<F>, charge?: Charge): Promise<ReadonlyMap<string, readonly T[]>>;
  /** Sizes of the lists by parent; a list that is not in it is empty. */
  countRows(
    reader: EntityManager,
    parents: readonly string[],
    filter: F,
    charge?: Charge,
  ): Promise<ReadonlyMap<string, number>>;
  /** As in Loader, of the rows. */
  readonly untouchedBy?: readonly string[];
  /** As in Loader, of the sizes; that of the rows unless given. */
  readonly countUntouchedBy?: readonly string[];
}

/** Loaders for the pages of lists of one kind. Their keys are JSON, so that equal pages are one key. */
export interface PagedList<T, F> {
  readonly pages: Loader<string, PageRows<T>>;
  readonly counts: Loader<string, number>;
  /** The values of the cursors of a page of one list. @throws Refusal BAD_USER_INPUT for one that is not of this list */
  rangeOf(page: PageRequest, parentId: string, filter: F): Range;
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
  page: PageRequest,
  filter: F,
): Connection<T> {
  return new Connection(
    // In an async function, so that a cursor of another list fails where the items are asked for.
    async () => ctx.load(list.pages, JSON.stringify([parentId, filter, page, list.rangeOf(page, parentId, filter)])),
    () => ctx.load(list.counts, JSON.stringify([parentId, filter])),
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
      read: (reader, keys, charge) => readPages(reader, source, keys, charge),
    },
    counts: {
      ...(countUntouchedBy ? { untouchedBy: countUntouchedBy } : {}),
      read: (reader, keys, charge) => readCounts(reader, source, keys, charge),
    },
    rangeOf: (page, parentId, filter) =>
      rangeOf(page, listTag({ name: source.name, parentId, filter }), source.keyCount(filter)),
  };
}

/** Rows one statement may give, about: taking in 4,000 holds the event loop for some 15 ms. */
const rowsAtOnce = 4_000;

type PageKey<F> = [parentId: string, filter: F, page: PageRequest, range: Range];

async function readPages<T, F>(
  reader: EntityManager,
  source: ListSource<T, F>,
  keys: readonly string[],
  charge?: Charge,
): Promise<readonly PageRows<T>[]> {
  const asked = keys.map((key) => JSON.parse(key) as PageKey<F>);
  const pages = new Map<unknown, PageRows<T>>();
  // What differs in its parent only is read together.
  for (const group of grouped(asked, ([, ...how]) => JSON.stringify(how)).values()) {
    const [, filter, page, range] = group[0];
    const listsAtOnce = Math.max(1, Math.floor(rowsAtOnce / page.size));
    for (let begin = 0; begin < group.length; begin += listsAtOnce) {
      const part = group.slice(begin, begin + listsAtOnce);
      const parents = part.map(([parentId]) => parentId);
      const request = { ...range, parents, filter, fromEnd: page.fromEnd, limit: page.size + 1 };
      const rows = await refusingCursors(range, () => source.readRows(reader, request, charge));
      for (const key of part) pages.set(key, pageRows(rows.get(key[0]) ?? [], page, cursorIn(source, key)));
    }
  }
  return asked.map((key) => pages.get(key) as PageRows<T>);
}

/** Makes the cursors of one list; its tag is made when the first of them is asked for. */
function cursorIn<T, F>(source: ListSource<T, F>, [parentId, filter]: PageKey<F>): (row: T) => string {
  let tag: string | undefined;
  return (row) => {
    tag ??= listTag({ name: source.name, parentId, filter });
    return cursorOf(tag, source.valuesOf(row, filter));
  };
}

async function readCounts<T, F>(
  reader: EntityManager,
  source: ListSource<T, F>,
  keys: readonly string[],
  charge?: Charge,
): Promise<readonly number[]> {
  const asked = keys.map((key) => JSON.parse(key) as [parentId: string, filter: F]);
  const counts = new Map<unknown, number>();
  for (const group of grouped(asked, ([, filter]) => JSON.stringify(filter)).values()) {
    const parents = group.map(([parentId]) => parentId);
    const sizes = await source.countRows(reader, parents, group[0][1], charge);
    for (const key of group) counts.set(key, sizes.get(key[0]) ?? 0);
  }
  return asked.map((key) => counts.get(key) ?? 0);
}

/** A list of entities that belongs to a parent, for `pagesOf`. */
interface EntityList<T extends ObjectLiteral, F> {
  readonly entity: EntityTarget<T>;
  /** Name of the list in `sql` keys, in `narrow` and in cursors. */
  readonly alias: string;
  /** Expression over `alias.property` that gives the parent's id, such as `result.blocId`. */
  readonly parent: string;
  /** Leaves out what the filter does not want; parameters must not begin with `after` or `before`. */
  narrow?(query: SelectQueryBuilder<T>, filter: F): void;
  /**
   * For a filter that asks for what no column holds: ids of those rows of the narrowed lists that it wants, null for all.
   * It reads what it needs of all of them, so it is for lists of some hundred rows, and charges what it reads.
   */
  idsWanted?(
    reader: EntityManager,
    query: SelectQueryBuilder<T>,
    filter: F,
    charge?: Charge,
  ): Promise<readonly string[] | null>;
  readonly untouchedBy?: readonly string[];
}

/** A list in one order, or in one that its filter chooses. */
export type ChildList<T extends ObjectLiteral, F> = EntityList<T, F> & (Order<T> | { orderOf(filter: F): Order<T> });

/** Pages of the lists of many parents at once, in order, as in `pageOf`. */
export function pagesOf<T extends ObjectLiteral & { id: string }, F>(list: ChildList<T, F>): PagedList<T, F> {
  const { alias, parent, untouchedBy } = list;
  const orderOf = (filter: F): Order<T> => ('orderOf' in list ? list.orderOf(filter) : list);
  const of = async (reader: EntityManager, parents: readonly string[], filter: F, charge?: Charge) => {
    const query = reader
      .createQueryBuilder(list.entity, alias)
      .where(`${parent} in (:...parents)`, { parents: [...new Set(parents)] });
    list.narrow?.(query, filter);
    const wanted = (await list.idsWanted?.(reader, query.clone(), filter, charge)) ?? null;
    if (wanted !== null) query.andWhere(`${alias}.id = any(:wanted)`, { wanted });
    return query.select(parent, 'parent');
  };
  return pagedList<T, F>({
    name: alias,
    keyCount: (filter) => orderOf(filter).keys.length,
    valuesOf: (row, filter) => valuesOf(row, orderOf(filter).keys),
    ...(untouchedBy ? { untouchedBy } : {}),
    async readRows(reader, request, charge) {
      const query = await of(reader, request.parents, request.filter, charge);
      return readRanked(reader, list, orderOf(request.filter), query, request);
    },
    async countRows(reader, parents, filter, charge) {
      const query = await of(reader, parents, filter, charge);
      const counts = await query
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
  { entity, alias, parent }: EntityList<T, F>,
  order: Order<T>,
  ranked: SelectQueryBuilder<T>,
  request: RowsRequest<F>,
): Promise<ReadonlyMap<string, readonly T[]>> {
  const { limit } = request;
  const keys = expressionsOf(ranked, order.keys).map((expression) => `${expression} ${towards(order, request)}`);
  ranked
    .addSelect(`${alias}.id`, 'id')
    .addSelect(`row_number() over (partition by ${parent} order by ${keys.join(', ')})`, 'place');
  narrowToRange(ranked, order, request);
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

/** `rows` holds one more than the page when there is more, and begins where the page does not end. */
function pageRows<T>(rows: readonly T[], page: PageRequest, cursor: (row: T) => string): PageRows<T> {
  const edges = rows.slice(0, page.size).map((node) => new PagedEdge(node, cursor));
  if (page.fromEnd) edges.reverse();
  return { edges, ...beyond(page, rows.length > page.size) };
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

/** @throws Refusal BAD_USER_INPUT for a cursor that is not of the list of this tag */
function rangeOf({ after, before }: PageRequest, tag: string, length: number): Range {
  return { after: readCursor(tag, length, 'after', after), before: readCursor(tag, length, 'before', before) };
}

/** In which direction the keys run as a page is read: from its own end. */
function towards<T>({ direction = 'ASC' }: Order<T>, { fromEnd }: { readonly fromEnd: boolean }): Direction {
  return (direction === 'ASC') === fromEnd ? 'DESC' : 'ASC';
}

/** Leaves out everything up to one cursor and from the other one on. */
function narrowToRange<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  { keys, direction = 'ASC' }: Order<T>,
  range: Range,
): void {
  const [later, earlier] = direction === 'ASC' ? ['>', '<'] : ['<', '>'];
  const expressions = expressionsOf(query, keys).join(', ');
  for (const [bound, comparison] of [
    ['after', later],
    ['before', earlier],
  ] as const) {
    const values = range[bound];
    if (values === null) continue;
    const names = values.map((_, index) => `:${bound}${index}`);
    const parameters = Object.fromEntries(values.map((value, index) => [`${bound}${index}`, value]));
    query.andWhere(`(${expressions}) ${comparison} (${names.join(', ')})`, parameters);
  }
}

/** A forged cursor can hold values the columns cannot: PostgreSQL says so with an error of class 22, data exception. */
async function refusingCursors<T>({ after, before }: Range, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const code = error instanceof QueryFailedError ? (error.driverError as { code?: unknown }).code : undefined;
    if ((after || before) && String(code).startsWith('22')) throw badCursor(after ? 'after' : 'before');
    throw error;
  }
}
