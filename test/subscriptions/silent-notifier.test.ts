import { type App, startApp } from '../../src/app/start';
import { readConfig } from '../../src/config/config';
import { anOpenPoll, vote } from '../support/ballots';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall } from '../support/hall';
import { Inbox } from '../support/inbox';
import { aClient } from '../support/nodes';
import { aDetour, type Detour } from '../support/proxy';

const staleMs = 500;

let database: TestDatabase;
let detour: Detour;
let app: App;
beforeAll(async () => {
  database = await freshDatabase();
  detour = await aDetour(database.url, 'giaouoc notifier');
  const databaseUrl = detour.through(database.url);
  const settings = { PORT: '0', LOG_LEVEL: 'silent', STALE_MS: String(staleMs), DATABASE_URL: databaseUrl };
  app = await startApp(readConfig(settings));
});
afterAll(async () => {
  detour.mend();
  await app.close();
  await detour.close();
  await database.drop();
});

describe('a server whose notifier is silent', () => {
  it('hears of a vote by its timer, each time', async () => {
    const hall = await aHall(database.db, { members: 5 });
    const pollId = await anOpenPoll(hall);
    const client = aClient(() => app.url);
    const query = 'subscription ($id: ID!) { pollTally(pollId: $id) { poll { tally { cast } } } }';
    const inbox = new Inbox<any>(client, { query, variables: { id: pollId } });
    await inbox.next();
    // The connection stays open, and nothing comes through it any more: the server does not connect anew.
    detour.stall();
    for (const n of [0, 1, 2]) {
      await vote(hall, pollId, n, ['YES']);
      await inbox.find(({ pollTally }) => pollTally.poll.tally.cast === n + 1);
    }
    await client.dispose();
  });
});
