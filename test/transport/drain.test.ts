import { closing, heard, introduced } from '../attacks/transports';
import { anOpenPoll } from '../support/ballots';
import { aHall } from '../support/hall';
import { untilBlocked } from '../support/log';
import { aServer, type TestServer } from '../support/server';

const cast = 'mutation ($input: CastBallotInput!) { castBallot(input: $input) { receipt { sequence } } }';
const tally = 'subscription ($id: ID!) { pollTally(pollId: $id) { sequence } }';

let server: TestServer;
beforeEach(async () => {
  server = await aServer();
});
afterEach(() => server.close());

/** Two votes under way, by socket and by event stream, that wait for a lock; a socket that only follows. */
async function votesThatWait() {
  const { db } = server.database;
  const hall = await aHall(db, { members: 3 });
  const pollId = await anOpenPoll(hall);
  const [first, second] = await Promise.all(hall.delegates.slice(0, 2).map((viewer) => server.token(viewer)));
  const tailer = await introduced(server.app.url);
  const state = heard(tailer);
  tailer.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: tally, variables: { id: pollId } } }));
  await state;

  const lock = db.createQueryRunner();
  await lock.startTransaction();
  await lock.query('select from poll where id = $1 for update', [pollId]);
  const vote = { query: cast, variables: { input: { pollId, choices: ['YES'], idempotencyKey: null } } };
  const socket = await introduced(server.app.url, first);
  const answer = heard(socket);
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: vote }));
  // Its head is sent when the vote is under way.
  const stream = await fetch(`${server.app.url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${second}` },
    body: JSON.stringify(vote),
  });
  await untilBlocked(db);
  const goOn = async () => {
    await lock.rollbackTransaction();
    await lock.release();
  };
  return { socket, answer, streamed: stream.text(), tailer, goOn };
}

describe('a server that goes down', () => {
  it('answers the votes under way over sockets and streams before it closes them, and the others at once', async () => {
    const { socket, answer, streamed, tailer, goOn } = await votesThatWait();
    const closed = closing(socket);
    const left = closing(tailer);
    const over = server.app.close();
    expect(await left).toBe(1001);
    expect(socket.readyState).toBe(socket.OPEN);
    await goOn();
    expect((await answer).text).toContain('"sequence":');
    expect(await streamed).toContain('"sequence":');
    expect(await closed).toBe(1001);
    await over;
  });

  it('waits for no vote longer than three seconds', async () => {
    const { socket, streamed, goOn } = await votesThatWait();
    const closed = closing(socket);
    // Broken off amid the answer: a fault of the network, after which its sender asks again under its key.
    const broken = expect(streamed).rejects.toThrow('terminated');
    const startedAt = performance.now();
    const over = server.app.close();
    expect(await closed).toBe(1001);
    await broken;
    expect(performance.now() - startedAt).toBeGreaterThan(2_500);
    expect(performance.now() - startedAt).toBeLessThan(6_000);
    await goOn();
    await over;
  });
});
