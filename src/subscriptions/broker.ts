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
import { SingleFlight } from '../database/single-flight';
import { inSnapshot } from '../database/transaction';
import { Refusal } from '../errors/refusal';
import { Role, type Viewer } from '../graphql/authorize/viewer';
import { CacheScopes } from '../graphql/cache/scope';
import type { Context } from '../graphql/context';
import { RowCache } from '../graphql/loading/row-cache';
import { type Entry, readSince } from '../log/read-since';
import type { LogTailer } from '../log/tailer';
import { OutboundQueue, type OutboundQueueOptions } from './outbound-queue';
import { SharedLog } from './shared-log';
import { SharedQuery, type Snapshot } from './shared-query';
import { SerializedResult, type Sink } from './sink';
import { isSource, type LogSource, type StateSource, type SubscriptionSource } from './source';

export interface BrokerOptions extends OutboundQueueOptions {
  readonly schema: GraphQLSchema;
  readonly db: DataSource;
  readonly tailer: LogTailer;
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
  readonly contextAt: (like: Context, at: Pick<Context, 'read' | 'sequence'> & { kept?: RowCache }) => Context;
  /** An execution result as it is sent, with its errors made safe. */
  readonly present: (result: ExecutionResult, context: Context) => unknown;
}

/** What a state group remembers of its last snapshot. */
interface Memory {
  /** Null before the first. */
  sequence: number | null;
  readonly kept: RowCache;
}

/** What graphql-ws gets instead of results: it never yields, since groups write to the sockets themselves. */
export interface OpenSubscription extends AsyncIterableIterator<never> {
  return(): Promise<IteratorResult<never>>;
}

/**
 * Serves subscriptions by groups: everybody who asked the same of the same state, and is of one audience, shares one
 * execution per change and one serialisation. Sits at graphql-ws's `subscribe` option and nowhere else.
 */
export class SubscriptionBroker {
  private readonly states = new Map<string, SharedQuery>();
  private readonly logs = new Map<string, SharedLog>();
  /** Keys of the groups the public has opened. */
  private readonly ofPublic = new Set<string>();
  private readonly ids = new WeakMap<DocumentNode, number>();
  private readonly audiences: CacheScopes;
  private readonly sources = new SingleFlight<Awaited<ReturnType<typeof createSourceEventStream>>>();
  private lastId = 0;
  /** Executions since the start: one a change and group, however many are in it. */
  executions = 0;
  /** Subscriptions open, in all groups. */
  subscribers = 0;

  constructor(private readonly options: BrokerOptions) {
    this.audiences = new CacheScopes(options.schema);
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
  async subscribe(args: ExecutionArgs, sink: Sink): Promise<OpenSubscription | ExecutionResult> {
    const source = await this.sources.run(this.questionOf(args), () => createSourceEventStream(args));
    if (!isSource(source)) return source as ExecutionResult;
    const context = args.contextValue as Context;
    const key = this.keyOf(args, source, context);
    const refusal = this.refusalOf(key, context.viewer);
    if (refusal) return { errors: [new GraphQLError(refusal.message, { originalError: refusal })] };
    return source.kind === 'state' ? this.joinState(key, source, args, sink) : this.joinLog(key, source, args, sink);
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

  private joinState(key: string, source: StateSource, args: ExecutionArgs, sink: Sink): OpenSubscription {
    const queue = new OutboundQueue(sink, this.options);
    const group = this.states.get(key) ?? this.startState(key, source, { ...args });
    group.join(queue);
    return this.subscription(group, queue);
  }

  private joinLog(key: string, source: LogSource, args: ExecutionArgs, sink: Sink): OpenSubscription {
    const group = this.logs.get(key) ?? this.startLog(key, source, { ...args });
    const queue = new OutboundQueue(
      sink,
      this.options,
      (member) => `too slow; resume after ${group.positionOf(member)}`,
    );
    group.join(queue, source.after);
    return this.subscription(group, queue);
  }

  private subscription(group: { leave(member: OutboundQueue): void }, queue: OutboundQueue): GroupSubscription {
    this.subscribers += 1;
    return new GroupSubscription(() => {
      this.subscribers -= 1;
      group.leave(queue);
    });
  }

  private startState(key: string, source: StateSource, args: ExecutionArgs): SharedQuery {
    const memory: Memory = { sequence: null, kept: new RowCache() };
    const group: SharedQuery = new SharedQuery(source, {
      coalesceMs: this.options.coalesceMs,
      read: () => this.readState(source, args, memory),
      report: this.options.report,
      onServed: (at) => this.options.onServed(source.stream, at),
      onEmpty: () => {
        if (this.states.get(key) === group) this.forget(this.states, key);
      },
    });
    this.states.set(key, group);
    void group.start(this.options.tailer);
    return group;
  }

  private startLog(key: string, source: LogSource, args: ExecutionArgs): SharedLog {
    const group: SharedLog = new SharedLog({
      stream: source.stream,
      readSince: (after, limit) => readSince(this.options.db, source.stream, after, limit),
      render: (entry) => this.renderEntry(entry, args),
      report: this.options.report,
      onServed: (at) => this.options.onServed(source.stream, at),
      onEmpty: () => {
        if (this.logs.get(key) === group) this.forget(this.logs, key);
      },
    });
    this.logs.set(key, group);
    void group.start(this.options.tailer);
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
  private readState(source: StateSource, args: ExecutionArgs, memory: Memory): Promise<Snapshot> {
    this.executions += 1;
    const stream = escapeLiteral(source.stream);
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

  private async renderEntry(entry: Entry, args: ExecutionArgs): Promise<SerializedResult> {
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

  private bodyOf(result: ExecutionResult, context: Context): SerializedResult {
    return new SerializedResult(JSON.stringify(this.options.present(result, context)));
  }

  private keyOf(args: ExecutionArgs, source: SubscriptionSource, context: Context): string {
    const what = source.kind === 'state' ? [source.stream, ...source.topics] : [source.stream];
    const skip = source.kind === 'log' ? afterVariable(args) : null;
    const variables = Object.entries(args.variableValues ?? {}).filter(([name]) => name !== skip);
    const audience = this.audiences.keyOf(args.document, context.viewer);
    return JSON.stringify([this.idOf(args.document), args.operationName ?? null, what, variables, audience]);
  }

  /** Documents are parsed once and shared (graphql/documents), so the same text is the same object here. */
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
class GroupSubscription implements OpenSubscription {
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
