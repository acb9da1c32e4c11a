import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync, type NonEmptyArray } from 'type-graphql';
import * as award from '../../src/award/resolver';
import * as bloc from '../../src/bloc/resolver';
import * as conferenceActs from '../../src/conference/act-resolver';
import * as conference from '../../src/conference/conference-resolver';
import * as delegate from '../../src/conference/delegate-resolver';
import * as leadership from '../../src/conference/leadership-resolver';
import { checkAllowed } from '../../src/graphql/authorize/allowed';
import * as indicator from '../../src/indicator/resolver';
import * as movement from '../../src/movement/resolver';

/** The graph of the rooms without polls, pacts and signing in: what their tests ask. */
export function makeRoomsSchema(): GraphQLSchema {
  const resolvers = [award, bloc, conferenceActs, conference, delegate, leadership, indicator, movement]
    .flatMap((room) => Object.entries(room))
    .filter(([name]) => name.endsWith('Resolver'))
    .map(([, resolver]) => resolver) as unknown as NonEmptyArray<new () => object>;
  return buildSchemaSync({
    resolvers,
    authChecker: checkAllowed,
    validate: { forbidUnknownValues: false, skipMissingProperties: true },
  });
}
