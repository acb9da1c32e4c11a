import { createServer } from 'node:http';
import { useServer } from 'graphql-ws/use/ws';
import { createPubSub, createSchema } from 'graphql-yoga';
import { WebSocketServer } from 'ws';
import { runBaseline } from '../baseline';
import { type PollTally, tallyAt, tallyTypes } from '../tally';

/** graphql-ws with a pub/sub, as its documentation and those of the schema libraries show it. */
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
const http = createServer();
useServer({ schema }, new WebSocketServer({ server: http, path: '/graphql' }) as never);
runBaseline(http, (sequence) => {
  latest = tallyAt(sequence);
  pubSub.publish('tally', latest);
});
