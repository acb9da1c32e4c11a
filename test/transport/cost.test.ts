import type { ExecutionResult } from 'graphql';
import { type Client, createClient } from 'graphql-sse';
import { anOpenPoll, vote } from '../support/ballots';
import { aHall, type Hall } from '../support/hall';
import { aServer, type TestServer } from '../support/server';

let server: TestServer;
let hall: Hall;
let poll: string;
const streaming: Client[] = [];
beforeAll(async () => {
  server = await aServer();
});
beforeEach(async () => {
  hall = await aHall(server.database.db, { members: 4 });
  poll = await anOpenPoll(hall);
});
afterEach(async () => {
  for (const client of streaming.splice(0)) client.dispose();
  await server.hangUp();
});
afterAll(() => server.close());

const tally = 'subscription ($id: ID!) { pollTally(pollId: $id) { sequence poll { tally { cast } } } }';
const log = 'subscription ($id: ID!) { conferenceEvents(conferenceId: $id, after: 0) { sequence } }';

type Frames = AsyncIterableIterator<ExecutionResult<any>>;

async function bySocket(query: string, id: string): Promise<Frames> {
  return (await server.socket()).iterate({ query, variables: { id } }) as Frames;
}
const byStream = (path: string) => async (query: string, id: string) => {
  const client = createClient({ url: `${server.app.url}${path}`, retryAttempts: 0 });
  streaming.push(client);
  return client.iterate({ query, variables: { id } }) as Frames;
};

const transports = [
  ['a socket', bySocket],
  ['an event stream', byStream('/graphql/stream')],
  ['an event stream of /graphql', byStream('/graphql')],
] as const;

const next = async (frames: Frames) => (await frames.next()).value as ExecutionResult<any>;

describe('the first frame of a subscription over', () => {
  it.each(transports)('%s says the cost of a state, and no other does', async (_, follow) => {
    const early = await follow(tally, poll);
    const first = await next(early);
    expect(first.extensions).toEqual({ cost: { asked: 5, used: expect.any(Number) } });
    expect(first.data.pollTally.poll.tally.cast).toBe(0);
    await vote(hall, poll, 0, ['YES']);
    const second = await next(early);
    expect(second.data.pollTally.poll.tally.cast).toBe(1);
    expect(second).not.toHaveProperty('extensions');
    // Who comes to a state that is there already costs no execution, and is told what the one of that state came to.
    const before = server.app.broker.executions;
    const late = await follow(tally, poll);
    const theirs = await next(late);
    expect(theirs.data).toEqual(second.data);
    expect(theirs.extensions).toEqual({ cost: { asked: 5, used: expect.any(Number) } });
    expect(server.app.broker.executions).toBe(before);
  });

  it.each(transports)('%s says the cost of an entry of a log, and no other does', async (_, follow) => {
    const frames = await follow(log, hall.conference.id);
    const first = await next(frames);
    expect(first).toEqual({
      data: { conferenceEvents: { sequence: 1 } },
      extensions: { cost: { asked: 2, used: expect.any(Number) } },
    });
    expect(await next(frames)).toEqual({ data: { conferenceEvents: { sequence: 2 } } });
  });
});
