import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import { Refusal } from '../../errors/refusal';
import type { Authenticated } from '../../graphql/authorize/viewer';
import { credentialsOf } from '../credentials';
import type { TransportServices } from '../services';
import { EventStream } from './event-stream';

/** When browsers come again by themselves after a break, in milliseconds, at random in between. */
const retry = { minMs: 100, maxMs: 3_000 };

/** Opens event streams for who may have one, and keeps those that are open. */
export class StreamAdmission {
  readonly streams = new Set<EventStream>();
  /** No more are opened. */
  isOver = false;

  constructor(private readonly services: Pick<TransportServices, 'config' | 'connections' | 'pipeline' | 'whoAsks'>) {}

  /** Begins a stream; null for a client that has gone. @throws Refusal */
  async admit(request: FastifyRequest, reply: FastifyReply, viewer: Authenticated): Promise<EventStream | null> {
    if (this.isOver) throw new Refusal('BUSY');
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
      throw new Refusal(isStill && this.isOver ? 'BUSY' : 'UNAUTHENTICATED');
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

  private shown(refusal: Refusal, requestId: string): GraphQLFormattedError {
    return this.services.pipeline.format([refusal], requestId)[0] as GraphQLFormattedError;
  }
}

function between(least: number, most: number): number {
  return Math.round(least + Math.random() * (most - least));
}
