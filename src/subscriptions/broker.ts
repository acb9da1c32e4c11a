import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
} from 'graphql';
import { escapeLiteral } from 'pg';
import type { DataSource } from 'typeorm';
import { isAway } from '../database/faults';
import { inSnapshot } from '../database/transaction';
import { Refusal } from '../errors/refusal';
import { type Entry, readSince } from '../log/read-since';
import type { Context } from '../graphql/context';
import { KeptRows } from '../graphql/loading/row-cache';
import { Role, type Viewer } from '../graphql/authorize/viewer';
import { Audiences } from '../graphql/cache/scope';
import { type Feed, isFeed, type LogFeed, type StateFeed } from './source';
import type { Follower } from '../log/tailer';
import { LogGroup } from './shared-log';
import { Mailbox, type MailboxOptions } from './outbound-queue';
import { Sharing } from '../database/single-flight';
import { type Snapshot, StateGroup } from './shared-query';
import { Body, type Wire } from './sink';

export interface HubOptions extends MailboxOptions {
  readonly schema: GraphQLSchema;
  readonly db: DataSource;
  readonly follower: Follower;
  /** Least time between two executions of one group, in milliseconds. */
  readonly coalesceMs: number;
  /** Groups served at once. */
  readonly maxGroups: number;
  /** Of these, how many the public may open: it needs no name to ask for ever new things. */
  readonly maxPublicGroups: number;
  readonly report: (error: unknown) => void;
  /** The change written to this log at this time has been handed to the connections of a group. */
  readonly onServed: (stream: string, at: Date) => void;
  /** A fresh context like the given one, reading from `read` at `sequence`. */
  readonly contextAt: (like: Context, at: Pick<Context, 'read' | 'sequence'> & { kept?: KeptRows }) => Context;
  /** An execution result as it is sent, with its errors made safe. */
  readonly present: (result: ExecutionResult, context: Context) => unknown;
}

/** What a state group remembers of its last snapshot. */
interface Memory {
  /** Null before the first. */
  sequence: number | null;
  readonly kept: KeptRows;
}

/** What graphql-ws gets instead of results: it never yields, since groups write to the sockets themselves. */
export interface Seat extends AsyncIterableIterator<never> {
  return(): Promise<IteratorResult<never>>;
}

/**
 * Serves subscriptions by groups: everybody who asked the same of the same state, and is of one audience, shares one
 * execution per change and one serialisation. Sits at graphql-ws's `subscribe` option and nowhere else.
 */
export class Hub {
  private readonly states = new Map<string, StateGroup>();
  private readonly logs = new Map<string, LogGroup>();
  /** Keys of the groups the public has opened. */
  private readonly ofPublic = new Set<string>();
  private readonly ids = new WeakMap<DocumentNode, number>();
  private readonly audiences: Audiences;
  private readonly sources = new Sharing<Awaited<ReturnType<typeof createSourceEventStream>>>();
  private lastId = 0;
  /** Executions since the start: one a change and group, however many are in it. */
  executions = 0;
  /** Subscriptions open, in all groups. */
  subscribers = 0;

  constructor(private readonly options: HubOptions) {
    this.audiences = new Audiences(options.schema);
  }

  /** Groups that are being served; 0 when nobody is subscribed. */
  get size(): number {
    return this.states.size + this.logs.size;
  }

  /**
   * Lets a connection join. The field's own `subscribe` runs first, once for all of one audience who ask the same
   * together: who may not see something gets the refusal here and never reaches a group. `args` may be emptied by the
   * caller afterwards.
   */
  async subscribe(args: ExecutionArgs, wire: Wire): Promise<Seat | ExecutionResult> {
    const source = await this.sources.run(this.questionOf(args), () => createSourceEventStream(args));
    if (!isFeed(source)) return source as ExecutionResult;
    const context = args.contextValue as Context;
    const key = this.keyOf(args, source, context);
    const refusal = this.refusalOf(key, context.viewer);
    if (refusal) return { errors: [new GraphQLError(refusal.message, { originalError: refusal })] };
    return source.kind === 'state' ? this.joinState(key, source, args, wire) : this.joinLog(key, source, args, wire);
  }

  /** Tells equal questions of one audience from others. */
  private questionOf({ document, operationName, variableValues, contextValue }: ExecutionArgs): string {
    const audience = this.audiences.keyOf(document, (contextValue as Context).viewer);
    return JSON.stringify([this.idOf(document), operationName ?? null, variableValues ?? null, audience]);
  }

  /** Why one group more may not be opened, or null; who joins one that is there is always welcome. */
  private refusalOf(key: string, { role }: Viewer): Refusal | null {
    if (this.states.has(key) || this.logs.has(key)) return null;
    const { maxGroups, maxPublicGroups } = this.options;
    const isFull = this.size >= maxGroups || (role === Role.PUBLIC && this.ofPublic.size >= maxPublicGroups);
    if (isFull) return new Refusal('TOO_MANY_SUBSCRIPTIONS');
    if (role === Role.PUBLIC) this.ofPublic.add(key);
    return null;
  }

  private joinState(key: string, feed: StateFeed, args: ExecutionArgs, wire: Wire): Seat {
    const mailbox = new Mailbox(wire, this.options);
    const group = this.states.get(key) ?? this.startState(key, feed, { ...args });
    group.join(mailbox);
    return this.seat(group, mailbox);
  }

  private joinLog(key: string, feed: LogFeed, args: ExecutionArgs, wire: Wire): Seat {
    const group = this.logs.get(key) ?? this.startLog(key, feed, { ...args });
    const mailbox = new Mailbox(wire, this.options, (member) => `too slow; resume after ${group.positionOf(member)}`);
    group.join(mailbox, feed.after);
    return this.seat(group, mailbox);
  }

  private seat(group: { leave(member: Mailbox): void }, mailbox: Mailbox): GroupSeat {
    this.subscribers += 1;
    return new GroupSeat(() => {
      this.subscribers -= 1;
      group.leave(mailbox);
    });
  }

  private startState(key: string, feed: StateFeed, args: ExecutionArgs): StateGroup {
    const memory: Memory = { sequence: null, kept: new KeptRows() };
    const group: StateGroup = new StateGroup(feed, {
      coalesceMs: this.options.coalesceMs,
      read: () => this.readState(feed, args, memory),
      report: this.options.report,
      onServed: (at) => this.options.onServed(feed.stream, at),
      onEmpty: () => {
        if (this.states.get(key) === group) this.forget(this.states, key);
      },
    });
    this.states.set(key, group);
    void group.start(this.options.follower);
    return group;
  }

  private startLog(key: string, feed: LogFeed, args: ExecutionArgs): LogGroup {
    const group: LogGroup = new LogGroup({
      stream: feed.stream,
      readSince: (after, limit) => readSince(this.options.db, feed.stream, after, limit),
      render: (entry) => this.renderEntry(entry, args),
      report: this.options.report,
      onServed: (at) => this.options.onServed(feed.stream, at),
      onEmpty: () => {
        if (this.logs.get(key) === group) this.forget(this.logs, key);
      },
    });
    this.logs.set(key, group);
    void group.start(this.options.follower);
    return group;
  }

  private forget(groups: Map<string, unknown>, key: string): void {
    groups.delete(key);
    this.ofPublic.delete(key);
  }

  /**
   * One snapshot of the database: where the log stands in it, and what has been written since the last one, come with
   * its beginning; so what is kept from before is dropped exactly when this snapshot may differ.
   */
  private readState(feed: StateFeed, args: ExecutionArgs, memory: Memory): Promise<Snapshot> {
    this.executions += 1;
    const stream = escapeLiteral(feed.stream);
    const head = `select sequence from log_head where stream = ${stream}`;
    const kinds = `select distinct kind from event where stream = ${stream} and sequence > ${memory.sequence}`;
    return inSnapshot(
      this.options.db,
      async (read, [heads, written]: readonly (readonly { sequence: string; kind: string }[])[]) => {
        const sequence = Number(heads?.[0]?.sequence ?? 0);
        memory.kept.touch(written?.map(({ kind }) => kind) ?? []);
        const context = this.options.contextAt(args.contextValue as Context, { read, sequence, kept: memory.kept });
        const result = await execute({ ...args, contextValue: context });
        // A state with a hole in it must not be taken for the state: the group tries again.
        const fault = faultOf(result);
        if (fault) throw fault;
        memory.sequence = sequence;
        return { sequence, body: this.bodyOf(result, context) };
      },
      [head, ...(memory.sequence === null ? [] : [kinds])],
    );
  }

  private async renderEntry(entry: Entry, args: ExecutionArgs): Promise<Body> {
    this.executions += 1;
    const like = args.contextValue as Context;
    const context = this.options.contextAt(like, { read: this.options.db.manager, sequence: entry.sequence });
    const result = await execute({ ...args, contextValue: context, rootValue: entry });
    // Read again when the database is back. Any other fault is shown in the entry's place: readers know which it was,
    // and one entry that cannot be shown must not hide those after it.
    const fault = faultOf(result);
    if (fault && isAway(fault.originalError)) throw fault;
    return this.bodyOf(result, context);
  }

  private bodyOf(result: ExecutionResult, context: Context): Body {
    return new Body(JSON.stringify(this.options.present(result, context)));
  }

  private keyOf(args: ExecutionArgs, feed: Feed, context: Context): string {
    const what = feed.kind === 'state' ? [feed.stream, ...feed.topics] : [feed.stream];
    const skip = feed.kind === 'log' ? afterVariable(args) : null;
    const variables = Object.entries(args.variableValues ?? {}).filter(([name]) => name !== skip);
    const audience = this.audiences.keyOf(args.document, context.viewer);
    return JSON.stringify([this.idOf(args.document), args.operationName ?? null, what, variables, audience]);
  }

  /** Documents are parsed once and shared (request/documents), so the same text is the same object here. */
  private idOf(document: DocumentNode): number {
    let id = this.ids.get(document);
    if (id === undefined) {
      this.lastId += 1;
      id = this.lastId;
      this.ids.set(document, id);
    }
    return id;
  }
}

/** What failed in a result and was to succeed; refusals are answers. */
function faultOf({ errors }: ExecutionResult): GraphQLError | undefined {
  return errors?.find(({ originalError }) => originalError && !isAnswer(originalError));
}

function isAnswer(error: Error): boolean {
  return error instanceof Refusal || error instanceof GraphQLError;
}

/** Name of the variable given as `after`: readers of one log share a group whatever position each starts from. */
function afterVariable(args: ExecutionArgs): string | null {
  const root = getOperationAST(args.document, args.operationName)?.selectionSet.selections[0];
  if (root?.kind !== 'Field') return null;
  const value = root.arguments?.find((argument) => argument.name.value === 'after')?.value;
  return value?.kind === 'Variable' ? value.name.value : null;
}

/** The iterator a protocol holds: open until it is returned, when the client completes or its connection closes. */
class GroupSeat implements Seat {
  private end: (() => void) | null = null;
  private left = false;

  constructor(private readonly leave: () => void) {}

  async next(): Promise<IteratorResult<never>> {
    if (!this.left) {
      await new Promise<void>((resolve) => {
        this.end = resolve;
      });
    }
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<never>> {
    if (!this.left) this.leave();
    this.left = true;
    this.end?.();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator]() {
    return this;
  }
}
