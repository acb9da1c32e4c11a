import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import { Refusal } from '../../errors/refusal';
import type { Authenticated } from '../../graphql/authorize/viewer';
import { noOperation, type OperationParams } from '../../graphql/params';
import type { Caller } from '../../graphql/pipeline';
import { credentialsOf } from '../credentials';
import { drained } from '../drain';
import { callerOf, connectionOf, paramsOf } from '../http/exchange';
import { originAllowed } from '../origin';
import type { TransportServices } from '../services';
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

  constructor(private readonly services: TransportServices) {
    this.timer = setInterval(() => {
      for (const stream of this.streams) stream.beat();
    }, beatMs);
    this.timer.unref();
  }

  serve(app: FastifyInstance): void {
    const handler = (request: FastifyRequest, reply: FastifyReply) => this.answer(request, reply);
    app.route({ method: ['GET', 'POST'], url: '/graphql/stream', exposeHeadRoute: false, handler });
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
    const { operations, origins, connectionLimiter, config } = this.services;
    operations.asStream(request.id);
    const params = paramsOf(request);
    if (!params) throw new Refusal('BAD_REQUEST', noOperation);
    if (!originAllowed(request.raw, origins)) throw new Refusal('FORBIDDEN', { problem: 'origin' });
    reply.raw.once('close', connectionLimiter.enter(request.ip));
    const connection = connectionOf(request, reply, config.secureCookie);
    const viewer = await this.services.whoAsks(
      credentialsOf(request.headers, config.secureCookie),
      connection.clearSession,
    );
    const stream = await this.admit(request, reply, viewer);
    if (!stream) return reply;
    operations.leaveOut(request.id);
    const given = { connection, viewer, transport: 'sse', subscriptions: true } as const;
    await this.run(stream, params, callerOf(request, reply, given));
    return reply;
  }

  /** Begins a stream; null for a client that has gone. @throws Refusal */
  private async admit(
    request: FastifyRequest,
    reply: FastifyReply,
    viewer: Authenticated,
  ): Promise<EventStream | null> {
    if (this.stopped) throw new Refusal('BUSY');
    const shown = (code: 'UNAUTHENTICATED' | 'TOO_SLOW', facts: Record<string, unknown>) =>
      this.shown(new Refusal(code, facts), request.id);
    const stream = new EventStream(reply.raw, ({ resumeAfter }) =>
      shown('TOO_SLOW', resumeAfter === null ? {} : { after: resumeAfter }),
    );
    const end = (problem: string) => stream.fail(shown('UNAUTHENTICATED', { problem }));
    if (!this.services.connections.add(stream, viewer, end)) throw new Refusal('TOO_MANY_CONNECTIONS');
    this.streams.add(stream);
    // A client that has gone already will not go again.
    if (stream.isGone) this.forget(stream);
    else stream.onGone(() => this.forget(stream));
    const isStill = await this.isStill(viewer, request);
    if (!isStill || (stream.isGone && !reply.raw.destroyed)) {
      this.forget(stream);
      throw new Refusal(isStill && this.stopped ? 'BUSY' : 'UNAUTHENTICATED');
    }
    reply.hijack();
    if (stream.isGone) return null;
    stream.begin(reply.getHeaders() as Record<string, string>, between(retry.minMs, retry.maxMs));
    return stream;
  }

  /** Asked again now that a revocation would be heard: one in between was not. */
  private async isStill(viewer: Authenticated, request: FastifyRequest): Promise<boolean> {
    if (!viewer.sessionId) return true;
    const credentials = credentialsOf(request.headers, this.services.config.secureCookie);
    const again = await this.services.whoAsks(credentials).catch((error: unknown) => {
      if (error instanceof Refusal) return null;
      throw error;
    });
    return again?.sessionId === viewer.sessionId;
  }

  private forget(stream: EventStream): void {
    this.streams.delete(stream);
    this.services.connections.remove(stream);
  }

  /** Whatever happens from here on is said in the stream. */
  private async run(stream: EventStream, params: OperationParams, caller: Caller): Promise<void> {
    const { pipeline, broker } = this.services;
    const prepared = await pipeline.prepare(params, caller);
    if ('body' in prepared) return stream.finish(prepared.body);
    if (prepared.operation.kind !== 'subscription') {
      this.answering.add(stream);
      stream.finish((await pipeline.run(prepared)).body);
      this.answering.delete(stream);
      return;
    }
    const subscription = await broker.subscribe(prepared, stream);
    if ('body' in subscription) return stream.finish(subscription.body);
    if (stream.isGone) return void (await subscription.return());
    stream.onGone(() => void subscription.return());
    // Yields only when the broker ends it.
    void subscription.next().then(({ value }) => value && stream.finish(value));
  }

  private shown(refusal: Refusal, requestId: string): GraphQLFormattedError {
    return this.services.pipeline.format([refusal], requestId)[0] as GraphQLFormattedError;
  }
}

function between(least: number, most: number): number {
  return Math.round(least + Math.random() * (most - least));
}
