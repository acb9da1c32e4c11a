import { ApolloClient, ApolloLink, gql, InMemoryCache, Observable } from '@apollo/client';
import { Client, fetchExchange } from '@urql/core';
import { print } from 'graphql';
import { createClient, type RequestParams } from 'graphql-sse';
import { type App, startApp } from '../../src/app/start';
import { readConfig } from '../../src/config/config';
import { anOpenPoll, vote } from '../support/ballots';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, type Hall } from '../support/hall';
import { until } from '../support/until';

/** How often a stream shows that it is alive, in milliseconds (transport/sse/streams); other timers have other times. */
const beatMs = 12_000;

let database: TestDatabase;
let app: App;
let hall: Hall;
/** The beats of the servers started so far, which the tests make come. */
let beats: (() => void)[];
let passedMs: number;
beforeAll(async () => {
  beats = [];
  passedMs = 0;
  const { setInterval: every } = globalThis;
  const clock = performance.now.bind(performance);
  jest.spyOn(performance, 'now').mockImplementation(() => clock() + passedMs);
  jest.spyOn(globalThis, 'setInterval').mockImplementation(((call: () => void, ms: number, ...rest: unknown[]) => {
    if (ms === beatMs) beats.push(call);
    return every(call, ms, ...(rest as []));
  }) as never);
  database = await freshDatabase();
  app = await start('0');
});
beforeEach(async () => {
  hall = await aHall(database.db, { members: 10 });
});
afterAll(async () => {
  await app.close();
  await database.drop();
  jest.restoreAllMocks();
});

const start = (port: string) => startApp(readConfig({ PORT: port, LOG_LEVEL: 'silent', DATABASE_URL: database.url }));

/** Lets so many beats pass, each of which the client has before the next comes. */
async function passBeats(count: number, seen: Seen): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const before = seen.comments;
    passedMs += beatMs;
    for (const beat of beats) beat();
    await until(() => seen.comments > before);
  }
}

interface Seen {
  /** What came that says nothing but that the stream is alive; clients do not show it. */
  comments: number;
  /** Sequences of the entries that came. */
  readonly entries: number[];
  readonly errors: unknown[];
  completed: boolean;
}
const nothing = (): Seen => ({ comments: 0, entries: [], errors: [], completed: false });

/** `fetch` that looks at what streams bring. */
const watched = (seen: Seen): typeof fetch => {
  const counting = () =>
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, out) {
        const lines = Buffer.from(chunk).toString().split('\n');
        seen.comments += lines.filter((line) => line === ':').length;
        out.enqueue(chunk);
      },
    });
  return async (...asked) => {
    const response = await fetch(...asked);
    return new Response(response.body?.pipeThrough(counting()), response);
  };
};

const log = `subscription ($id: ID!, $after: Int!) {
  conferenceEvents(conferenceId: $id, after: $after) { sequence kind }
}`;
interface Data {
  readonly conferenceEvents: { readonly sequence: number };
}
type Follow = (url: string, variables: { id: string; after: number }, seen: Seen) => () => void;

/** urql with its own fetchExchange, which follows by event stream. */
const onUrql: Follow = (url, variables, seen) => {
  const client = new Client({
    url,
    preferGetMethod: false,
    fetchSubscriptions: true,
    fetch: watched(seen),
    exchanges: [fetchExchange],
  });
  const { unsubscribe } = client.subscription<Data>(log, variables).subscribe(({ data, error, hasNext }) => {
    if (error) seen.errors.push(error);
    else if (data) seen.entries.push(data.conferenceEvents.sequence);
    if (!hasNext) seen.completed = true;
  });
  return unsubscribe;
};

const sse = (url: string, seen: Seen) =>
  createClient({
    url,
    fetchFn: watched(seen),
    // A server that starts beside other tests takes its time.
    retryAttempts: Number.POSITIVE_INFINITY,
    retry: () => new Promise((go) => setTimeout(go, 20)),
  });

const onGraphqlSse: Follow = (url, variables, seen) => {
  const client = sse(url, seen);
  client.subscribe<Data>(
    { query: log, variables },
    {
      next: ({ data }) => data && seen.entries.push(data.conferenceEvents.sequence),
      error: (error) => seen.errors.push(error),
      complete: () => {
        seen.completed = true;
      },
    },
  );
  return () => client.dispose();
};

/** Apollo Client with the link of graphql-sse's recipes. */
const onApollo: Follow = (url, variables, seen) => {
  const events = sse(url, seen);
  const link = new ApolloLink(
    ({ query, variables: given, operationName }) =>
      new Observable((observer) =>
        events.subscribe({ query: print(query), variables: given, operationName } as RequestParams, observer as never),
      ),
  );
  const client = new ApolloClient({ cache: new InMemoryCache(), link });
  const subscription = client.subscribe<Data>({ query: gql(log), variables, fetchPolicy: 'no-cache' }).subscribe({
    next: ({ data, error }) => {
      if (error) seen.errors.push(error);
      else if (data) seen.entries.push((data as Data).conferenceEvents.sequence);
    },
    complete: () => {
      seen.completed = true;
    },
  });
  return () => {
    subscription.unsubscribe();
    events.dispose();
    client.stop();
  };
};

const stacks: [string, Follow][] = [
  ['urql', onUrql],
  ['graphql-sse', onGraphqlSse],
  ['Apollo Client', onApollo],
];

describe('over an event stream', () => {
  it.each(stacks)('%s follows for a quarter of an hour, without silence and without a double', async (_, follow) => {
    const id = await anOpenPoll(hall);
    const seen = nothing();
    const stop = follow(`${app.url}/graphql/stream`, { id: hall.conference.id, after: 0 }, seen);
    await until(() => seen.entries.length === 2);
    for (let n = 0; n < 10; n += 1) {
      await passBeats(8, seen);
      await vote(hall, id, n, ['YES']);
      await until(() => seen.entries.at(-1) === n + 3);
    }
    expect(seen).toMatchObject({ entries: Array.from({ length: 12 }, (_, n) => n + 1), errors: [], completed: false });
    // One as the stream began, then at least one each twelve seconds of sixteen minutes.
    expect(seen.comments).toBeGreaterThan(80);
    stop();
    await until(() => app.connections.size === 0);
  });

  it('urql is told when the server goes down, and the others come back by themselves', async () => {
    const id = await anOpenPoll(hall);
    const all = stacks.map(([, follow]) => {
      const seen = nothing();
      return { seen, stop: follow(`${app.url}/graphql/stream`, { id: hall.conference.id, after: 1 }, seen) };
    });
    await until(() => all.every(({ seen }) => seen.entries.length === 1));
    const { port } = new URL(app.url);
    await app.close();
    app = await start(port);
    await until(() => all[0]!.seen.errors.length > 0);
    expect(all[0]!.seen.errors).toMatchObject([{ networkError: expect.anything() }]);
    await vote(hall, id, 0, ['YES']);
    for (const { seen } of all.slice(1)) {
      await until(() => seen.entries.includes(3));
      expect([seen.errors, seen.completed]).toEqual([[], false]);
    }
    for (const { stop } of all) stop();
    await until(() => app.connections.size === 0);
  });
});
