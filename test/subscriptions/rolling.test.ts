import { countBallots } from '../../src/poll/count';
import { closePoll } from '../support/acts';
import { anOpenPoll } from '../support/ballots';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at } from '../support/hall';
import { aClient, followLog, followTally, tokensOf, voteUntilAnswered } from '../support/nodes';
import { aServerProcess, type ServerProcess } from '../support/process';
import { until } from '../support/until';

const voters = 400;
/** Of them vote while the first node is stopped. */
const half = 200;
/** Votes under way together: fewer than all, so that each stop finds some unanswered. */
const atOnce = 16;

let database: TestDatabase;
let nodes: ServerProcess[];
const settings = () => ({ DATABASE_URL: database.url, DEMO: 'off', READ_POOL_SIZE: '6' });

beforeAll(async () => {
  database = await freshDatabase();
  nodes = await Promise.all([0, 1].map(() => aServerProcess({ ...settings(), PORT: '0' }, 'start')));
});
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.kill()));
  await database.drop();
});

describe('a rolling restart of two nodes amid votes', () => {
  it('ends each with code 0 and loses no acknowledgement; sockets are told to come again', async () => {
    const hall = await aHall(database.db, { members: voters });
    const pollId = await anOpenPoll(hall);
    const tokens = await tokensOf(database.db, hall.delegates.slice(0, voters));
    const urls = nodes.map(({ url }) => url);
    // Everybody begins at a node of their own, and asks the next one after a failure, as a proxy would.
    const somewhere = () => {
      let next = 0;
      return (first: number) => () => at(urls, (first + next++) % urls.length);
    };
    const clients = [0, 1, 2, 3].map((n) => aClient(somewhere()(n)));
    const closes: number[] = [];
    for (const client of clients) client.on('closed', (event) => closes.push((event as { code: number }).code));
    const logs = clients.map((client) => followLog(client, hall.conference.id));
    const screens = clients.map((client) => followTally(client, pollId));
    await Promise.all(screens.map((screen) => screen.next()));

    const sequences: number[] = [];
    for (const n of [0, 1]) {
      const waiting = tokens.slice(n * half, (n + 1) * half).map((token, voter) => ({ token, voter }));
      const hands = Array.from({ length: atOnce }, async () => {
        for (let next = waiting.pop(); next; next = waiting.pop()) {
          sequences.push(await voteUntilAnswered(somewhere()(next.voter), next.token, pollId));
        }
      });
      await until(() => sequences.length >= n * half + 20);
      expect(waiting.length).toBeGreaterThan(0);
      const { port } = new URL(at(nodes, n).url);
      expect(await at(nodes, n).terminate()).toBe(0);
      nodes[n] = await aServerProcess({ ...settings(), PORT: port }, 'start');
      await Promise.all(hands);
    }

    const all = Array.from({ length: voters + 2 }, (_, n) => n + 1);
    expect(sequences.sort((a, b) => a - b)).toEqual(all.slice(2));
    await Promise.all(screens.map((screen) => screen.find(({ pollTally }) => pollTally.poll.tally.cast === voters)));
    await until(() => logs.every((log) => log.length >= all.length));
    for (const log of logs) expect(log).toEqual(all);
    await closePoll(hall.db, hall.chair, { pollId, idempotencyKey: null });
    expect((await countBallots(hall.db.manager, [pollId])).get(pollId)?.cast).toBe(voters);
    expect(closes.length).toBeGreaterThanOrEqual(4);
    expect(new Set(closes)).toEqual(new Set([1001]));
    for (const client of clients) await client.dispose();
  });
});
