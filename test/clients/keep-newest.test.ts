import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { Client, fetchExchange, mapExchange, subscriptionExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { OperationTypeNode } from 'graphql';
import {
  type ConcreteRequest,
  createOperationDescriptor,
  Environment,
  fetchQuery,
  type GraphQLResponse,
  Network,
  Observable,
  RecordSource,
  requestSubscription,
  Store,
} from 'relay-runtime';
import { map } from 'rxjs';
import { anOpenPoll, vote } from '../support/ballots';
import { aHall, type Hall } from '../support/hall';
import { aServer, type TestServer } from '../support/server';
import { until } from '../support/until';
import { compiledForRelay } from './compiled-for-relay';

type Keep = <T>(value: T) => T;

/** The function of docs/clients.md, as it stands there. */
function keepNewestOfDocs(): () => Keep {
  const text = readFileSync(join(__dirname, '../../docs/clients.md'), 'utf8');
  const [, code] = /```js\n\/\/ keep-newest\.js\n([\s\S]*?)```/.exec(text) ?? [];
  return runInNewContext(`${code?.replace('export ', '')}\nkeepNewest`) as () => Keep;
}
const keepNewest = keepNewestOfDocs();
const letAll: Keep = (value) => value;

let server: TestServer;
let hall: Hall;
beforeAll(async () => {
  server = await aServer();
});
beforeEach(async () => {
  hall = await aHall(server.database.db);
});
afterEach(() => server.hangUp());
afterAll(() => server.close());

const asked = `
  query NewestQuery($slug: String!) {
    conference(slug: $slug) {
      id
      sequence
      attendance { sequence present }
      polls { nodes { id sequence state tally { sequence cast options { votes } } } }
    }
  }
`;
const followed = `
  subscription NewestSubscription($id: ID!) {
    pollTally(pollId: $id) {
      sequence
      poll { id sequence state tally { sequence cast options { votes } } }
    }
  }
`;

const ask = gql(asked);
const follow = gql(followed);

interface Asked {
  conference: { polls: { nodes: { tally: { cast: number; options: { votes: number }[] } }[] } };
}
const castOf = ({ conference }: Asked) => conference.polls.nodes[0]?.tally.cast;

/** `fetch` whose answer has come and is handed on when it is let go. */
function lateFetch() {
  let letGo: () => void = () => undefined;
  const isLetGo = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let hasCome = false;
  const late: typeof fetch = async (...asked) => {
    const response = await fetch(...asked);
    const text = await response.text();
    hasCome = true;
    await isLetGo;
    return new Response(text, response);
  };
  return { late, letGo, hasCome: () => hasCome };
}

/** A client that has asked, and follows: what it shows of the query, and of the frames. */
interface Screen {
  shown(): number | undefined;
  frame(): number | undefined;
  stop(): void;
}

type Open = (keep: Keep, pollId: string, late: typeof fetch) => Promise<Screen>;

const apollo: Open = async (keep, id, late) => {
  const client = new ApolloClient({
    cache: new InMemoryCache(),
    link: ApolloLink.from([
      new ApolloLink((operation, forward) =>
        forward(operation).pipe(map((result) => Object.assign({}, result, { data: keep(result.data) }))),
      ),
      ApolloLink.split(
        ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
        new GraphQLWsLink(await server.socket()),
        new HttpLink({ uri: `${server.app.url}/graphql`, fetch: late }),
      ),
    ]),
  });
  const query = client.watchQuery<Asked>({ query: ask, variables: { slug: hall.conference.slug } });
  let frame: number | undefined;
  const watching = query.subscribe(() => undefined);
  const following = client.subscribe<any>({ query: follow, variables: { id } }).subscribe(({ data }) => {
    frame = data?.pollTally.poll.tally.cast;
  });
  return {
    shown: () => {
      const { data, dataState } = query.getCurrentResult();
      return dataState === 'complete' ? castOf(data as Asked) : undefined;
    },
    frame: () => frame,
    stop: () => {
      watching.unsubscribe();
      following.unsubscribe();
      client.stop();
    },
  };
};

const graphcache: Open = async (keep, id, late) => {
  const socket = await server.socket();
  const client = new Client({
    url: `${server.app.url}/graphql`,
    preferGetMethod: false,
    fetch: late,
    exchanges: [
      cacheExchange({
        keys: { Tally: () => null, Attendance: () => null, OptionTally: () => null, PollTally: () => null },
      }),
      mapExchange({ onResult: (result) => ({ ...result, data: keep(result.data) }) }),
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
  let shown: number | undefined;
  let frame: number | undefined;
  const watching = client.query<Asked>(ask, { slug: hall.conference.slug }).subscribe(({ data }) => {
    shown = data ? castOf(data) : undefined;
  });
  const following = client.subscription<any>(follow, { id }).subscribe(({ data }) => {
    frame = data?.pollTally.poll.tally.cast;
  });
  return {
    shown: () => shown,
    frame: () => frame,
    stop: () => {
      watching.unsubscribe();
      following.unsubscribe();
    },
  };
};

const relay: Open = async (keep, pollId, late) => {
  const made = compiledForRelay<ConcreteRequest>('Newest', [asked, followed]);
  const documents = { query: made('NewestQuery'), subscription: made('NewestSubscription') };
  const socket = await server.socket();
  const newest =
    <Asked extends unknown[]>(send: (...asked: Asked) => Observable<GraphQLResponse>) =>
    (...asked: Asked) =>
      send(...asked).map((result) => ({ ...result, data: keep((result as { data: object }).data) }) as GraphQLResponse);
  const fetchOne = (_: unknown, variables: object) =>
    Observable.from(
      late(`${server.app.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: documents.query.params.text, variables }),
      }).then((response) => response.json() as Promise<GraphQLResponse>),
    );
  const subscribe = (_: unknown, variables: object) =>
    Observable.create<GraphQLResponse>((sink) =>
      socket.subscribe({ query: documents.subscription.params.text ?? '', variables: { ...variables } }, sink as never),
    );
  const environment = new Environment({
    network: Network.create(newest(fetchOne), newest(subscribe)),
    store: new Store(new RecordSource()),
  });
  const variables = { slug: hall.conference.slug };
  const { fragment } = createOperationDescriptor(documents.query, variables);
  let hasCome = false;
  fetchQuery(environment, documents.query, variables).subscribe({
    next: () => {
      hasCome = true;
    },
  });
  let frame: number | undefined;
  const following = requestSubscription<any>(environment, {
    subscription: documents.subscription,
    variables: { id: pollId },
    onNext: (data) => {
      frame = data.pollTally.poll.tally.cast;
    },
  });
  const retained = environment.retain(createOperationDescriptor(documents.query, variables));
  return {
    shown: () => (hasCome ? castOf(environment.lookup(fragment).data as unknown as Asked) : undefined),
    frame: () => frame,
    stop: () => {
      following.dispose();
      retained.dispose();
    },
  };
};

/** What the query shows after a late answer that was read before a ballot, and the frame after it. */
async function afterLateAnswer(open: Open, keep: Keep): Promise<readonly (number | undefined)[]> {
  const id = await anOpenPoll(hall);
  const { late, letGo, hasCome } = lateFetch();
  const screen = await open(keep, id, late);
  try {
    await until(() => hasCome() && screen.frame() === 0);
    await vote(hall, id, 0, ['YES']);
    await until(() => screen.frame() === 1);
    letGo();
    await until(() => screen.shown() !== undefined);
    const shown = screen.shown();
    await vote(hall, id, 1, ['YES']);
    await until(() => screen.shown() === 2);
    return [shown, screen.shown()];
  } finally {
    letGo();
    screen.stop();
  }
}

describe('a late HTTP answer', () => {
  it.each([
    ["Apollo Client's InMemoryCache", apollo],
    ["urql's graphcache", graphcache],
    ["Relay's store", relay],
  ])('puts nothing older over a newer frame in %s, and would without keepNewest', async (_, open) => {
    expect(await afterLateAnswer(open, keepNewest())).toEqual([1, 2]);
    hall = await aHall(server.database.db);
    expect(await afterLateAnswer(open, letAll)).toEqual([0, 2]);
  });
});

describe('keepNewest', () => {
  const poll = (sequence: number, rest: object) => ({ id: 'p', sequence, ...rest });

  it('goes by the sequence under each name, whatever else an answer asked for', () => {
    const keep = keepNewest();
    keep(poll(5, { state: 'OPEN' }));
    keep(poll(9, { cast: 9 }));
    expect(keep(poll(7, { state: 'CLOSED', cast: 7 }))).toEqual(poll(9, { state: 'CLOSED', cast: 9 }));
    expect(keep(poll(6, { state: 'OPEN' }))).toEqual(poll(9, { state: 'CLOSED' }));
    expect(keep(poll(9, { cast: 10 }))).toEqual(poll(9, { cast: 10 }));
  });

  it('renews a part by its names, a link that leads elsewhere and a list only where all that was asked for is known', () => {
    const keep = keepNewest();
    keep(poll(9, { tally: { cast: 2 }, item: { id: 'b', title: 'B' }, options: [{ votes: 2 }] }));
    const late = poll(7, { tally: { cast: 1, shown: true }, item: { id: 'a' }, options: [{ votes: 1 }, { votes: 0 }] });
    expect(keep(late)).toEqual(
      poll(9, { tally: { cast: 2, shown: true }, item: { id: 'b', title: 'B' }, options: [{ votes: 2 }] }),
    );
    const more = poll(7, { item: { id: 'a', number: 1 }, options: [{ votes: 1, code: 'YES' }] });
    expect(keep(more)).toEqual({ ...more, sequence: 9 });
  });

  it('leaves pages as they come, and renews what is in them', () => {
    const keep = keepNewest();
    const page = (sequence: number, ...ids: string[]) => ({
      polls: { nodes: ids.map((id) => ({ id, sequence, cast: sequence })) },
    });
    keep({ id: 'c', sequence: 9, ...page(9, 'p', 'q') });
    expect(keep({ id: 'c', sequence: 7, ...page(7, 'q', 'r') })).toEqual({
      id: 'c',
      sequence: 9,
      polls: {
        nodes: [
          { id: 'q', sequence: 9, cast: 9 },
          { id: 'r', sequence: 7, cast: 7 },
        ],
      },
    });
  });

  it('lets pass what has no sequence', () => {
    const keep = keepNewest();
    for (const value of [null, 1, [{ id: 'p', cast: 1 }], { id: 'p', cast: 0 }]) expect(keep(value)).toEqual(value);
  });
});
