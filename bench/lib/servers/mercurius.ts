import Fastify from 'fastify';
import mercurius from 'mercurius';
import { runBaseline } from '../baseline';
import { tallyAt, tallyTypes } from '../tally';

/** Mercurius with its compiler and its own pub/sub, as its documentation shows it. */
const app = Fastify();
app.register(mercurius, {
  schema: tallyTypes,
  jit: 1,
  subscription: { fullWsTransport: false },
  resolvers: {
    Subscription: {
      pollTally: {
        async subscribe(_root, _args, { pubsub }) {
          const changes = await pubsub.subscribe('tally');
          setImmediate(() => changes.push({ pollTally: tallyAt(0) }));
          return changes;
        },
      },
    },
  },
});
void app.ready().then(() =>
  runBaseline(app.server, (sequence) => {
    app.graphql.pubsub.publish({ topic: 'tally', payload: { pollTally: tallyAt(sequence) } });
  }),
);
