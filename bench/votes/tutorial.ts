import 'reflect-metadata';
import type { Server } from 'node:http';
import { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify from 'fastify';
import { PubSub } from 'graphql-subscriptions';
import { useServer } from 'graphql-ws/use/ws';
import { Arg, buildSchema, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { Column, DataSource, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { WebSocketServer } from 'ws';

/** The server a tutorial teaches: a repository, `save` and publish for each vote. */
@Entity()
@ObjectType()
@Unique(['pollId', 'voter'])
class TutorialVote {
  @PrimaryGeneratedColumn('uuid')
  @Field(() => ID)
  id: string;

  @Column('text')
  @Field(() => String)
  pollId: string;

  @Column('text')
  voter: string;

  @Column('text')
  choice: string;
}

@ObjectType()
class TutorialReceipt {
  @Field(() => Int)
  sequence: number;
}

const pubsub = new PubSub();
let db: DataSource;

@Resolver()
class TutorialResolver {
  @Query(() => String)
  hello(): string {
    return 'hello';
  }

  @Mutation(() => TutorialReceipt)
  async castVote(
    @Arg('pollId', () => ID) pollId: string,
    @Arg('voter', () => ID) voter: string,
    @Arg('choice', () => String) choice: string,
  ): Promise<TutorialReceipt> {
    const votes = db.getRepository(TutorialVote);
    if (await votes.findOneBy({ pollId, voter })) throw new Error('already voted');
    await votes.save(votes.create({ pollId, voter, choice }));
    const sequence = await votes.countBy({ pollId });
    await pubsub.publish(`poll:${pollId}`, { pollId, cast: sequence });
    return { sequence };
  }
}

async function main(): Promise<void> {
  db = await new DataSource({
    type: 'postgres',
    url: process.env.DATABASE_URL as string,
    entities: [TutorialVote],
    synchronize: true,
    poolSize: 10,
  }).initialize();
  const schema = await buildSchema({ resolvers: [TutorialResolver], validate: false, pubSub: pubsub as never });
  const apollo = new ApolloServer({ schema, includeStacktraceInErrorResponses: false });
  await apollo.start();
  const app = Fastify();
  app.route({ method: ['GET', 'POST'], url: '/graphql', handler: fastifyApolloHandler(apollo) });
  useServer({ schema }, new WebSocketServer({ server: app.server as Server, path: '/graphql' }) as never);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  process.on('message', (message) => {
    if (message === 'cpu') process.send?.({ cpuMicros: process.cpuUsage().user + process.cpuUsage().system });
    if (message === 'counts')
      void db
        .query('select "pollId", count(*)::int as n from tutorial_vote group by 1')
        .then((rows) => process.send?.({ counts: rows }));
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.({ url });
}

void main();
