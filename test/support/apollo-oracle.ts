import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { ApolloServer, type ApolloServerOptions } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify from 'fastify';
import { GraphQLError } from 'graphql';
import type { App } from '../../src/app/start';
import { Refusal } from '../../src/errors/refusal';
import { type Context, makeContext } from '../../src/graphql/context';
import { documentTooLarge, limitRules } from '../../src/graphql/document-limits';
import { Documents } from '../../src/graphql/documents';
import { Executor } from '../../src/graphql/execute';
import { formatError } from '../../src/graphql/format-error';
import { credentialsOf } from '../../src/transport/credentials';
import { connectionOf } from '../../src/transport/http/exchange';
import { keepPrivate } from '../../src/transport/http/keep-private';

type Gateway = NonNullable<ApolloServerOptions<Context>['gateway']>;

/**
 * Apollo Server itself over the schema, rules and error format of an app: it parses, validates, executes and answers by
 * its own pipeline, and says what GraphQL over HTTP looks like. Returns its address and what stops it.
 */
export async function anApolloOracle({ services }: App): Promise<{ url: string; close(): Promise<void> }> {
  const { config, schema, db, whoAsks } = services;
  const executor = new Executor(schema, { compiled: false, hideSuggestions: !config.introspection });
  const documents = new Documents(schema, config);
  const gateway: Gateway = {
    load: async () => ({
      executor: async ({ request, context }) => {
        const read = documents.read(request.query ?? '');
        const operation = 'errors' in read ? null : read.operation(request.operationName ?? null);
        if (!operation) return { errors: [new GraphQLError(unresolved(request.operationName))] };
        const { budget } = context as Context;
        const variables = request.variables ?? {};
        const result = await executor.execute({ operation, variables }, context as Context);
        if (result.data === undefined) return result as never;
        const cost = { asked: operation.cost(variables), used: budget.usedForResult };
        return { ...result, extensions: { cost } } as never;
      },
    }),
    onSchemaLoadOrUpdate: (tell) => {
      tell({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    stop: async () => undefined,
  };
  const apollo = new ApolloServer<Context>({
    gateway,
    introspection: true,
    hideSchemaDetailsFromClientErrors: !config.introspection,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: config.maxTokens },
    validationRules: [...limitRules(config)],
    formatError: (_formatted, error) => formatError(error, randomUUID(), () => undefined),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      refusalsOf(config.maxCost, documents),
    ],
  });
  await apollo.start();
  const http = Fastify({ forceCloseConnections: true, genReqId: () => randomUUID() });
  const handler = fastifyApolloHandler(apollo, {
    context: async (request, reply) => {
      const caller = connectionOf(request, reply, config.secureCookie);
      try {
        const viewer = await whoAsks(credentialsOf(request.headers, config.secureCookie), caller.clearSession);
        return makeContext({ db, services, viewer, requestId: request.id, caller });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        throw new GraphQLError(error.message, {
          originalError: error,
          extensions: { code: error.code, http: { status: 401 } },
        });
      }
    },
  });
  // Ours, beyond Apollo Server: one hook before either answers. What it says is tested in keep-private.test.ts.
  keepPrivate(http as never);
  http.addHook('onRequest', async (request) => {
    if (request.method === 'GET') request.headers['apollo-require-preflight'] = 'reads only';
  });
  http.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: (request, reply) => handler.call(http, request, reply),
  });
  await http.listen({ host: '127.0.0.1', port: 0 });
  return {
    url: `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`,
    async close() {
      await http.close();
      await apollo.stop();
    },
  };
}

const unresolved = (name: string | undefined) =>
  name ? `Unknown operation named "${name}".` : 'Must provide operation name if query contains multiple operations.';

/** What this server refuses beyond the specification, as Apollo Server is told of it. */
function refusalsOf(maxCost: number, documents: Documents) {
  const refuse = (error: Error, extensions: object) =>
    new GraphQLError(error.message, { originalError: error, extensions: { ...extensions, http: { status: 400 } } });
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation, operationName, request }: any) {
          if (operation?.operation === 'subscription') {
            const refusal = new Refusal('BAD_REQUEST', {
              problem: 'a subscription needs a WebSocket or an event stream',
            });
            throw refuse(refusal, { code: refusal.code });
          }
          const read = documents.read(request.query);
          const cost = ('errors' in read ? null : read.operation(operationName))?.cost(request.variables ?? {}) ?? 0;
          if (cost <= maxCost) return;
          const error = documentTooLarge(cost, maxCost);
          throw new GraphQLError(error.message, { extensions: { ...error.extensions, http: { status: 400 } } });
        },
        async willSendResponse({ operation, response }: any) {
          const { singleResult } = response.body;
          if (!operation && singleResult.errors) singleResult.errors = singleResult.errors.slice(0, 5);
        },
      };
    },
  };
}
