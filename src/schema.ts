import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync, type NonEmptyArray, type PubSub } from 'type-graphql';
import * as auth from './auth/resolver';
import * as award from './award/resolver';
import * as bloc from './bloc/resolver';
import * as conferenceActs from './conference/act-resolver';
import * as conference from './conference/conference-resolver';
import * as delegate from './conference/delegate-resolver';
import * as leadership from './conference/leadership-resolver';
import { checkAllowed } from './graphql/authorize/allowed';
import { meterSchema } from './graphql/metering';
import { checkArgument } from './graphql/types/check-argument';
import { refuseUnwritableText } from './graphql/types/refuse-unwritable-text';
import * as files from './import/resolver';
import * as indicator from './indicator/resolver';
import * as movement from './movement/resolver';
import * as pact from './pact/resolver';
import * as poll from './poll/resolver';
import * as roll from './poll/roll-resolver';
import * as record from './record/resolver';
import * as rehearsal from './rehearsal/resolver';

type ResolverClass = new () => object;

/** Every class whose name says it is a resolver, in the modules of the rooms. */
const resolvers = [
  auth,
  award,
  bloc,
  conference,
  conferenceActs,
  delegate,
  leadership,
  files,
  indicator,
  movement,
  pact,
  poll,
  roll,
  record,
  rehearsal,
]
  .flatMap((room) => Object.entries(room))
  .filter(([name]) => name.endsWith('Resolver'))
  .map(([, resolver]) => resolver as ResolverClass) as unknown as NonEmptyArray<ResolverClass>;

/** type-graphql insists on one; subscriptions here are served by subscriptions/broker from the log, and nothing publishes. */
const noPubSub: PubSub = {
  publish: () => {
    throw new Error('nothing publishes: append to the log instead');
  },
  subscribe: () => {
    throw new Error('subscriptions return a source (subscriptions/source)');
  },
};

/** Builds a schema of its own for one app. Takes some 100 ms, once per process. */
export function makeSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers,
    authChecker: checkAllowed,
    pubSub: noPubSub,
    validateFn: checkArgument,
  });
  return meterSchema(refuseUnwritableText(schema));
}
