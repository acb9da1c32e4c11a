import cors from '@fastify/cors';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** What stock clients of GraphQL send beside the usual, which a browser asks about first. */
const ofClients = [
  'authorization',
  'content-type',
  // Apollo Client, Kotlin, iOS and Sandbox: who asks what, and that it was no form.
  'apollographql-client-name',
  'apollographql-client-version',
  'x-apollo-operation-name',
  'x-apollo-operation-id',
  'apollo-require-preflight',
  'graphql-preflight',
  // W3C Trace Context, as OpenTelemetry sends it.
  'traceparent',
  'tracestate',
  'baggage',
  // Readers of event streams.
  'cache-control',
  'last-event-id',
  // Who asks again for a snapshot or the schema.
  'if-none-match',
];

/** What pages may read of an answer beside its body. */
const shown = ['etag', 'retry-after', 'x-giaouoc-stale'];

/**
 * Lets pages of the listed origins use the API from a browser, with a bearer token: no cookie goes along. Without a
 * list nothing is added, and browsers keep other sites' pages out.
 */
export function allowOrigins(app: FastifyInstance, origins: readonly string[]): void {
  if (origins.length === 0) return;
  app.register(cors, { origin: [...origins], exposedHeaders: shown, preflight: false });
}

/** What a browser may send, where it asks before it does and its page is of a listed origin. */
export function answerPreflight(request: FastifyRequest, reply: FastifyReply, methods: string): void {
  const isAsked = request.headers['access-control-request-method'] !== undefined;
  if (!isAsked || !reply.hasHeader('access-control-allow-origin')) return;
  reply.headers({
    'access-control-allow-methods': methods,
    'access-control-allow-headers': ofClients.join(', '),
    'access-control-max-age': '86400',
  });
}
