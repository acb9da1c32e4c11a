import { aHall, type Hall } from '../support/hall';
import { aServer, type TestServer } from '../support/server';

let server: TestServer;
let hall: Hall;
beforeAll(async () => {
  server = await aServer();
});
beforeEach(async () => {
  hall = await aHall(server.database.db);
});
afterAll(() => server.close());

const watch = `subscription ($id: ID!) { pollTally(pollId: $id) { sequence poll { state tally { electors cast shown missing outcome options { option { code } votes } } } } }`;

async function anOpenPoll(input: Record<string, unknown> = {}): Promise<string> {
  const created = await server.ask(
    'mutation ($input: CreatePollInput!) { createPoll(input: $input) { poll { id } } }',
    { input: { conferenceId: hall.conference.id, question: { vi: 'Thông qua?' }, ...input } },
    hall.secretary,
  );
  const id = created.data.createPoll.poll.id;
  const opened = await server.ask(
    'mutation ($id: ID!) { openPoll(input: { pollId: $id }) { receipt { sequence } } }',
    { id },
    hall.chair,
  );
  expect(opened.errors).toBeUndefined();
  return id;
}

describe('pollTally', () => {
  it('shows each vote to whoever watches, to the public and to delegates alike', async () => {
    const id = await anOpenPoll();
    const inboxes = [
      server.follow(await server.socket(), watch, { id }),
      server.follow(await server.socket(hall.delegates[0]), watch, { id }),
    ];
    for (const inbox of inboxes)
      expect((await inbox.next()).pollTally.poll.tally).toMatchObject({ electors: 5, cast: 0, missing: 3 });
    const cast = await server.ask(
      'mutation ($id: ID!) { castBallot(input: { pollId: $id, choices: ["YES"] }) { receipt { sequence kind digest } } }',
      { id },
      hall.delegates[0],
    );
    expect(cast).toMatchObject({ status: 200, data: { castBallot: { receipt: { kind: 'ballotCast' } } } });
    for (const inbox of inboxes) {
      const seen = await inbox.find(({ pollTally }) => pollTally.poll.tally.cast === 1);
      expect(seen.pollTally.sequence).toBeGreaterThanOrEqual(cast.data.castBallot.receipt.sequence);
      expect(seen.pollTally.poll.tally.options[0]).toEqual({ option: { code: 'YES' }, votes: 1 });
    }
  });
});
