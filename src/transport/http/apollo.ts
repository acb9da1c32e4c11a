import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TransportServices } from '../services';

export interface Apollo {
  answer(app: FastifyInstance, request: FastifyRequest, reply: FastifyReply): Promise<unknown>;
  stop(): Promise<void>;
}

/**
 * Apollo Server, for requests that are no GraphQL over HTTP: wrong method, content type, body or parameters, a missing
 * preflight header. It refuses all of them before it looks at a document, so it has none to look at.
 */
export async function startApollo(httpServer: Server, { pipeline }: TransportServices): Promise<Apollo> {
  const apollo = new ApolloServer({
    typeDefs: 'type Query { none: Boolean }',
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: (_formatted, error) => pipeline.format([error], randomUUID())[0] as { message: string },
    plugins: [
      ApolloServerPluginDrainHttpServer({ httpServer }),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      refuseDocuments,
    ],
  });
  await apollo.start();
  const handler = fastifyApolloHandler(apollo);
  return {
    answer: (app, request, reply) => Promise.resolve(handler.call(app, request, reply)),
    stop: () => apollo.stop(),
  };
}

/** A request with a document is the pipeline's; one that comes here all the same is a fault of this server. */
const refuseDocuments = {
  async requestDidStart() {
    return {
      async didResolveSource() {
        throw new Error('a GraphQL document reached Apollo Server, which has no schema');
      },
    };
  },
};
