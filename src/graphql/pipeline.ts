import { type ExecutionResult, GraphQLError, type GraphQLFormattedError } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Database } from '../database/database';
import { Snapshot } from '../database/snapshot';
import { codes } from '../errors/codes';
import { Refusal } from '../errors/refusal';
import type { Report } from '../errors/report';
import type { SpendingLimiter } from '../limits/spending-limiter';
import { type Authenticated, Role } from './authorize/viewer';
import { type Allowance, Budget } from './budget';
import type { ResultCache } from './cache/result-cache';
import { type CallerConnection, type Context, type ContextParts, type ContextServices, makeContext } from './context';
import { documentTooLarge } from './document-limits';
import type { Documents, ReadDocument } from './documents';
import type { Executor } from './execute';
import { formatError } from './format-error';
import { type Lanes, quickUnits, type Work } from './lanes';
import type { Operation } from './operation';
import type { OperationRecord, RecordOperation, TransportName } from './operation-record';
import type { Pacer } from './pacer';
import type { OperationParams } from './params';
import { executed, type Result, refused } from './result';
import { retryAfter } from './unavailable';

/** One exchange, as a transport describes it. */
export interface Caller {
  readonly viewer: Authenticated;
  readonly connection: CallerConnection;
  readonly requestId: string;
  readonly transport: TransportName;
  /** Kinds of operations this exchange can carry: a GET changes nothing, a plain answer carries no subscription. */
  readonly carries: { readonly mutations: boolean; readonly subscriptions: boolean };
  /** By `performance.now()`. */
  readonly startedAtMs: number;
  /** Header of the request by which its sender joins our span to its own (W3C Trace Context). */
  readonly traceparent?: unknown;
  /** Header of the request by which a reader of a log says which entry it had last; goes before `after`. */
  readonly lastEventId?: string | undefined;
}

/** An operation that may be run. */
export interface Prepared {
  readonly operation: Operation;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly caller: Caller;
  /** What it will use, in units, about. */
  readonly cost: number;
  /** Tells it from all others that are not the same for this audience; null for what cannot be told. */
  readonly key: string | null;
}

export interface PipelineParts {
  readonly db: Database;
  readonly services: ContextServices;
  readonly documents: Documents;
  readonly executor: Executor;
  /** Null when every query is to be executed. */
  readonly results: ResultCache | null;
  readonly lanes: Lanes;
  readonly pacer: Pacer;
  readonly spending: SpendingLimiter;
  readonly limits: PipelineLimits;
  readonly operations: { readonly done: RecordOperation };
  readonly report: Report;
}

export interface PipelineLimits {
  readonly maxCost: number;
  readonly publicAllowance: Allowance;
  readonly allowance: Allowance;
  /** Whether the public may send this document. */
  readonly isListed: (document: string) => boolean;
}

/** How long an operation that was over its budget is refused at once, in milliseconds. */
const refusedForMs = 10_000;
const keptRefusals = 1_000;
/** What is charged for a result that nobody had to compute, in units. */
const reusedUnits = 1;
/** What reading a document for the first time is charged, in units for each of its characters. */
const unitsPerCharacter = 1;
/** What an act is charged, in units. */
const actUnits = 50;

/**
 * The one way of every operation, whatever transport it came on: `prepare` reads, checks and weighs it, `run` executes
 * it within a budget, in its lane, or finds its result made before. Subscriptions are prepared here and run by the
 * broker (subscriptions/broker).
 */
export class Pipeline {
  /** Operations that were over their budget a moment ago, by key. */
  private readonly tooLarge = new LRUCache<string, GraphQLError>({ max: keptRefusals, ttl: refusedForMs });

  constructor(private readonly parts: PipelineParts) {}

  /** The operation, or its refusal, which is on record then. Everything known of a document is found out once. */
  prepare(params: OperationParams, caller: Caller): Prepared | Result | Promise<Prepared | Result> {
    if (params.isPersisted) return this.refuse([notPersisted()], caller, null, persistedHead);
    const read = this.parts.documents.known(params.query);
    return read ? this.prepareRead(read, params, caller) : this.prepareUnknown(params, caller);
  }

  /** Reading a text for the first time takes milliseconds of the event loop: it waits for its turn like an execution. */
  private async prepareUnknown(params: OperationParams, caller: Caller): Promise<Prepared | Result> {
    const { lanes, documents } = this.parts;
    const work = { isQuick: true, isPublic: caller.viewer.role === Role.PUBLIC };
    const units = params.query.length * unitsPerCharacter;
    try {
      const waitSeconds = this.parts.spending.spend(payerOf(caller), units);
      if (waitSeconds > 0) return this.refuse([rateLimited(waitSeconds).error], caller, null, rateLimited(waitSeconds));
      const read = await lanes.run(work, async () => {
        lanes.charge(work, units);
        return documents.read(params.query);
      });
      return this.prepareRead(read, params, caller);
    } catch (error) {
      const result = this.failed(error, caller);
      this.record(caller, null, result.code);
      return result;
    }
  }

  private prepareRead(read: ReadDocument, params: OperationParams, caller: Caller): Prepared | Result {
    if ('errors' in read) return this.refuse(read.errors, caller);
    const operation = read.operation(params.operationName);
    if (!operation) return this.refuse([unresolved(params.operationName)], caller);
    const cost = operation.cost(params.variables);
    const prepared = {
      operation,
      variables: params.variables,
      caller,
      cost,
      key: operation.kind === 'mutation' ? null : operation.keyFor(params.variables, caller.viewer),
    };
    const refusal = this.refusalOf(prepared, params.query);
    return refusal ? this.refuse([refusal.error], caller, operation, refusal) : prepared;
  }

  /** Executes a query or mutation, or finds its result. Never throws: a fault is a result too. */
  async run(prepared: Prepared): Promise<Result> {
    let result: Result;
    try {
      result = await this.resultOf(prepared);
    } catch (error) {
      result = this.failed(error, prepared.caller);
    }
    this.record(prepared.caller, prepared.operation, result.code);
    return result;
  }

  /** A context of its own for one execution of the operation. */
  contextOf(
    { caller }: { readonly caller: Pick<Caller, 'viewer' | 'requestId' | 'connection'> },
    parts: Pick<ContextParts, 'read' | 'snapshot' | 'sequence' | 'budget' | 'kept'> = {},
  ): Context {
    const { db, services } = this.parts;
    const { viewer, requestId, connection } = caller;
    return makeContext({ db, services, viewer, requestId, caller: connection, ...parts });
  }

  /**
   * Executes something of the operation in a context of its own. Where the operation asks for the `sequence` of what it
   * reads, all is read in one snapshot, which is given back however the execution ends; so is what an act reads after it,
   * when it is its turn.
   */
  async inContext<T>(
    prepared: Prepared,
    parts: Pick<ContextParts, 'sequence' | 'budget'>,
    execute: (context: Context) => Promise<T>,
  ): Promise<T> {
    const { kind, cacheScope } = prepared.operation;
    const isOfAct = kind === 'mutation';
    if (!isOfAct && !cacheScope.isAtOneMoment) return execute(this.contextOf(prepared, parts));
    const snapshot = new Snapshot(this.parts.db, isOfAct ? this.parts.lanes.payloads : undefined);
    try {
      return await execute(this.contextOf(prepared, { ...parts, snapshot }));
    } finally {
      await snapshot.end();
    }
  }

  /** What one execution for this viewer may use; of an act, what reading back may. */
  budgetOf({ viewer }: Pick<Caller, 'viewer'>, isOfAct = false): Budget {
    const { publicAllowance, allowance } = this.parts.limits;
    return new Budget(viewer.role === Role.PUBLIC ? publicAllowance : allowance, this.parts.pacer, true, isOfAct);
  }

  /** Whether the operation was over its budget a moment ago. */
  recentlyTooLarge({ key }: Prepared): GraphQLError | undefined {
    return key === null ? undefined : this.tooLarge.get(key);
  }

  /** Remembers for a moment that the operation is over its budget. */
  rememberTooLarge({ key }: Prepared, error: GraphQLError): void {
    if (key !== null) this.tooLarge.set(key, error);
  }

  /** Errors as they leave the server. */
  format(errors: readonly unknown[], requestId: string): readonly GraphQLFormattedError[] {
    return errors.map((error) => formatError(error, requestId, this.parts.report));
  }

  /** A refusal, and its record. */
  refuse(
    errors: readonly unknown[],
    caller: Caller,
    operation: Operation | null = null,
    { status = 400, headers = {} }: { readonly status?: number; readonly headers?: Record<string, string> } = {},
  ): Result {
    const result = refused(this.format(errors, caller.requestId), status, headers);
    this.record(caller, operation, result.code);
    return result;
  }

  record({ requestId, transport, startedAtMs, traceparent }: Caller, operation: Operation | null, code: string): void {
    const record: OperationRecord = {
      requestId,
      transport,
      kind: operation?.kind ?? 'unknown',
      name: operation?.name ?? null,
      field: operation?.rootField ?? null,
      ms: performance.now() - startedAtMs,
      code,
    };
    this.parts.operations.done(record, traceparent);
  }

  private refusalOf({ operation, caller, cost }: Prepared, text: string): RefusedAt | null {
    const { limits, spending } = this.parts;
    const { carries, viewer } = caller;
    const isRead = operation.kind === 'query' || (operation.kind === 'subscription' && carries.subscriptions);
    if (!isRead && !carries.mutations) return getOnly(operation.kind);
    if (operation.kind === 'subscription' && !carries.subscriptions) return needsStream();
    if (cost > limits.maxCost) return { error: documentTooLarge(cost, limits.maxCost) };
    if (viewer.role === Role.PUBLIC && operation.kind !== 'mutation' && !limits.isListed(text))
      return { error: new Refusal('DOCUMENT_NOT_LISTED'), status: codes.DOCUMENT_NOT_LISTED.status };
    // The one act of the public is to sign in: it has limits of its own, and a neighbour's queries must not keep one out.
    if (viewer.role === Role.PUBLIC && operation.kind === 'mutation') return null;
    const waitSeconds = spending.spend(payerOf(caller), operation.kind === 'mutation' ? actUnits : reusedUnits);
    return waitSeconds === 0 ? null : rateLimited(waitSeconds);
  }

  private resultOf(prepared: Prepared): Promise<Result> | Result {
    const { lanes, results } = this.parts;
    const { operation, caller, key } = prepared;
    if (operation.kind === 'mutation') return this.act(prepared);
    const before = this.recentlyTooLarge(prepared);
    if (before) return this.present({ data: null, errors: [before] }, prepared, 0);
    const isQuick = operation.lastUnits !== null && operation.lastUnits <= quickUnits;
    const work = { isQuick, isPublic: caller.viewer.role === Role.PUBLIC };
    const make = () => lanes.run(work, () => this.read(prepared, work));
    return results && key !== null && operation.isCacheable ? results.answer(key, make) : make();
  }

  private async act(prepared: Prepared): Promise<Result> {
    this.parts.lanes.noteAct();
    const budget = this.budgetOf(prepared.caller, true);
    const result = await this.inContext(prepared, { budget }, (context) =>
      this.parts.executor.execute(prepared, context),
    );
    if (budget.units > 0) this.parts.spending.charge(payerOf(prepared.caller), budget.units);
    return this.present(result, prepared, budget.usedForResult);
  }

  private async read(prepared: Prepared, work: Work): Promise<Result> {
    const budget = this.budgetOf(prepared.caller);
    const { result, streams } = await this.inContext(prepared, { budget }, async (context) => ({
      result: await this.parts.executor.execute(prepared, context),
      streams: context.streams,
    }));
    this.parts.spending.charge(payerOf(prepared.caller), budget.units);
    this.parts.lanes.charge(work, budget.units, budget.bytes);
    const [error] = result.errors ?? [];
    if (budget.isSpent && error) this.rememberTooLarge(prepared, error);
    const shown = this.present(result, prepared, budget.usedForResult);
    return prepared.operation.cacheScope.isLocal ? { ...shown, streams: [...streams].sort() } : shown;
  }

  private present({ errors, ...result }: ExecutionResult, { caller, cost }: Prepared, used: number): Result {
    const shown = this.format(errors ?? [], caller.requestId);
    // No data at all, not even null: the variables do not fit, and no resolver was called.
    if (result.data === undefined) return refused(shown, 400);
    return executed({ ...result, extensions: { cost: { asked: cost, used } } }, shown);
  }

  private failed(error: unknown, { requestId }: Caller): Result {
    const shown = formatError(error, requestId, this.parts.report);
    const code = shown.extensions?.code as keyof typeof codes;
    const after = retryAfter(code);
    return refused([shown], codes[code].status, after === null ? {} : { 'retry-after': after });
  }
}

const payerOf = ({ viewer, connection }: Caller) => ({ sessionId: viewer.sessionId, address: connection.address });

interface RefusedAt {
  readonly error: Error;
  readonly status?: number;
  readonly headers?: Record<string, string>;
}

/** In the words of Apollo Server, by which its clients know to send the whole document and not to try again. */
const notPersisted = () =>
  new GraphQLError('PersistedQueryNotSupported', { extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' } });
const persistedHead = { status: 200, headers: { 'cache-control': 'private, no-cache, must-revalidate' } };

/** In the words of Apollo Server, which are graphql-js's. */
function unresolved(name: string | null): GraphQLError {
  const message = name
    ? `Unknown operation named "${name}".`
    : 'Must provide operation name if query contains multiple operations.';
  return new GraphQLError(message, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } });
}

function rateLimited(waitSeconds: number): RefusedAt {
  const error = new Refusal('RATE_LIMITED', { waitSeconds });
  return { error, status: codes.RATE_LIMITED.status, headers: { 'retry-after': String(waitSeconds) } };
}

/** A link can make a browser GET with its cookie; it must change nothing. In the words of Apollo Server. */
function getOnly(kind: string): RefusedAt {
  const message = `GET requests only support query operations, not ${kind} operations`;
  const error = new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } });
  return { error, status: 405, headers: { allow: 'POST' } };
}

/** Executed like a query, a subscription would ask its field for what only an event has. */
function needsStream(): RefusedAt {
  return { error: new Refusal('BAD_REQUEST', { problem: 'a subscription needs a WebSocket or an event stream' }) };
}
