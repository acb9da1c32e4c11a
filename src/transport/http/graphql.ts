import type { Server } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../errors/refusal';
import { publicViewer } from '../../graphql/authorize/viewer';
import type { Result } from '../../graphql/result';
import { credentialsOf } from '../credentials';
import type { TransportServices } from '../services';
import type { EventStreams } from '../sse/streams';
import { startApollo } from './apollo';
import { ContentNegotiation } from './content-negotiation';
import { callerOf, connectionOf, paramsOf } from './exchange';

/**
 * `/graphql`: queries and mutations by the pipeline. Requests that are no GraphQL over HTTP are left to Apollo Server,
 * which says what is wrong with them; what is answered here has the same status, headers and body as it would have
 * there. Returns what stops it, letting requests in flight finish.
 */
export async function serveGraphql(
  app: FastifyInstance,
  services: TransportServices,
  streams: EventStreams,
): Promise<() => Promise<void>> {
  const apollo = await startApollo(app.server as Server, services);
  const negotiation = new ContentNegotiation();
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    // A GET only reads (it is refused a mutation), and no other site can send this one's cookie (SameSite) or read the
    // answer, so Apollo need not ask for a header that a link cannot carry.
    onRequest: async (request) => {
      if (request.method === 'GET') request.headers['apollo-require-preflight'] = 'reads only';
    },
    async handler(request, reply) {
      if (negotiation.wantsStream(request.headers.accept)) return streams.answer(request, reply);
      const type = negotiation.typeFor(request.headers.accept);
      const params = type === null ? null : paramsOf(request);
      if (type === null || params === null) return apollo.answer(app, request, reply);
      return send(reply, type, await answer(services, request, reply, params));
    },
  });
  return () => apollo.stop();
}

async function answer(
  { config, whoAsks, pipeline, operations }: TransportServices,
  request: FastifyRequest,
  reply: FastifyReply,
  params: NonNullable<ReturnType<typeof paramsOf>>,
): Promise<Result> {
  operations.leaveOut(request.id);
  const connection = connectionOf(request, reply, config.secureCookie);
  const given = { connection, transport: 'http', subscriptions: false } as const;
  try {
    const viewer = await whoAsks(credentialsOf(request.headers, config.secureCookie), connection.clearSession);
    return await pipeline.answer(params, callerOf(request, reply, { ...given, viewer }));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const nobody = { ...publicViewer, expiresAt: null };
    return pipeline.refuse([error], callerOf(request, reply, { ...given, viewer: nobody }), null, { status: 401 });
  }
}

function send(reply: FastifyReply, type: string, { status, headers, body }: Result): FastifyReply {
  // As Apollo Server says it: what is personal or an error is kept by no cache.
  return reply.code(status).headers(headers).header('content-type', type).send(body.as(withLineEnd));
}

const withLineEnd = (text: string): Buffer => Buffer.from(`${text}\n`);
