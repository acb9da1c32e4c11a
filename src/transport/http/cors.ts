import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

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
];

/** What pages may read of an answer beside its body. */
const shown = ['etag', 'retry-after', 'x-giaouoc-stale'];

/**
 * Lets pages of the listed origins use the API from a browser, with a bearer token: no cookie goes along. Without a
 * list nothing is added, and browsers keep other sites' pages out.
 */
export function allowOrigins(app: FastifyInstance, origins: readonly string[]): void {
  if (origins.length === 0) return;
  app.register(cors, {
    origin: [...origins],
    methods: ['GET', 'POST'],
    allowedHeaders: ofClients,
    exposedHeaders: shown,
    maxAge: 86_400,
  });
}
