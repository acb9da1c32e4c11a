import type { Server } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../errors/refusal';
import { publicViewer } from '../../graphql/authorize/viewer';
import { noOperation, type OperationParams } from '../../graphql/params';
import type { Result } from '../../graphql/result';
import { credentialsOf } from '../credentials';
import type { TransportServices } from '../services';
import type { EventStreams } from '../sse/streams';
import { startApollo } from './apollo';
import { type Coding, compressed, worthCompressing } from './compression';
import { ContentNegotiation, jsonTypes, notAcceptable } from './content-negotiation';
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
      if (request.method !== 'POST') request.headers['apollo-require-preflight'] = 'reads only';
    },
    async handler(request, reply) {
      const { type, stream } = negotiation.choose(request.headers.accept);
      if (stream) return streams.answer(request, reply);
      const params = paramsOf(request);
      // To Apollo Server this is no method at all; its head is that of a GET without an operation.
      if (params === null && request.method === 'HEAD') throw new Refusal('BAD_REQUEST', noOperation);
      if (params === null) return apollo.answer(app, request, reply);
      services.operations.leaveOut(request.id);
      if (type === null) return send(reply, jsonTypes[0], refuse(services, request, reply, notAcceptable(), 406));
      const result = await answer(services, request, reply, params);
      const coding = result.holdsNoSecret ? negotiation.coding(request.headers['accept-encoding']) : null;
      return send(reply, type, result, coding);
    },
  });
  return () => apollo.stop();
}

async function answer(
  services: TransportServices,
  request: FastifyRequest,
  reply: FastifyReply,
  params: OperationParams,
): Promise<Result & { readonly holdsNoSecret?: boolean }> {
  const { config, whoAsks, pipeline } = services;
  const connection = connectionOf(request, reply, config.secureCookie);
  try {
    const viewer = await whoAsks(credentialsOf(request.headers, config.secureCookie), connection.clearSession);
    const prepared = await pipeline.prepare(params, callerOf(request, reply, { connection, viewer, ...plain }));
    if ('body' in prepared) return prepared;
    // Codes, keys and tokens are only ever in the answer to the act that made them. Compressed beside what a client
    // chose, a secret could be guessed by the length (BREACH).
    return { ...(await pipeline.run(prepared)), holdsNoSecret: prepared.operation.kind === 'query' };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return refuse(services, request, reply, error, 401);
  }
}

const plain = { transport: 'http', subscriptions: false } as const;

/** Refuses a request before it is an operation of anybody. */
function refuse(
  { config, pipeline }: TransportServices,
  request: FastifyRequest,
  reply: FastifyReply,
  error: Error,
  status: number,
): Result {
  const connection = connectionOf(request, reply, config.secureCookie);
  const viewer = { ...publicViewer, expiresAt: null };
  return pipeline.refuse([error], callerOf(request, reply, { connection, viewer, ...plain }), null, { status });
}

async function send(
  reply: FastifyReply,
  type: string,
  { status, headers, body }: Result,
  coding: Coding | null = null,
): Promise<FastifyReply> {
  reply.code(status).headers(headers).header('content-type', type);
  if (coding === null || body.text.length < worthCompressing) return reply.send(body.as(withLineEnd));
  return reply.header('content-encoding', coding).send(await body.as(compressed[coding]));
}

const withLineEnd = (text: string): Buffer => Buffer.from(`${text}\n`);
