import { createServer } from 'node:http';
import { useServer } from 'graphql-ws/use/ws';
import { createPubSub, createSchema, createYoga } from 'graphql-yoga';
import { WebSocketServer } from 'ws';
import { runBaseline } from '../baseline';
import { type PollTally, tallyAt, tallyTypes } from '../tally';

/** graphql-yoga over graphql-ws, as its documentation shows it. */
const pubSub = createPubSub<{ tally: [PollTally] }>();
let latest = tallyAt(0);
const schema = createSchema({
  typeDefs: tallyTypes,
  resolvers: {
    Subscription: {
      pollTally: {
        async *subscribe() {
          const changes = pubSub.subscribe('tally');
          yield latest;
          yield* changes;
        },
        resolve: (tally: PollTally) => tally,
      },
    },
  },
});
const yoga = createYoga({ schema, logging: false, maskedErrors: false });
const http = createServer(yoga);

interface EnvelopedArgs {
  rootValue: { execute(args: unknown): never; subscribe(args: unknown): never };
}

useServer(
  {
    execute: (args) => (args as unknown as EnvelopedArgs).rootValue.execute(args),
    subscribe: (args) => (args as unknown as EnvelopedArgs).rootValue.subscribe(args),
    async onSubscribe(ctx, _id, params) {
      const { schema, execute, subscribe, contextFactory, parse, validate } = yoga.getEnveloped({
        ...ctx,
        req: ctx.extra.request,
        socket: ctx.extra.socket,
        params,
      });
      const args = {
        schema,
        operationName: params.operationName,
        document: parse(params.query),
        variableValues: params.variables,
        contextValue: await contextFactory(),
        rootValue: { execute, subscribe },
      };
      const errors = validate(args.schema, args.document);
      return errors.length ? errors : (args as never);
    },
  },
  new WebSocketServer({ server: http, path: '/graphql' }) as never,
);
runBaseline(http, (sequence) => {
  latest = tallyAt(sequence);
  pubSub.publish('tally', latest);
});
