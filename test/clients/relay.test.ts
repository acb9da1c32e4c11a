import {
  type ConcreteRequest,
  ConnectionHandler,
  commitLocalUpdate,
  commitMutation,
  createOperationDescriptor,
  Environment,
  fetchQuery,
  Network,
  Observable,
  RecordSource,
  type RequestParameters,
  requestSubscription,
  Store,
  type Variables,
} from 'relay-runtime';
import { anOpenPoll, vote } from '../support/ballots';
import { aHall, type Hall } from '../support/hall';
import { aServer, type TestServer } from '../support/server';
import { until } from '../support/until';
import { compiledForRelay } from './compiled-for-relay';

const poll = 'id sequence state tally { sequence cast options { option { code } votes } }';
const documents = [
  `query PollsQuery($slug: String!, $first: Int, $after: String) {
    conference(slug: $slug) { id sequence ...Polls_conference @arguments(first: $first, after: $after) }
  }`,
  `fragment Polls_conference on Conference
    @refetchable(queryName: "PollsPageQuery")
    @argumentDefinitions(first: { type: "Int" }, after: { type: "String" }) {
    polls(first: $first, after: $after) @connection(key: "Polls_polls") { totalCount edges { node { ${poll} } } }
  }`,
  `subscription PollsTallySubscription($id: ID!) { pollTally(pollId: $id) { sequence poll { ${poll} } } }`,
  `mutation PollsCastMutation($input: CastBallotInput!) {
    castBallot(input: $input) { receipt { sequence } poll { ${poll} } }
  }`,
];

let server: TestServer;
let hall: Hall;
let compiled: (name: string) => ConcreteRequest;
beforeAll(async () => {
  compiled = compiledForRelay<ConcreteRequest>('Polls', documents);
  server = await aServer();
  hall = await aHall(server.database.db);
});
afterEach(() => server.hangUp());
afterAll(() => server.close());

/** An app on Relay of the delegate at this place: its store, and how many requests it has made. */
async function anApp(place: number) {
  const socket = await server.socket(hall.delegates[place]);
  const asked: string[] = [];
  const fetchOne = ({ name, text }: RequestParameters, variables: Variables) => {
    asked.push(name);
    return server.ask(text ?? '', variables, hall.delegates[place]) as never;
  };
  const subscribe = ({ text }: RequestParameters, variables: Variables) =>
    Observable.create<never>((sink) => socket.subscribe({ query: text ?? '', variables }, sink as never));
  const environment = new Environment({
    network: Network.create(fetchOne, subscribe),
    store: new Store(new RecordSource()),
  });
  return { environment, asked };
}

type App = Awaited<ReturnType<typeof anApp>>;

async function ask({ environment }: App, name: string, variables: Variables): Promise<void> {
  environment.retain(createOperationDescriptor(compiled(name), variables));
  await fetchQuery(environment, compiled(name), variables).toPromise();
}

/** What the list of polls shows: of each, how many ballots are cast. */
function listed({ environment }: App): ReadonlyMap<string, number> {
  const shown = new Map<string, number>();
  commitLocalUpdate(environment, (store) => {
    const conference = store.get(hall.conference.id);
    const connection = conference && ConnectionHandler.getConnection(conference, 'Polls_polls');
    for (const edge of connection?.getLinkedRecords('edges') ?? []) {
      const node = edge?.getLinkedRecord('node');
      shown.set(String(node?.getValue('id')), Number(node?.getLinkedRecord('tally')?.getValue('cast')));
    }
  });
  return shown;
}

describe('an app on Relay', () => {
  it('pages a connection, follows a tally live, and needs no second request after an act', async () => {
    const ids = [await anOpenPoll(hall), await anOpenPoll(hall), await anOpenPoll(hall)];
    const [id] = ids as [string];
    const app = await anApp(0);
    await ask(app, 'PollsQuery', { slug: hall.conference.slug, first: 2 });
    expect(listed(app).size).toBe(2);
    let after: unknown;
    commitLocalUpdate(app.environment, (store) => {
      const conference = store.get(hall.conference.id);
      const connection = conference && ConnectionHandler.getConnection(conference, 'Polls_polls');
      after = connection?.getLinkedRecord('pageInfo')?.getValue('endCursor');
    });
    await ask(app, 'PollsPageQuery', { id: hall.conference.id, first: 2, after });
    expect([...listed(app).keys()].sort()).toEqual(ids.toSorted());
    const following = requestSubscription(app.environment, {
      subscription: compiled('PollsTallySubscription'),
      variables: { id },
    });
    await vote(hall, id, 1, ['YES']);
    await until(() => listed(app).get(id) === 1);
    await new Promise<void>((done, failed) =>
      commitMutation(app.environment, {
        mutation: compiled('PollsCastMutation'),
        variables: { input: { pollId: id, choices: ['NO'] } },
        onCompleted: (_, errors) => (errors ? failed(errors) : done()),
        onError: failed,
      }),
    );
    expect(listed(app).get(id)).toBe(2);
    expect(app.asked).toEqual(['PollsQuery', 'PollsPageQuery', 'PollsCastMutation']);
    following.dispose();
  });

  it('may send null for how many, as Relay does for a variable that is not given', async () => {
    const app = await anApp(1);
    await ask(app, 'PollsQuery', { slug: hall.conference.slug, first: null });
    expect(listed(app).size).toBe(3);
  });
});
