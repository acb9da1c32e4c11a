import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { OperationTypeNode } from 'graphql';
import { anOpenPoll } from '../support/ballots';
import { aHall, type Hall } from '../support/hall';
import { aServer, type TestServer } from '../support/server';
import { until } from '../support/until';

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

const watch = gql`
  subscription Tally($id: ID!) {
    pollTally(pollId: $id) {
      sequence
      poll { tally { cast options { option { code } votes } } }
    }
  }
`;
const cast = gql`
  mutation Cast($input: CastBallotInput!) {
    castBallot(input: $input) { receipt { sequence kind } }
  }
`;

interface Tally {
  pollTally: { sequence: number; poll: { tally: { cast: number } } };
}

/** Votes with one client and sees it live with the same one. */
async function votesAndSees(
  pollId: string,
  seen: Tally[],
  sendVote: () => Promise<{ sequence: number; kind: string }>,
): Promise<void> {
  await until(() => seen.length > 0);
  const receipt = await sendVote();
  expect(receipt.kind).toBe('ballotCast');
  await until(() =>
    seen.some(({ pollTally }) => pollTally.poll.tally.cast === 1 && pollTally.sequence >= receipt.sequence),
  );
  expect(pollId).toBeTruthy();
}

describe('a client app', () => {
  it('on Apollo Client 4 votes over HTTP and follows over a WebSocket', async () => {
    const id = await anOpenPoll(hall);
    const authorization = `Bearer ${await server.token(hall.delegates[0]!)}`;
    const client = new ApolloClient({
      cache: new InMemoryCache(),
      link: ApolloLink.split(
        ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
        new GraphQLWsLink(await server.socket(hall.delegates[0])),
        new HttpLink({ uri: `${server.app.url}/graphql`, headers: { authorization } }),
      ),
    });
    const seen: Tally[] = [];
    const subscription = client
      .subscribe<Tally>({ query: watch, variables: { id } })
      .subscribe(({ data }) => data && seen.push(data as Tally));
    await votesAndSees(id, seen, async () => {
      const { data } = await client.mutate<{ castBallot: { receipt: { sequence: number; kind: string } } }>({
        mutation: cast,
        variables: { input: { pollId: id, choices: ['YES'] } },
      });
      return data!.castBallot.receipt;
    });
    subscription.unsubscribe();
    client.stop();
  });

  it('on Apollo Client 4 sees the code of a refusal', async () => {
    const client = new ApolloClient({
      cache: new InMemoryCache(),
      link: new HttpLink({ uri: `${server.app.url}/graphql` }),
    });
    const attempt = client.mutate({
      mutation: cast,
      variables: { input: { pollId: await anOpenPoll(hall), choices: ['YES'] } },
    });
    await expect(attempt).rejects.toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED', vi: expect.any(String) } }],
    });
    client.stop();
  });

  it('on urql votes over HTTP and follows over a WebSocket', async () => {
    const id = await anOpenPoll(hall);
    const socket = await server.socket(hall.delegates[1]);
    const authorization = `Bearer ${await server.token(hall.delegates[1]!)}`;
    const client = new Client({
      url: `${server.app.url}/graphql`,
      preferGetMethod: false,
      fetchOptions: { headers: { authorization } },
      exchanges: [
        fetchExchange,
        subscriptionExchange({
          forwardSubscription: ({ query, variables }) => ({
            subscribe: (sink) => ({
              unsubscribe: socket.subscribe(
                { query: query ?? '', variables: variables as Record<string, unknown> },
                sink as never,
              ),
            }),
          }),
        }),
      ],
    });
    const seen: Tally[] = [];
    const subscription = client.subscription<Tally>(watch, { id }).subscribe(({ data }) => data && seen.push(data));
    await votesAndSees(id, seen, async () => {
      const { data, error } = await client.mutation(cast, { input: { pollId: id, choices: ['YES'] } }).toPromise();
      expect(error).toBeUndefined();
      return data.castBallot.receipt;
    });
    subscription.unsubscribe();
  });

  it('on graphql-ws alone votes and follows over one socket', async () => {
    const id = await anOpenPoll(hall);
    const socket = await server.socket(hall.delegates[2]);
    const screen = server.follow<Tally>(socket, watch.loc?.source.body ?? '', { id });
    await screen.next();
    const vote = server.follow<{ castBallot: { receipt: { kind: string } } }>(socket, cast.loc?.source.body ?? '', {
      input: { pollId: id, choices: ['NO'] },
    });
    expect((await vote.next()).castBallot.receipt.kind).toBe('ballotCast');
    await screen.find(({ pollTally }) => pollTally.poll.tally.cast === 1);
  });

  it('on plain fetch with the cookie of a browser is who it signed in as', async () => {
    const { data } = await server.ask(
      'mutation ($input: IssueBadgeInput!) { issueBadge(input: $input) { code } }',
      { input: { conferenceId: hall.conference.id, role: 'OBSERVER', name: 'Quan sát' } },
      hall.secretary,
    );
    const post = (query: string, headers: Record<string, string> = {}) =>
      fetch(`${server.app.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query }),
      });
    const signedIn = await post(`mutation { signIn(input: { code: "${data.issueBadge.code}" }) { token } }`);
    const cookie = signedIn.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^giaouoc=[\w-]{43}; Path=\/; .*HttpOnly; SameSite=Strict$/);
    const me = await post('{ me { role conference { slug } } }', { cookie: cookie.split(';')[0] ?? '' });
    const { data: seen } = (await me.json()) as { data: unknown };
    expect(seen).toEqual({ me: { role: 'OBSERVER', conference: { slug: hall.conference.slug } } });
  });
});
