import { Max, Min } from 'class-validator';
import { ArgsType, type ClassType, Field, Int, ObjectType } from 'type-graphql';
import {
  type EntityManager,
  type EntityTarget,
  type FindOptionsWhere,
  In,
  type ObjectLiteral,
  QueryFailedError,
  type SelectQueryBuilder,
} from 'typeorm';
import { Refusal } from '../../errors/refusal';
import type { Loader } from './loader';

/** Largest page of a connection. */
const pageLimit = 100;

@ObjectType({
  description: 'Where a page of a connection begins and ends. Source: GraphQL Cursor Connections Specification.',
})
class PageInfo {
  @Field(() => Boolean, { description: 'True when there is more after this page.' })
  hasNextPage: boolean;

  @Field(() => Boolean, { description: 'True when there is more before this page.' })
  hasPreviousPage: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first edge.' })
  startCursor: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last edge; pass it as `after`.' })
  endCursor: string | null;
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 20, description: `How many at most, 1 to ${pageLimit}.` })
  @Min(1)
  @Max(pageLimit)
  first: number;

  @Field(() => String, { nullable: true, description: 'Cursor to go on from.' })
  after: string | null;
}

interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}

export interface Page<T> {
  readonly edges: readonly Edge<T>[];
  readonly nodes: readonly T[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number;
}

/** Makes the two types of a Relay connection over `Node`: `<name>Connection` and `<name>Edge`. */
export function connectionOf<T extends object>(Node: ClassType<T>, name: string): ClassType<Page<T>> {
  @ObjectType(`${name}Edge`, { description: 'One item of a page, with its cursor.' })
  class NodeEdge {
    @Field(() => String, { description: 'Where the item stands in the list.' })
    cursor: string;

    @Field(() => Node, { description: 'The item.' })
    node: T;
  }

  @ObjectType(`${name}Connection`, { description: 'A page of a list that grows.' })
  class NodeConnection {
    @Field(() => [NodeEdge], { description: 'The items of the page with their cursors.' })
    edges: NodeEdge[];

    @Field(() => [Node], { description: 'The items of the page.' })
    nodes: T[];

    @Field(() => PageInfo, { description: 'Where the page begins and ends.' })
    pageInfo: PageInfo;

    @Field(() => Int, { description: 'How many there are in all.' })
    totalCount: number;
  }
  return NodeConnection as unknown as ClassType<Page<T>>;
}

/** What a list is ordered by: a property, or an expression over `alias.property` with the value a row has for it. */
export type Key<T> = (keyof T & string) | { readonly sql: string; of(row: T): string | number };

/**
 * One page of a query ordered by `keys`, whose values together are unique and never null. The cursor holds the key
 * values of its item, so a page does not shift when something is added before it. All ascending or all descending.
 * @throws Refusal BAD_USER_INPUT for a cursor this did not make
 */
export async function pageOf<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  keys: readonly Key<T>[],
  args: PageArgs,
  direction: 'ASC' | 'DESC' = 'ASC',
): Promise<Page<T>> {
  const totalCount = await query.clone().getCount();
  goOn(query, keys, args.after, direction);
  for (const expression of expressionsOf(query, keys)) query.addOrderBy(expression, direction);
  const rows = await refusingCursors(args.after, () => query.limit(args.first + 1).getMany());
  return page(rows, keys, args, totalCount);
}

/** A list that hangs off a parent, for `pagesOf`. */
export interface ChildList<T extends ObjectLiteral, F> {
  readonly entity: EntityTarget<T>;
  /** Name of the list in `sql` keys and in `narrow`. */
  readonly alias: string;
  /** Expression over `alias.property` that gives the parent's id, such as `result.blocId`. */
  readonly parent: string;
  readonly keys: readonly Key<T>[];
  readonly direction?: 'ASC' | 'DESC';
  /** Leaves out what the filter does not want; parameters must not begin with `cursor`. */
  narrow?(query: SelectQueryBuilder<T>, filter: F): void;
}

/** Which page of whose list. `filter` is plain JSON. */
export interface PageKey<F> {
  readonly parentId: string;
  readonly page: PageArgs;
  readonly filter: F;
}

/**
 * Pages of the lists of many parents at once, like `pageOf`, with three statements however many parents there are:
 * a connection inside a list costs no more than one outside.
 * @throws Refusal BAD_USER_INPUT for a cursor this did not make
 */
export function pagesOf<T extends ObjectLiteral & { id: string }, F>(
  list: ChildList<T, F>,
): Loader<PageKey<F>, Page<T>> {
  return {
    async read(reader, keys) {
      const pages = new Map<PageKey<F>, Page<T>>();
      const groups = grouped(keys, ({ page: { first, after }, filter }) => JSON.stringify([first, after, filter]));
      for (const group of groups.values()) await readGroup(reader, list, group, pages);
      return keys.map((key) => pages.get(key) as Page<T>);
    },
  };
}

/** Reads the pages of keys that differ in their parent only, into `pages`. */
async function readGroup<T extends ObjectLiteral & { id: string }, F>(
  reader: EntityManager,
  list: ChildList<T, F>,
  group: readonly PageKey<F>[],
  pages: Map<PageKey<F>, Page<T>>,
): Promise<void> {
  const [sample] = group;
  if (!sample) return;
  const { alias, parent, keys, direction = 'ASC' } = list;
  const parents = [...new Set(group.map((key) => key.parentId))];
  const query = reader
    .createQueryBuilder(list.entity, alias)
    .where(`${parent} in (:...parents)`, { parents })
    .select(parent, 'parent');
  list.narrow?.(query, sample.filter);
  const counts = await query
    .clone()
    .addSelect('count(*)::int', 'count')
    .groupBy(parent)
    .getRawMany<{ parent: string; count: number }>();
  const order = expressionsOf(query, keys)
    .map((expression) => `${expression} ${direction}`)
    .join(', ');
  query
    .addSelect(`${alias}.id`, 'id')
    .addSelect(`row_number() over (partition by ${parent} order by ${order})`, 'place');
  goOn(query, keys, sample.page.after, direction);
  const [ranked, parameters] = query.getQueryAndParameters();
  const places = await refusingCursors(sample.page.after, () =>
    reader.query<{ parent: string; id: string }[]>(
      `select parent, id from (${ranked}) ranked where place <= ${sample.page.first + 1} order by place`,
      parameters,
    ),
  );
  const ids = { id: In(places.map((place) => place.id)) } as FindOptionsWhere<T>;
  const rows = places.length ? await reader.findBy(list.entity, ids) : [];
  const byId = new Map(rows.map((row) => [row.id as string, row]));
  const idsOf = grouped(places, (place) => place.parent);
  const countOf = new Map(counts.map((count) => [count.parent, count.count]));
  for (const key of group) {
    const mine = (idsOf.get(key.parentId) ?? []).flatMap(({ id }) => byId.get(id) ?? []);
    pages.set(key, page(mine, keys, key.page, countOf.get(key.parentId) ?? 0));
  }
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** `rows` holds one more than the page when there is more. */
function page<T>(rows: readonly T[], keys: readonly Key<T>[], args: PageArgs, totalCount: number): Page<T> {
  const nodes = rows.slice(0, args.first);
  const edges = nodes.map((node) => ({ node, cursor: cursorOf(keys.map((key) => keyValue(node, key))) }));
  return {
    edges,
    nodes,
    totalCount,
    pageInfo: {
      hasNextPage: rows.length > args.first,
      hasPreviousPage: args.after !== null && args.after !== undefined,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function expressionsOf<T extends ObjectLiteral>(query: SelectQueryBuilder<T>, keys: readonly Key<T>[]): string[] {
  return keys.map((key) => (typeof key === 'string' ? `${query.alias}.${key}` : key.sql));
}

function keyValue<T>(row: T, key: Key<T>): unknown {
  return typeof key === 'string' ? row[key] : key.of(row);
}

/** Leaves out everything up to the cursor. */
function goOn<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  keys: readonly Key<T>[],
  after: string | null | undefined,
  direction: 'ASC' | 'DESC',
): void {
  if (after === null || after === undefined) return;
  const values = readCursor(after, keys.length);
  const names = values.map((_, index) => `:cursor${index}`);
  query.andWhere(
    `(${expressionsOf(query, keys).join(', ')}) ${direction === 'ASC' ? '>' : '<'} (${names.join(', ')})`,
    Object.fromEntries(values.map((value, index) => [`cursor${index}`, value])),
  );
}

/** A forged cursor can hold values the columns cannot: PostgreSQL says so with an error of class 22, data exception. */
async function refusingCursors<T>(after: string | null | undefined, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const code = error instanceof QueryFailedError ? (error.driverError as { code?: unknown }).code : undefined;
    if (after && String(code).startsWith('22')) throw badCursor();
    throw error;
  }
}

function cursorOf(values: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

function readCursor(cursor: string, length: number): readonly (string | number)[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (
      Array.isArray(values) &&
      values.length === length &&
      values.every((v) => ['string', 'number'].includes(typeof v))
    ) {
      return values;
    }
  } catch {
    // Not JSON: refused below like any other cursor that is not ours.
  }
  throw badCursor();
}

function badCursor(): Refusal {
  return new Refusal('BAD_USER_INPUT', { argument: 'after', cure: 'Pass an endCursor unchanged.' });
}
