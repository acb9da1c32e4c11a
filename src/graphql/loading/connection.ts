import { Max, Min } from 'class-validator';
import { ArgsType, type ClassType, Field, Int, ObjectType } from 'type-graphql';

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

  @Field(() => String, { nullable: true, description: 'Cursor of the first edge.' })
  startCursor: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last edge; pass it as `after`.' })
  endCursor: string | null;
}

/** Which page of a list. */
export interface PageRequest {
  readonly first: number;
  readonly after: string | null;
}

/** The arguments of a connection. */
export interface PageArguments {
  first: number | null;
  after: string | null;
  /** The page they ask for: `first: null` is the usual size, as if it were left out. */
  readonly page: PageRequest;
}

/** Makes the arguments of a connection whose pages have `usual` items unless asked otherwise, and at most `most`. */
export function pageArgs(usual: number, most: number): new () => PageArguments {
  @ArgsType()
  class Arguments implements PageArguments {
    @Field(() => Int, {
      nullable: true,
      defaultValue: usual,
      description: `How many at most, 1 to ${most}; null is the default.`,
    })
    @Min(1)
    @Max(most)
    first: number | null;

    @Field(() => String, { nullable: true, description: 'Cursor to go on from.' })
    after: string | null;

    get page(): PageRequest {
      return { first: this.first ?? usual, after: this.after ?? null };
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
}

/** One page of a list. Nothing is read before it is asked for, and what is asked for twice is read once. */
export class Connection<T> {
  private rows: Promise<PageRows<T>> | null = null;

  /** @param continued whether the page goes on from a cursor */
  constructor(
    private readonly read: () => Promise<PageRows<T>>,
    private readonly count: () => Promise<number>,
    private readonly continued: boolean,
  ) {}

  get edges(): Promise<readonly Edge<T>[]> {
    return this.readOnce().then(({ edges }) => edges);
  }

  get nodes(): Promise<readonly T[]> {
    return this.readOnce().then(({ edges }) => edges.map(({ node }) => node));
  }

  get pageInfo(): Promise<PageInfo> {
    return this.readOnce().then(({ edges, hasNextPage }) => ({
      hasNextPage,
      hasPreviousPage: this.continued,
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
    async () => ({ edges: [], hasNextPage: false }),
    async () => 0,
    false,
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
