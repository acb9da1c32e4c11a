import { type App, startApp } from '../../src/app/start';
import { revokeAccount } from '../../src/auth/revoke-account';
import { readConfig } from '../../src/config/config';
import type { Viewer } from '../../src/graphql/authorize/viewer';
import { countBallots } from '../../src/poll/count';
import { anOpenPoll } from '../support/ballots';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, type Hall } from '../support/hall';
import { Inbox } from '../support/inbox';
import { aClient, ask, tokensOf } from '../support/nodes';
import { aDetour, type Detour } from '../support/proxy';

/** A timer no test lives to see: without a notification the server hears of nothing. */
const never = '600000';

let database: TestDatabase;
let detour: Detour;
let app: App;
let hall: Hall;
beforeAll(async () => {
  database = await freshDatabase();
  detour = await aDetour(database.url, 'giaouoc notifier');
  const settings = { PORT: '0', LOG_LEVEL: 'silent', STALE_MS: never, DATABASE_URL: detour.through(database.url) };
  app = await startApp(readConfig(settings));
  hall = await aHall(database.db, { members: 5, present: 5 });
});
afterAll(async () => {
  detour.mend();
  await app.close();
  await detour.close();
  await database.drop();
});

const cast = 'mutation ($input: CastBallotInput!) { castBallot(input: $input) { receipt { sequence } } }';
const checkIn = 'mutation ($input: CheckInInput!) { checkIn(input: $input) { receipt { sequence } } }';

describe('a server that hears no notification', () => {
  it('takes no ballot and no act over a socket of somebody who was revoked, nor over HTTP', async () => {
    const pollId = await anOpenPoll(hall);
    const voter = at(hall.delegates, 0);
    const [voterToken = '', deskToken = ''] = await tokensOf(database.db, [voter, hall.secretary]);
    const [phone, desk] = [aClient(() => app.url, voterToken), aClient(() => app.url, deskToken)];
    const tallies = [phone, desk].map(
      (client) =>
        new Inbox<any>(client, {
          query: 'subscription ($id: ID!) { pollTally(pollId: $id) { poll { tally { cast } } } }',
          variables: { id: pollId },
        }),
    );
    for (const inbox of tallies) await inbox.next();
    let closed = 0;
    for (const client of [phone, desk]) client.on('closed', () => (closed += 1));
    detour.stall();
    for (const { accountId } of [voter, hall.secretary] as Viewer[])
      await revokeAccount(database.db, hall.administrator, { accountId: accountId as string });

    const ballot = { input: { pollId, choices: ['YES'] } };
    const arrival = { input: { conferenceId: hall.conference.id, delegateId: at(hall.people, 5).id } };
    const refused = [{ extensions: { code: 'UNAUTHENTICATED' } }];
    expect(await new Inbox(phone, { query: cast, variables: ballot }).failure()).toMatchObject(refused);
    expect(await new Inbox(desk, { query: checkIn, variables: arrival }).failure()).toMatchObject(refused);
    // Nobody told the server: the very sockets that were open were refused.
    expect(closed).toBe(0);
    for (const [token, query, variables] of [
      [voterToken, cast, ballot],
      [deskToken, checkIn, arrival],
    ] as const)
      expect((await ask(app.url, query, variables, token)).errors).toMatchObject(refused);
    expect((await countBallots(database.db.manager, [pollId])).get(pollId)).toMatchObject({ cast: 0, voted: 0 });
    expect(await database.db.query('select from presence where delegate_id = $1', [at(hall.people, 5).id])).toEqual([]);
    for (const client of [phone, desk]) await Promise.resolve(client.dispose()).catch(() => undefined);
  });
});
