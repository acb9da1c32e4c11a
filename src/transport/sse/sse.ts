import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ExecutionArgs, type GraphQLFormattedError, getOperationAST, OperationTypeNode } from 'graphql';
import type { Authenticated } from '../../auth/authenticate';
import { type Code, codes } from '../../errors/codes';
import { Refusal } from '../../errors/refusal';
import { type Context, makeContext } from '../../graphql/context';
import { formatError } from '../../graphql/format-error';
import { noteOf } from '../../observability/operations';
import { drained } from '../drain';
import { type Params, paramsOf } from '../http/params';
import { originAllowed } from '../origin';
import type { Services } from '../services';
import { callerConnectionOf, viewerOf } from '../viewer';
import { EventStream } from './event-stream';

/** How often a silent stream shows that it is alive, in milliseconds; proxies give up after a minute or so. */
const beatMs = 12_000;
/** When browsers come again by themselves after a break, in milliseconds, at random in between. */
const retry = { minMs: 100, maxMs: 3_000 };

/**
 * `/graphql/stream`: any operation as an event stream of its own, for networks that block WebSockets; subscriptions in
 * the same groups as those of sockets, under the same limits. Speaks the "distinct connections mode" of graphql-sse.
 * That package's own handler makes and queues a text of each result for each subscriber, so it is not used here.
 */
export class EventStreams {
  private readonly streams = new Set<EventStream>();
  /** Of these, with a query or mutation under way. */
  private readonly answering = new Set<EventStream>();
  private readonly timer: NodeJS.Timeout;
  private stopped = false;

  constructor(private readonly services: Services) {
    this.timer = setInterval(() => {
      for (const stream of this.streams) stream.beat();
    }, beatMs);
    this.timer.unref();
  }

  /** Streams that are open. */
  get size(): number {
    return this.streams.size;
  }

  serve(app: FastifyInstance): void {
    app.route({
      method: ['GET', 'POST'],
      url: '/graphql/stream',
      exposeHeadRoute: false,
      handler: (request, reply) => this.answer(request, reply),
    });
  }

  /** Ends all streams so that their clients come again, and opens no more; those with an answer to come end after it. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    for (const stream of this.streams) if (!this.answering.has(stream)) stream.leave();
    await drained(() => this.answering.size === 0);
    for (const stream of this.streams) stream.leave();
  }

  /** Answers with an event stream. @throws Refusal before the stream began, for an answer with a status */
  async answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    this.services.operations.asStream(request.id);
    const params = paramsOf(request);
    if (!params) throw new Refusal('BAD_REQUEST', { problem: 'no GraphQL operation' });
    if (!originAllowed(request.raw, this.services.origins)) throw new Refusal('FORBIDDEN', { problem: 'origin' });
    reply.raw.once('close', this.services.connectionLimiter.enter(request.ip));
    const door = callerConnectionOf(request, reply, this.services.config.secureCookie);
    const viewer = await viewerOf(this.services, request, door);
    const context = makeContext({ db: this.services.db, viewer, requestId: request.id, door });
    const stream = new EventStream(reply.raw, (reason) => shown('TOO_SLOW', request.id, resumption(reason)));
    this.admit(request, stream, viewer);
    const isStill = await this.isStill(viewer, request);
    if (!isStill || (stream.isGone && !reply.raw.destroyed)) {
      this.forget(stream);
      throw new Refusal(isStill && this.stopped ? 'BUSY' : 'UNAUTHENTICATED');
    }
    reply.hijack();
    if (stream.isGone) return reply;
    stream.begin(reply.getHeaders() as Record<string, string>, between(retry.minMs, retry.maxMs));
    this.services.operations.leaveOut(request.id);
    const errors = await this.run(request, stream, params, context);
    this.tell(request, reply.elapsedTime, params, errors);
    return reply;
  }

  private admit(request: FastifyRequest, stream: EventStream, viewer: Authenticated): void {
    if (this.stopped) throw new Refusal('BUSY');
    const end = (reason: string) => stream.fail(shown('UNAUTHENTICATED', request.id, { problem: reason }));
    if (!this.services.connections.add(stream, viewer, end)) throw new Refusal('TOO_MANY_CONNECTIONS');
    this.streams.add(stream);
    // A client that has gone already will not go again.
    if (stream.isGone) this.forget(stream);
    else stream.onGone(() => this.forget(stream));
  }

  /** Asked again now that a revocation would be heard: one in between was not. */
  private async isStill(viewer: Authenticated, request: FastifyRequest): Promise<boolean> {
    if (!viewer.sessionId) return true;
    const again = await viewerOf(this.services, request, { clearSession: () => undefined }).catch((error: unknown) => {
      if (error instanceof Refusal) return null;
      throw error;
    });
    return again?.sessionId === viewer.sessionId;
  }

  private forget(stream: EventStream): void {
    this.streams.delete(stream);
    this.services.connections.remove(stream);
  }

  /** Whatever happens from here on is said in the stream. Returns the errors it ended or was answered with. */
  private async run(request: FastifyRequest, stream: EventStream, params: Params, context: Context): Promise<Errors> {
    const format = (error: unknown) => formatError(error, request.id, this.services.report);
    const fail = (errors: readonly unknown[]) => {
      const told = errors.map(format);
      stream.fail(...told);
      return told;
    };
    try {
      const args = this.prepare(request, params, context);
      if ('errors' in args) return fail(args.errors);
      if (!args.isSubscription) return await this.execute(stream, args, context, format);
      const subscription = await this.services.broker.subscribe(args, stream);
      if ('errors' in subscription) return fail(subscription.errors ?? []);
      if (!('return' in subscription)) return [];
      if (stream.isGone) await subscription.return();
      else stream.onGone(() => void subscription.return());
      return [];
    } catch (error) {
      return fail([error]);
    }
  }

  private async execute(stream: EventStream, args: ExecutionArgs, context: Context, format: Format): Promise<Errors> {
    const { document, operationName = null, variableValues } = args;
    const operation = { document, operationName, variables: variableValues ?? {} };
    this.answering.add(stream);
    try {
      const { errors, ...result } = await this.services.executor.execute(operation, () => makeContext(context));
      const told = errors?.map(format);
      stream.finish(told ? { errors: told, ...result } : result);
      return told ?? [];
    } finally {
      this.answering.delete(stream);
    }
  }

  /** Counts the operation now: its stream may stay open for hours. */
  private tell({ id: requestId, headers }: FastifyRequest, ms: number, params: Params, errors: Errors): void {
    const { documents, operations } = this.services;
    const read = documents.read(params.query);
    const note = noteOf('errors' in read ? undefined : read.document, params.operationName, errors);
    operations.done({ ...note, requestId, transport: 'sse', ms }, headers.traceparent);
  }

  private prepare(
    request: FastifyRequest,
    { query, operationName, variables }: Params,
    contextValue: Context,
  ): (ExecutionArgs & { readonly isSubscription: boolean }) | { readonly errors: readonly Error[] } {
    const { documents, costs, schema, config } = this.services;
    const read = documents.read(query);
    if ('errors' in read) return read;
    const { document } = read;
    const expensive = costs.errorOf(document, operationName, variables);
    if (expensive) return { errors: [expensive] };
    const kind = getOperationAST(document, operationName)?.operation;
    if (!kind) return { errors: [new Refusal('OPERATION_RESOLUTION_FAILURE')] };
    // A link can make a browser GET with its cookie; it must change nothing.
    if (kind === OperationTypeNode.MUTATION && request.method === 'GET')
      return { errors: [new Refusal('BAD_REQUEST', { problem: 'a mutation needs POST' })] };
    const isSubscription = kind === OperationTypeNode.SUBSCRIPTION;
    const hideSuggestions = !config.introspection;
    return {
      schema,
      document,
      operationName,
      variableValues: variables,
      contextValue,
      hideSuggestions,
      isSubscription,
    };
  }
}

type Errors = readonly GraphQLFormattedError[];
type Format = (error: unknown) => GraphQLFormattedError;

function shown(code: Code, requestId: string, facts: object): GraphQLFormattedError {
  const { vi, en } = codes[code];
  return { message: en, extensions: { code, vi, en, requestId, ...(Object.keys(facts).length ? { facts } : {}) } };
}

/** Where to go on after, from the words a log's reader is cut with (subscriptions/broker). */
function resumption(reason: string): { readonly after?: number } {
  const after = /resume after (\d+)/.exec(reason)?.[1];
  return after === undefined ? {} : { after: Number(after) };
}

function between(least: number, most: number): number {
  return Math.round(least + Math.random() * (most - least));
}
