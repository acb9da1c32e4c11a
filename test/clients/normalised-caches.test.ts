import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { relayStylePagination } from '@apollo/client/utilities';
import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { keysOf, typePoliciesOf } from 'giaouoc-client';
import { buildSchema, type IntrospectionQuery, introspectionFromSchema, OperationTypeNode } from 'graphql';
import { anOpenPoll, vote } from '../support/ballots';
import { aHall, type Hall } from '../support/hall';
import { aServer, type TestServer } from '../support/server';
import { until } from '../support/until';

let server: TestServer;
let hall: Hall;
let introspection: IntrospectionQuery;
let told: jest.SpyInstance[];
beforeAll(async () => {
  server = await aServer();
  const printed = await fetch(`${server.app.url}/schema.graphql`);
  introspection = introspectionFromSchema(buildSchema(await printed.text()));
});
beforeEach(async () => {
  hall = await aHall(server.database.db);
  told = (['warn', 'error'] as const).map((name) => jest.spyOn(console, name).mockImplementation());
});
afterEach(async () => {
  for (const spy of told) spy.mockRestore();
  await server.hangUp();
});
afterAll(() => server.close());

// The same in each document: a cache that keeps a list of parts keeps it as it came last.
const options = 'options { option { code } votes }';
const tally = `tally { sequence present cast ${options} }`;
const list = gql`
  query List($slug: String!, $after: String) {
    conference(slug: $slug) {
      id
      sequence
      polls(first: 2, after: $after) {
        edges { node { id sequence question { vi } ${tally} } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`;
const follow = gql`
  subscription Tally($id: ID!) {
    pollTally(pollId: $id) { sequence poll { id sequence state tally { sequence electors cast ${options} } } }
  }
`;
const cast = gql`
  mutation Cast($input: CastBallotInput!) {
    castBallot(input: $input) { receipt { sequence } poll { id sequence ${tally} } }
  }
`;

interface Listed {
  conference: {
    polls: {
      edges: { node: { id: string; tally: { cast: number } } }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
  };
}
const castOf = (data: Listed | undefined) =>
  new Map(data?.conference.polls.edges.map(({ node }) => [node.id, node.tally.cast]));

/** A screen that lists polls: what it shows, and what can be done there. */
interface Screen {
  shown(): ReadonlyMap<string, number>;
  readMore(): Promise<unknown>;
  follow(id: string): void;
  cast(pollId: string): Promise<unknown>;
  stop(): void;
}

type Open = (counted: typeof fetch, authorization: string) => Promise<Screen>;

const urql: Open = async (counted, authorization) => {
  const socket = await server.socket(hall.delegates[0]);
  const client = new Client({
    url: `${server.app.url}/graphql`,
    preferGetMethod: false,
    fetch: counted,
    fetchOptions: { headers: { authorization } },
    exchanges: [
      cacheExchange({
        schema: introspection,
        keys: keysOf(introspection),
        resolvers: { Conference: { polls: relayPagination() } },
      }),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query, variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: socket.subscribe({ query: query ?? '', variables: variables as never }, sink as never),
          }),
        }),
      }),
    ],
  });
  let data: Listed | undefined;
  const { slug } = hall.conference;
  const ends: (() => void)[] = [];
  const watch = (variables: object) =>
    ends.push(
      client.query<Listed>(list, variables).subscribe((result) => {
        data = result.data ?? data;
      }).unsubscribe,
    );
  watch({ slug });
  return {
    shown: () => castOf(data),
    readMore: async () => watch({ slug, after: data?.conference.polls.pageInfo.endCursor }),
    follow: (id) => void ends.push(client.subscription(follow, { id }).subscribe(() => undefined).unsubscribe),
    cast: async (pollId) => {
      const { error } = await client.mutation(cast, { input: { pollId, choices: ['NO'] } }).toPromise();
      expect(error).toBeUndefined();
    },
    stop: () => {
      for (const end of ends) end();
    },
  };
};

const apollo: Open = async (counted, authorization) => {
  const client = new ApolloClient({
    cache: new InMemoryCache({
      typePolicies: {
        ...typePoliciesOf(introspection),
        Conference: { fields: { polls: relayStylePagination() } },
      },
    }),
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      new GraphQLWsLink(await server.socket(hall.delegates[0])),
      new HttpLink({ uri: `${server.app.url}/graphql`, fetch: counted, headers: { authorization } }),
    ),
  });
  const query = client.watchQuery<Listed>({ query: list, variables: { slug: hall.conference.slug } });
  const data = () => query.getCurrentResult().data as Listed | undefined;
  const watching = query.subscribe(() => undefined);
  let following: { unsubscribe(): void } | null = null;
  return {
    shown: () => castOf(data()),
    readMore: () => query.fetchMore({ variables: { after: data()?.conference.polls.pageInfo.endCursor } }),
    follow: (id) => {
      following = client.subscribe({ query: follow, variables: { id } }).subscribe(() => undefined);
    },
    cast: (pollId) => client.mutate({ mutation: cast, variables: { input: { pollId, choices: ['NO'] } } }),
    stop: () => {
      watching.unsubscribe();
      following?.unsubscribe();
      client.stop();
    },
  };
};

describe('a normalised cache', () => {
  it.each([
    ["urql's graphcache, with the schema and its keys", urql],
    ["Apollo Client's InMemoryCache, with its type policies", apollo],
  ])('pages, follows and acts without a warning or a request too many: %s', async (_, open) => {
    const ids = [await anOpenPoll(hall), await anOpenPoll(hall), await anOpenPoll(hall)];
    const [id] = ids as [string];
    let requests = 0;
    const counted: typeof fetch = (...asked) => {
      requests += 1;
      return fetch(...asked);
    };
    const screen = await open(counted, `Bearer ${await server.token(hall.delegates[0]!)}`);
    try {
      await until(() => screen.shown().size === 2);
      await screen.readMore();
      await until(() => screen.shown().size === 3);
      expect([...screen.shown().keys()].sort()).toEqual(ids.toSorted());
      screen.follow(id);
      await vote(hall, id, 1, ['YES']);
      await until(() => screen.shown().get(id) === 1);
      await screen.cast(id);
      await until(() => screen.shown().get(id) === 2);
      expect(requests).toBe(3);
      expect(told.flatMap((spy) => spy.mock.calls)).toEqual([]);
    } finally {
      screen.stop();
    }
  });
});
