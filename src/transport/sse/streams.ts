import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../errors/refusal';
import { noOperation, type OperationParams } from '../../graphql/params';
import type { Caller } from '../../graphql/pipeline';
import { credentialsOf } from '../credentials';
import { drained } from '../drain';
import { callerOf, connectionOf, paramsOf } from '../http/exchange';
import { originAllowed } from '../origin';
import type { TransportServices } from '../services';
import { StreamAdmission } from './admission';
import type { EventStream } from './event-stream';
import { streamHead } from './framing';

/** How often a silent stream shows that it is alive, in milliseconds; proxies give up after a minute or so. */
const beatMs = 12_000;

/**
 * `/graphql/stream`: any operation as an event stream of its own, for networks that block WebSockets; subscriptions in
 * the same groups as those of sockets, under the same limits. Speaks the "distinct connections mode" of graphql-sse.
 * That package's own handler makes and queues a text of each result for each subscriber, so it is not used here.
 */
export class EventStreams {
  private readonly admission: StreamAdmission;
  /** Of these, with a query or mutation under way. */
  private readonly answering = new Set<EventStream>();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly services: TransportServices) {
    this.admission = new StreamAdmission(services);
    this.timer = setInterval(() => {
      for (const stream of this.admission.streams) stream.beat();
    }, beatMs);
    this.timer.unref();
  }

  serve(app: FastifyInstance): void {
    const handler = (request: FastifyRequest, reply: FastifyReply) => this.answer(request, reply);
    app.route({ method: ['GET', 'HEAD', 'POST'], url: '/graphql/stream', exposeHeadRoute: false, handler });
  }

  /** Ends all streams so that their clients come again, and opens no more; those with an answer to come end after it. */
  async stop(): Promise<void> {
    this.admission.isOver = true;
    clearInterval(this.timer);
    for (const stream of this.admission.streams) if (!this.answering.has(stream)) stream.leave();
    await drained(() => this.answering.size === 0);
    for (const stream of this.admission.streams) stream.leave();
  }

  /** Answers with an event stream. @throws Refusal before the stream began, for an answer with a status */
  async answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { operations, origins, connectionLimiter, config } = this.services;
    operations.asStream(request.id);
    const params = paramsOf(request);
    if (!params) throw new Refusal('BAD_REQUEST', noOperation);
    if (!originAllowed(request.raw, origins)) throw new Refusal('FORBIDDEN', { problem: 'origin' });
    if (request.method === 'HEAD') return reply.headers(streamHead).send();
    reply.raw.once('close', connectionLimiter.enter(request.ip));
    const connection = connectionOf(request, reply, config.secureCookie);
    const viewer = await this.services.whoAsks(
      credentialsOf(request.headers, config.secureCookie),
      connection.clearSession,
    );
    const stream = await this.admission.admit(request, reply, viewer);
    if (!stream) return reply;
    operations.leaveOut(request.id);
    const given = { connection, viewer, transport: 'sse', subscriptions: true } as const;
    await this.run(stream, params, callerOf(request, reply, given));
    return reply;
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
}
