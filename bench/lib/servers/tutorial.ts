import { createServer } from 'node:http';
import { useServer } from 'graphql-ws/use/ws';
import { createPubSub, createSchema } from 'graphql-yoga';
import { Pool } from 'pg';
import { WebSocketServer } from 'ws';
import { runBaseline } from '../baseline';
import { tallyAt, tallyTypes } from '../tally';

/** What tutorials build: the event carries an id, and each subscriber's resolver loads the row from PostgreSQL. */
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const pubSub = createPubSub<{ tally: [number] }>();
const schema = createSchema({
  typeDefs: tallyTypes,
  resolvers: {
    Subscription: {
      pollTally: {
        async *subscribe() {
          const changes = pubSub.subscribe('tally');
          yield 1;
          yield* changes;
        },
        async resolve(id: number) {
          const { rows } = await pool.query('select sequence, tally from bench_tally where id = $1', [id]);
          const [{ sequence, tally }] = rows;
          return { sequence, poll: { tally } };
        },
      },
    },
  },
});
const http = createServer();
useServer({ schema }, new WebSocketServer({ server: http, path: '/graphql' }) as never);

const write = (sequence: number) =>
  pool.query(
    `insert into bench_tally (id, sequence, tally) values (1, $1, $2)
     on conflict (id) do update set sequence = excluded.sequence, tally = excluded.tally`,
    [sequence, JSON.stringify(tallyAt(sequence).poll.tally)],
  );

async function prepare(): Promise<void> {
  await pool.query(
    'create table if not exists bench_tally (id int primary key, sequence int not null, tally jsonb not null)',
  );
  await write(0);
}

void prepare().then(() =>
  runBaseline(http, async (sequence) => {
    await write(sequence);
    pubSub.publish('tally', 1);
  }),
);
