import { createSourceEventStream, type ExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql';
import { escapeLiteral } from 'pg';
import type { Database } from '../database/database';
import { isAway } from '../database/faults';
import { SingleFlight } from '../database/single-flight';
import { inSnapshot } from '../database/transaction';
import { Refusal } from '../errors/refusal';
import { Role, type Viewer } from '../graphql/authorize/viewer';
import type { Context } from '../graphql/context';
import type { Execution, Executor } from '../graphql/execute';
import { type Lanes, quickUnits } from '../graphql/lanes';
import { RowCache } from '../graphql/loading/row-cache';
import type { Caller, Pipeline, Prepared } from '../graphql/pipeline';
import type { Result } from '../graphql/result';
import { type Cost, SerializedResult } from '../graphql/serialized-result';
import { reachesFurther } from '../log/local-kinds';
import { type Entry, readSince, requireReached } from '../log/read-since';
import type { LogTailer } from '../log/tailer';
import type { FollowedStates } from './followed-states';
import { GroupSubscription, type OpenSubscription } from './group-subscription';
import { OutboundQueue, type OutboundQueueOptions } from './outbound-queue';
import { SharedLog } from './shared-log';
import { SharedQuery, type Snapshot } from './shared-query';
import type { Sink } from './sink';
import { isSource, type LogSource, type StateSource, type SubscriptionSource } from './source';
import { YieldingLoop } from './yielding-loop';

export interface BrokerOptions extends OutboundQueueOptions {
  readonly schema: GraphQLSchema;
  readonly db: Database;
  readonly pipeline: Pipeline;
  readonly executor: Executor;
  readonly lanes: Lanes;
  readonly tailer: LogTailer;
  /** Least time between two executions of one group, in milliseconds. */
  readonly coalesceMs: number;
  /** Groups served at once. */
  readonly maxGroups: number;
  /** Of these, how many the public may open: it needs no name to ask for ever new things. */
  readonly maxPublicGroups: number;
  readonly report: (error: unknown) => void;
  /** Told of each state that is followed. */
  readonly followed: FollowedStates;
  /** The change written to this log at this time has been handed to the connections of a group. */
  readonly onServed: (stream: string, at: Date) => void;
}

/** What a shared query remembers of its last execution. */
interface Memory {
  /** Position of its snapshot; null before the first. */
  sequence: number | null;
  /** Units it used; null before the first. */
  units: number | null;
  readonly kept: RowCache;
}

/**
 * Serves subscriptions by groups: everybody who asked the same of the same state, and is of one audience, shares one
 * execution per change and one serialisation. Every transport joins here, with an operation the pipeline has prepared.
 */
export class SubscriptionBroker {
  private readonly states = new Map<string, SharedQuery>();
  private readonly logs = new Map<string, SharedLog>();
  /** Keys of the groups the public has opened. */
  private readonly ofPublic = new Set<string>();
  private readonly sources = new SingleFlight<Awaited<ReturnType<typeof createSourceEventStream>>>();
  private readonly loop = new YieldingLoop();
  /** Executions since the start: one a change and group, however many are in it. */
  executions = 0;
  /** Subscriptions open, in all groups. */
  subscribers = 0;

  constructor(private readonly options: BrokerOptions) {}

  /** Groups that are being served; 0 when nobody is subscribed. */
  get size(): number {
    return this.states.size + this.logs.size;
  }

  /**
   * Lets a connection join. The field's own `subscribe` runs first, once for all of one audience who ask the same
   * together: who may not see something gets the refusal here and never reaches a group. What comes of it is on record.
   */
  async subscribe(prepared: Prepared, sink: Sink): Promise<OpenSubscription | Result> {
    const { pipeline } = this.options;
    const { caller, operation } = prepared;
    try {
      const tooLarge = pipeline.recentlyTooLarge(prepared);
      if (tooLarge) return pipeline.refuse([tooLarge], caller, operation);
      const found = await this.sourceOf(prepared);
      if (!isSource(found)) return pipeline.refuse((found as ExecutionResult).errors ?? [], caller, operation);
      const source = await this.resumed(found, caller);
      const key = groupKey(prepared, source);
      const refusal = this.refusalOf(key, caller.viewer);
      if (refusal) return pipeline.refuse([refusal], caller, operation);
      pipeline.record(caller, operation, 'OK');
      return source.kind === 'state'
        ? this.joinState(key, source, prepared, sink)
        : this.joinLog(key, source, prepared, sink);
    } catch (error) {
      return pipeline.refuse([error], caller, operation);
    }
  }

  private sourceOf(prepared: Prepared) {
    const find = () => this.findSource(prepared, this.options.pipeline.contextOf(prepared));
    return prepared.key === null ? find() : this.sources.run(prepared.key, find);
  }

  private findSource({ operation, variables }: Prepared, contextValue: Context) {
    return createSourceEventStream({
      schema: this.options.schema,
      document: operation.document,
      operationName: operation.node.name?.value,
      variableValues: variables,
      contextValue,
    });
  }

  /**
   * What those in a group end with who may no longer follow what they began to; null while they may. Asked as they asked
   * when they came, of a read that begins now.
   */
  private async lost(prepared: Prepared, context = this.options.pipeline.contextOf(prepared)) {
    const found = await this.findSource(prepared, context);
    if (isSource(found)) return null;
    const result: ExecutionResult = { ...(found as ExecutionResult), data: null };
    const fault = faultOf(result);
    if (fault) throw fault;
    return this.serialize(result, context);
  }

  /** A log after the entry its reader names as the last it had, where the request does; anything else as it is. */
  private async resumed(source: SubscriptionSource, { lastEventId = '' }: Caller): Promise<SubscriptionSource> {
    if (source.kind === 'state' || lastEventId === '') return source;
    if (!/^\d{1,15}$/.test(lastEventId)) throw new Refusal('BAD_REQUEST', { problem: 'Last-Event-ID' });
    const after = Number(lastEventId);
    await requireReached(this.options.db.reads, source.stream, after);
    return { ...source, after };
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

  private joinState(key: string, source: StateSource, prepared: Prepared, sink: Sink): OpenSubscription {
    const group = this.states.get(key) ?? this.startState(key, source, prepared);
    const queue = new OutboundQueue(sink, this.options);
    return this.open(group, queue, () => group.join(queue));
  }

  private joinLog(key: string, source: LogSource, prepared: Prepared, sink: Sink): OpenSubscription {
    const group = this.logs.get(key) ?? this.startLog(key, source, prepared);
    const queue = new OutboundQueue(sink, this.options, (member) => group.positionOf(member));
    return this.open(group, queue, () => group.join(queue, source.after));
  }

  private open(group: { leave(member: OutboundQueue): void }, queue: OutboundQueue, join: () => void) {
    this.subscribers += 1;
    const subscription = new GroupSubscription(() => {
      this.subscribers -= 1;
      group.leave(queue);
    });
    queue.onEnd = (last) => subscription.end(last);
    join();
    return subscription;
  }

  private startState(key: string, source: StateSource, prepared: Prepared): SharedQuery {
    const memory: Memory = { sequence: null, units: null, kept: new RowCache() };
    const group: SharedQuery = new SharedQuery(source, {
      loop: this.loop,
      coalesceMs: this.options.coalesceMs,
      read: () => this.readInLane(source, prepared, memory),
      lost: () => this.lost(prepared),
      report: this.options.report,
      onServed: (at) => this.options.onServed(source.stream, at),
      onEmpty: () => {
        this.options.followed.leave(source.topics, group);
        if (this.states.get(key) === group) this.forget(this.states, key);
      },
    });
    this.states.set(key, group);
    this.options.followed.come(source.topics, group);
    void group.start(this.options.tailer);
    return group;
  }

  private startLog(key: string, source: LogSource, prepared: Prepared): SharedLog {
    const group: SharedLog = new SharedLog({
      loop: this.loop,
      stream: source.stream,
      readSince: (after, limit) => readSince(this.options.db.reads, source.stream, after, limit),
      lost: () => this.lost(prepared),
      render: (entry) => this.renderEntry(entry, prepared),
      readPage: (read) => this.readPage(prepared, read),
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

  private readInLane(source: StateSource, prepared: Prepared, memory: Memory): Promise<Snapshot> {
    const isPublic = prepared.caller.viewer.role === Role.PUBLIC;
    const isQuick = memory.units !== null && memory.units <= quickUnits;
    const work = { isQuick, isPublic };
    return this.options.lanes.run(work, async () => {
      const snapshot = await this.readState(source, prepared, memory);
      this.options.lanes.charge(work, memory.units ?? 0, snapshot.body.text.length);
      return snapshot;
    });
  }

  /**
   * One snapshot of the database: where the log stands in it, and what has been written since the last one, come with
   * its beginning; so what is kept from before is dropped exactly when this snapshot may differ.
   */
  private readState(source: StateSource, prepared: Prepared, memory: Memory): Promise<Snapshot> {
    this.executions += 1;
    const { pipeline, executor, db } = this.options;
    const stream = escapeLiteral(source.stream);
    const head = `select sequence from log_head where stream = ${stream}`;
    const kindsSince = `select distinct kind from event where stream = ${stream} and sequence > ${memory.sequence}`;
    return inSnapshot(
      db,
      async (read, [heads, written]: readonly (readonly { sequence: string; kind: string }[])[]) => {
        const sequence = Number(heads?.[0]?.sequence ?? 0);
        const kinds = written?.map(({ kind }) => kind) ?? [];
        memory.kept.touch(kinds);
        const asking = kinds.some(reachesFurther) ? pipeline.contextOf(prepared, { read, sequence }) : null;
        const last = asking && (await this.lost(prepared, asking));
        if (last) return { sequence, body: last, isLast: true };
        const budget = pipeline.budgetOf(prepared.caller);
        // What another conference changes stands in its own log, which is not heard here.
        const kept = prepared.operation.cacheScope.isLocal ? { kept: memory.kept } : {};
        const context = pipeline.contextOf(prepared, { read, sequence, budget, ...kept });
        const result = await executor.execute(prepared, context);
        memory.units = budget.units;
        const [error] = result.errors ?? [];
        if (budget.isSpent && error) pipeline.rememberTooLarge(prepared, error);
        // A state with a hole in it must not be taken for the state: the group tries again.
        const fault = budget.isSpent ? undefined : faultOf(result);
        if (fault) throw fault;
        memory.sequence = sequence;
        const cost = { asked: prepared.cost, used: budget.usedForResult };
        return { sequence, body: this.serialize(result, context, null, cost), isLast: budget.isSpent };
      },
      [head, ...(memory.sequence === null ? [] : [kindsSince])],
    );
  }

  /** Pages of the log are read and rendered in turn with what others read. */
  private readPage<T>(prepared: Prepared, read: () => Promise<T>): Promise<T> {
    const { lanes } = this.options;
    const work = { isQuick: true, isPublic: prepared.caller.viewer.role === Role.PUBLIC };
    return lanes.run(work, async () => {
      lanes.charge(work, pageUnits);
      return read();
    });
  }

  private async renderEntry(entry: Entry, prepared: Prepared): Promise<SerializedResult> {
    this.executions += 1;
    const { pipeline, executor } = this.options;
    const { operation, variables, caller } = prepared;
    const execution: Execution = { operation, variables, rootValue: entry };
    const budget = pipeline.budgetOf(caller);
    const parts = { sequence: entry.sequence, budget };
    const result = await pipeline.inContext(prepared, parts, (context) => executor.execute(execution, context));
    // Read again when the database is back. Any other fault is shown in the entry's place: readers know which it was,
    // and one entry that cannot be shown must not hide those after it.
    const fault = faultOf(result);
    if (fault && isAway(fault.originalError)) throw fault;
    return this.serialize(result, caller, entry.sequence, { asked: prepared.cost, used: budget.usedForResult });
  }

  private serialize(
    { errors, data }: ExecutionResult,
    { requestId }: Pick<Context, 'requestId'>,
    position: number | null = null,
    cost: Cost | null = null,
  ) {
    const shown = errors && this.options.pipeline.format(errors, requestId);
    return new SerializedResult(JSON.stringify({ errors: shown, data }), position, cost);
  }
}

/** What a page of a log takes to render and send, in units, about. */
const pageUnits = 2_000;

/** Tells groups from each other: what is asked of which state or log, for whom. */
function groupKey({ operation, variables, caller }: Prepared, source: SubscriptionSource): string {
  const what = source.kind === 'state' ? [source.stream, ...source.topics] : [source.stream];
  // Readers of one log share a group whatever position each starts from.
  const skip = source.kind === 'log' ? operation.afterVariable : null;
  const shared = Object.fromEntries(Object.entries(variables).filter(([name]) => name !== skip));
  return JSON.stringify([what, operation.keyFor(shared, caller.viewer)]);
}

/** What failed in a result and was to succeed; refusals are answers. */
function faultOf({ errors }: ExecutionResult): GraphQLError | undefined {
  return errors?.find(({ originalError }) => originalError && !isAnswer(originalError));
}

function isAnswer(error: Error): boolean {
  return error instanceof Refusal || error instanceof GraphQLError;
}
