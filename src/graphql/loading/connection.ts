import { Max, Min } from 'class-validator';
import { ArgsType, type ClassType, Field, Int, ObjectType } from 'type-graphql';
import { Refusal } from '../../errors/refusal';

/** Items of a page unless asked otherwise. */
export const usualPage = 20;

/** Largest page of most connections. */
export const pageLimit = 100;

/** Largest page of a list with one line for each elector: a hall is shown whole. */
export const electorLimit = 500;

@ObjectType({
  description: 'Where a page of a connection begins and ends. Source: GraphQL Cursor Connections Specification.',
})
export class PageInfo {
  @Field(() => Boolean, { description: 'True when there is more after this page.' })
  hasNextPage: boolean;

  @Field(() => Boolean, { description: 'True when there is more before this page.' })
  hasPreviousPage: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first edge; pass it as `before`.' })
  startCursor: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last edge; pass it as `after`.' })
  endCursor: string | null;
}

/** Which page of a list: of what stands between two cursors, so many from its beginning or its end, in the order of the list. */
export interface PageRequest {
  readonly size: number;
  readonly fromEnd: boolean;
  readonly after: string | null;
  readonly before: string | null;
}

/** The arguments of a connection. */
export interface PageArguments {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
  /** The page they ask for. @throws Refusal BAD_USER_INPUT for `first` and `last` together */
  readonly page: PageRequest;
}

/** Makes the arguments of a connection whose pages have `usual` items unless asked otherwise, and at most `most`. */
export function pageArgs(usual: number, most: number): new () => PageArguments {
  @ArgsType()
  class Arguments implements PageArguments {
    @Field(() => Int, {
      nullable: true,
      description: `How many from the beginning, 1 to ${most}; ${usual} where neither this nor \`last\` is given.`,
    })
    @Min(1)
    @Max(most)
    first?: number | null;

    @Field(() => String, { nullable: true, description: 'Cursor of the item to begin after.' })
    after?: string | null;

    @Field(() => Int, {
      nullable: true,
      description: `How many from the end, 1 to ${most}, in the same order; not together with \`first\`.`,
    })
    @Min(1)
    @Max(most)
    last?: number | null;

    @Field(() => String, {
      nullable: true,
      description: 'Cursor of the item to end before; alone it asks for the page next to it.',
    })
    before?: string | null;

    get page(): PageRequest {
      const { first = null, last = null, after = null, before = null } = this;
      if (first !== null && last !== null)
        throw new Refusal('BAD_USER_INPUT', { argument: 'last', cure: 'Give `first` or `last`, not both.' });
      // Who asks for what stands before an item, and nothing else, wants the page next to it.
      const isNextTo = first === null && after === null && before !== null;
      return { size: first ?? last ?? usual, fromEnd: last !== null || isNextTo, after, before };
    }
  }
  return Arguments;
}

@ArgsType()
export class PageArgs extends pageArgs(usualPage, pageLimit) {}

export interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}

/** The items of one page, as they are read. */
export interface PageRows<T> {
  readonly edges: readonly Edge<T>[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/**
 * Whether there is more on either side of a page: where it was cut off, what was read tells; on the other side, the cursor
 * it begins or ends at is itself an item.
 * @param isCut whether there was more than its size
 */
export function beyond({ fromEnd, after, before }: PageRequest, isCut: boolean): Omit<PageRows<never>, 'edges'> {
  return fromEnd
    ? { hasNextPage: before !== null, hasPreviousPage: isCut }
    : { hasNextPage: isCut, hasPreviousPage: after !== null };
}

/** One page of a list. Nothing is read before it is asked for, and what is asked for twice is read once. */
export class Connection<T> {
  private rows: Promise<PageRows<T>> | null = null;

  constructor(
    private readonly read: () => Promise<PageRows<T>>,
    private readonly count: () => Promise<number>,
  ) {}

  get edges(): Promise<readonly Edge<T>[]> {
    return this.readOnce().then(({ edges }) => edges);
  }

  get nodes(): Promise<readonly T[]> {
    return this.readOnce().then(({ edges }) => edges.map(({ node }) => node));
  }

  get pageInfo(): Promise<PageInfo> {
    return this.readOnce().then(({ edges, hasNextPage, hasPreviousPage }) => ({
      hasNextPage,
      hasPreviousPage,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    }));
  }

  get totalCount(): Promise<number> {
    return this.count();
  }

  private readOnce(): Promise<PageRows<T>> {
    this.rows ??= this.read();
    return this.rows;
  }
}

/** The connection of a list that has nothing in it. */
export function emptyConnection<T>(): Connection<T> {
  return new Connection<T>(
    async () => ({ edges: [], hasNextPage: false, hasPreviousPage: false }),
    async () => 0,
  );
}

/** Makes the two types of a Relay connection over `Node`: `<name>Connection` and `<name>Edge`. */
export function connectionOf<T extends object>(Node: ClassType<T>, name: string): ClassType<Connection<T>> {
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
  return NodeConnection as unknown as ClassType<Connection<T>>;
}
