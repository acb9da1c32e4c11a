import { once } from 'node:events';
import WebSocket from 'ws';
import { anOpenPoll } from '../support/ballots';
import { aHall, type Hall } from '../support/hall';
import { aServer, type TestServer } from '../support/server';
import { until } from '../support/until';

let server: TestServer;
let hall: Hall;
let socket: WebSocket;
let came: { readonly id: string; readonly type: string; readonly payload?: any }[];
beforeAll(async () => {
  server = await aServer();
  hall = await aHall(server.database.db);
});
beforeEach(async () => {
  socket = new WebSocket(`${server.app.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  came = [];
  socket.on('message', (data) => came.push(JSON.parse(String(data))));
  await once(socket, 'open');
  say({ type: 'connection_init' });
  await until(() => came.length === 1);
  came = [];
});
afterEach(async () => {
  jest.restoreAllMocks();
  socket.terminate();
  await until(() => server.app.broker.size === 0);
});
afterAll(() => server.close());

const say = (message: object) => socket.send(JSON.stringify(message));
const ask = (id: string, query: string) => say({ id, type: 'subscribe', payload: { query } });
const complete = (id: string) => say({ id, type: 'complete' });
const tallyOf = (pollId: string) => `subscription { pollTally(pollId: "${pollId}") { sequence poll { id } } }`;
const nextOnes = () => came.filter(({ type }) => type === 'next').map(({ payload }) => payload.data);

/** Holds the first query that is executed until it is let go. */
function holdFirst(): () => void {
  const { pipeline } = server.app.services;
  let go: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  const run = pipeline.run.bind(pipeline);
  jest.spyOn(pipeline, 'run').mockImplementationOnce(async (prepared) => {
    await held;
    return run(prepared);
  });
  return go;
}

describe('an id that is used again at once after `complete`', () => {
  it('is answered, whatever was asked before and after', async () => {
    const pollId = await anOpenPoll(hall);
    for (let n = 0; n < 20; n += 1) {
      ask('1', tallyOf(pollId));
      if (n % 2 === 0) await until(() => nextOnes().some((data) => data.pollTally));
      complete('1');
      ask('1', `{ a${n}: __typename }`);
      await until(() => came.some(({ type }) => type === 'complete'));
      expect(nextOnes().at(-1)).toEqual({ [`a${n}`]: 'Query' });
      expect(came.filter(({ type }) => type !== 'next')).toEqual([{ id: '1', type: 'complete' }]);
      came = [];
    }
  });

  it('follows what is asked for, and gets nothing of before', async () => {
    const [one, two] = [await anOpenPoll(hall), await anOpenPoll(hall)];
    for (let n = 0; n < 10; n += 1) {
      ask('1', tallyOf(one));
      complete('1');
      ask('1', `subscription { two: pollTally(pollId: "${two}") { poll { id } } }`);
      await until(() => nextOnes().length === 1);
      expect(nextOnes()).toEqual([{ two: { poll: { id: two } } }]);
      complete('1');
      await until(() => server.app.broker.size === 0);
      came = [];
    }
  });

  it('does not get the answer of the one before, which is still being worked on', async () => {
    const letGo = holdFirst();
    ask('1', '{ before: __typename }');
    complete('1');
    ask('1', '{ after: __typename }');
    ask('2', '{ other: __typename }');
    await until(() => came.length === 2);
    letGo();
    await until(() => came.length === 4);
    expect(nextOnes()).toEqual([{ other: 'Query' }, { after: 'Query' }]);
    expect(came.at(-1)).toEqual({ id: '1', type: 'complete' });
  });

  it('can be completed again while it waits, and then used once more', async () => {
    const letGo = holdFirst();
    ask('1', '{ before: __typename }');
    for (let n = 0; n < 5; n += 1) {
      complete('1');
      ask('1', `{ after${n}: __typename }`);
    }
    letGo();
    await until(() => came.length === 2);
    expect(nextOnes()).toEqual([{ after4: 'Query' }]);
  });

  it.each([
    ['the first is open', false],
    ['one waits already', true],
  ])('is still refused while it is in use: %s', async (_, isWaiting) => {
    const letGo = holdFirst();
    ask('1', '{ before: __typename }');
    if (isWaiting) {
      complete('1');
      ask('1', '{ after: __typename }');
    }
    const closed = once(socket, 'close');
    ask('1', '{ third: __typename }');
    expect((await closed)[0]).toBe(4409);
    letGo();
  });
});
