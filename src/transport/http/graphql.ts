import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, OperationTypeNode } from 'graphql';
import { Refusal } from '../../errors/refusal';
import type { Viewer } from '../../graphql/authorize/viewer';
import { type Context, makeContext } from '../../graphql/context';
import { limitRules } from '../../graphql/document-limits';
import { formatError } from '../../graphql/format-error';
import { noteOf } from '../../observability/operations';
import type { Services } from '../services';
import type { EventStreams } from '../sse/sse';
import { callerConnectionOf, viewerOf } from '../viewer';
import { ContentNegotiation } from './content-negotiation';
import { DirectAnswers } from './direct';

/** `/graphql`: queries and mutations, directly where they are sound, otherwise by Apollo Server. Returns what stops it, letting requests in flight finish. */
export async function serveGraphql(
  app: FastifyInstance,
  services: Services,
  streams: EventStreams,
): Promise<() => Promise<void>> {
  const { config, schema } = services;
  const apollo = new ApolloServer<Context>({
    schema,
    // Forbidden by the rules where it is: they are the same on every transport.
    introspection: true,
    hideSchemaDetailsFromClientErrors: !config.introspection,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: config.maxTokens },
    validationRules: [...limitRules(config)],
    formatError: (_formatted, error) => formatError(error, requestIdOf(error), services.report),
    plugins: [
      ApolloServerPluginDrainHttpServer({ httpServer: app.server as Server }),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      noSubscriptions(),
      costLimit(services),
      operationNotes(services),
      fewErrors(),
    ],
  });
  await apollo.start();
  const throughApollo = fastifyApolloHandler(apollo, {
    context: (request, reply) => contextOf(services, request, reply),
  });
  const accept = new ContentNegotiation();
  const direct = new DirectAnswers(services, accept);
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    // A GET only reads (Apollo answers 405 to a mutation), and no other site can send this one's cookie (SameSite) or
    // read the answer, so Apollo need not ask for a header that a link cannot carry.
    onRequest: async (request) => {
      if (request.method === 'GET') request.headers['apollo-require-preflight'] = 'reads only';
    },
    async handler(request, reply) {
      if (accept.wantsStream(request.headers.accept)) return streams.answer(request, reply);
      if (await direct.answer(request, reply)) return reply;
      return throughApollo.call(app, request, reply);
    },
  });
  return () => apollo.stop();
}

async function contextOf(services: Services, request: FastifyRequest, reply: FastifyReply): Promise<Context> {
  const door = callerConnectionOf(request, reply, services.config.secureCookie);
  let viewer: Viewer;
  try {
    viewer = await viewerOf(services, request, door);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new GraphQLError(error.message, {
      originalError: error,
      extensions: { code: error.code, http: { status: 401 } },
    });
  }
  return makeContext({ db: services.db, viewer, requestId: request.id, door });
}

/** Faults outside any operation have no request to name. */
function requestIdOf(error: unknown): string {
  const id = error instanceof GraphQLError ? error.extensions.requestId : undefined;
  return typeof id === 'string' ? id : randomUUID();
}

/** What Apollo answered, for the log and the counts. */
function operationNotes({ operations }: Services): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ contextValue, document, request, errors = [] }) {
          const failed = errors.map(({ extensions }) => ({ extensions }));
          operations.note(contextValue.requestId, noteOf(document, request.operationName, failed));
        },
      };
    },
  };
}

/** Faults of a document that are told; a document of a thousand unknown words needs no thousand answers. */
const toldErrors = 5;

/** Apollo Server stops validating at the hundredth fault. What an operation ran into is not shortened. */
function fewErrors(): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ operation, response }) {
          if (operation || response.body.kind !== 'single') return;
          const { singleResult } = response.body;
          if (singleResult.errors) singleResult.errors = singleResult.errors.slice(0, toldErrors);
        },
      };
    },
  };
}

/** Executed like a query, a subscription would ask its field for what only an event has. */
function noSubscriptions(): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation }) {
          if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return;
          const refusal = new Refusal('BAD_REQUEST', {
            problem: 'a subscription needs a WebSocket or an event stream',
          });
          const extensions = { code: refusal.code, http: { status: 400 } };
          throw new GraphQLError(refusal.message, { originalError: refusal, extensions });
        },
      };
    },
  };
}

/** The cost of an operation depends on its variables, so it is asked for after they are known. */
function costLimit({ costs }: Services): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, operationName, request }) {
          const error = costs.errorOf(document, operationName, request.variables);
          if (error)
            throw new GraphQLError(error.message, { extensions: { ...error.extensions, http: { status: 400 } } });
        },
      };
    },
  };
}
