import { revokeAccount } from '../../src/auth/revoke-account';
import { checkIn } from '../../src/conference/check-in';
import { checkOut } from '../../src/conference/check-out';
import { readSince } from '../../src/log/read-since';
import { anOpenPoll, vote } from '../support/ballots';
import { aHall, type Hall } from '../support/hall';
import { aServer, type TestServer } from '../support/server';
import { until } from '../support/until';

let server: TestServer;
let hall: Hall;
beforeAll(async () => {
  server = await aServer({ STALE_MS: '500' });
});
beforeEach(async () => {
  hall = await aHall(server.database.db, { members: 10 });
});
// Fails when a group is left behind.
afterEach(() => server.hangUp());
afterAll(() => server.close());

const tally =
  'subscription ($id: ID!) { pollTally(pollId: $id) { sequence poll { tally { cast options { votes } } } } }';
const log =
  'subscription ($id: ID!, $after: Int!) { conferenceEvents(conferenceId: $id, after: $after) { sequence kind body } }';

/** Cuts every LISTEN connection of the test's own database. */
const cutNotifier = () =>
  server.database.db.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'giaouoc notifier'`,
  );

/** Executions of live groups while `work` runs. */
async function executionsDuring(work: () => Promise<unknown>): Promise<number> {
  const before = server.app.broker.executions;
  await work();
  return server.app.broker.executions - before;
}

describe('state subscriptions', () => {
  it('send the state at once, and the last state after a burst, in order', async () => {
    const id = await anOpenPoll(hall);
    const inbox = server.follow(await server.socket(), tally, { id });
    expect((await inbox.next()).pollTally.poll.tally.cast).toBe(0);
    await Promise.all(hall.members.map((_, n) => vote(hall, id, n, ['YES'])));
    await inbox.find(({ pollTally }) => pollTally.poll.tally.cast === 10);
    const sequences = inbox.all.map(({ pollTally }) => pollTally.sequence);
    expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
    expect(new Set(sequences).size).toBe(sequences.length);
  });

  it('are read again after a fault, and never sent with a hole in them', async () => {
    const id = await anOpenPoll(hall);
    const nested =
      'subscription ($id: ID!) { pollTally(pollId: $id) { poll { conference { proposals { nodes { id } } } tally { cast } } } }';
    const { db } = server.database;
    await db.query('alter table award_proposal rename to proposal_away');
    const before = server.app.broker.executions;
    const inbox = server.follow(await server.socket(), nested, { id });
    try {
      // The second try: the first has failed.
      await until(() => server.app.broker.executions > before + 1);
      await vote(hall, id, 0, ['YES']);
    } finally {
      await db.query('alter table proposal_away rename to award_proposal');
    }
    const shown = await inbox.find(({ pollTally }) => pollTally.poll.tally.cast === 1);
    expect(shown.pollTally.poll.conference).toEqual({ proposals: { nodes: [] } });
    expect(inbox.failures).toEqual([]);
  });

  it('are executed once for everybody who asked the same', async () => {
    const id = await anOpenPoll(hall);
    const inboxes = await Promise.all(
      Array.from({ length: 30 }, async () => server.follow(await server.socket(), tally, { id })),
    );
    await Promise.all(inboxes.map((inbox) => inbox.next()));
    const reads = await executionsDuring(async () => {
      await vote(hall, id, 0, ['YES']);
      await Promise.all(inboxes.map((inbox) => inbox.find(({ pollTally }) => pollTally.poll.tally.cast === 1)));
    });
    expect(reads).toBe(1);
  });

  it("never give one viewer another's part", async () => {
    const mine = 'subscription ($id: ID!) { pollTally(pollId: $id) { poll { myVote { voted } tally { cast } } } }';
    const id = await anOpenPoll(hall);
    const [one, two] = [
      server.follow(await server.socket(hall.delegates[0]), mine, { id }),
      server.follow(await server.socket(hall.delegates[1]), mine, { id }),
    ];
    await Promise.all([one.next(), two.next()]);
    await vote(hall, id, 0, ['YES']);
    const seen = (cast: number) => (message: any) => message.pollTally.poll.tally.cast === cast;
    expect((await one.find(seen(1))).pollTally.poll.myVote).toEqual({ voted: true });
    expect((await two.find(seen(1))).pollTally.poll.myVote).toEqual({ voted: false });
  });

  it('hear of a vote within the safety timer when the notifier is cut', async () => {
    const id = await anOpenPoll(hall);
    const inbox = server.follow(await server.socket(), tally, { id });
    await inbox.next();
    await cutNotifier();
    await vote(hall, id, 0, ['YES']);
    await inbox.find(({ pollTally }) => pollTally.poll.tally.cast === 1);
    await cutNotifier();
    await vote(hall, id, 1, ['YES']);
    await inbox.find(({ pollTally }) => pollTally.poll.tally.cast === 2);
  });

  it('of a conference show the last tally where they ask for one, and are not read for ballots where they do not', async () => {
    const id = await anOpenPoll(hall);
    const variables = { id: hall.conference.id };
    const about =
      'subscription ($id: ID!) { conferenceChanged(conferenceId: $id) { sequence conference { sequence polls { nodes';
    const follow = async (rest: string) => server.follow(await server.socket(), `${about} ${rest}`, variables);
    const tallied = await follow('{ ...P } } } } } fragment P on Poll { tally { cast } }');
    await tallied.next();
    const plain = await follow('{ state } } } } }');
    await plain.next();
    for (const n of hall.members.keys()) await vote(hall, id, n, ['YES']);
    const last = await tallied.find(
      ({ conferenceChanged }) => conferenceChanged.conference.polls.nodes[0].tally.cast === 10,
    );
    // Heard of the same entries: what comes next on the plain one is the next change of the conference.
    const input = { conferenceId: hall.conference.id, delegateId: hall.people[0]!.id, idempotencyKey: null };
    const { sequence } = await checkOut(hall.db, hall.secretary, input);
    await plain.until(() => plain.all.length > 1);
    expect(plain.all.map(({ conferenceChanged }) => conferenceChanged.sequence)).toEqual([2, sequence]);
    expect(last.conferenceChanged.sequence).toBe(sequence - 1);
  });

  it.each([
    ['the roll', 'polls { nodes { roll { nodes { voted } } } }'],
    ['the ballots', 'polls { nodes { ballots { nodes { choices } } } }'],
    ['the own vote', 'polls { nodes { myVote { voted } } }'],
    ['the end of the log', 'events { totalCount }'],
    ['the log', 'events(after: "2") { nodes { kind } }'],
  ])('of a conference show what a ballot moves: %s', async (_, selection) => {
    const id = await anOpenPoll(hall);
    const document = `subscription ($id: ID!) { conferenceChanged(conferenceId: $id) { conference { ${selection} } } }`;
    const inbox = server.follow(await server.socket(hall.delegates[0]), document, { id: hall.conference.id });
    const first = await inbox.next();
    await vote(hall, id, 0, ['YES']);
    expect(await inbox.next()).not.toEqual(first);
  });

  it('refuse what does not exist with a code, over the socket', async () => {
    const inbox = server.follow(await server.socket(), tally, { id: '00000000-0000-4000-8000-00000000abcd' });
    expect(await inbox.failure()).toMatchObject([{ extensions: { code: 'NOT_FOUND', vi: expect.any(String) } }]);
  });

  it('show the conference as delegates come and go', async () => {
    const watch =
      'subscription ($id: ID!) { conferenceChanged(conferenceId: $id) { sequence conference { attendance { present } } } }';
    const inbox = server.follow(await server.socket(hall.observer), watch, { id: hall.conference.id });
    const present = (await inbox.next()).conferenceChanged.conference.attendance.present;
    const input = { conferenceId: hall.conference.id, delegateId: hall.people[0]!.id, idempotencyKey: null };
    await checkOut(hall.db, hall.secretary, input);
    await inbox.find(({ conferenceChanged }) => conferenceChanged.conference.attendance.present === present - 1);
    await checkIn(hall.db, hall.secretary, input);
    expect(
      (await inbox.find((message) => message.conferenceChanged.sequence === 2)).conferenceChanged.conference.attendance
        .present,
    ).toBe(present);
  });
});

describe('conferenceEvents', () => {
  it('gives every entry from any position, in order, with its canonical body', async () => {
    const id = await anOpenPoll(hall);
    for (let n = 0; n < 5; n += 1) await vote(hall, id, n, ['YES']);
    const stored = await readSince(hall.db, hall.conference.id, 3, 100);
    const inbox = server.follow(await server.socket(), log, { id: hall.conference.id, after: 3 });
    await inbox.until(() => inbox.all.length === stored.length);
    expect(inbox.all.map(({ conferenceEvents }) => conferenceEvents.body)).toEqual(stored.map((entry) => entry.body));
    await vote(hall, id, 6, ['NO']);
    await inbox.until(() => inbox.all.length === stored.length + 1);
    expect(inbox.all.at(-1).conferenceEvents.sequence).toBe(stored.length + 4);
  });

  it('goes on without gap or double for readers at different positions while entries come and the notifier is cut', async () => {
    const big = await aHall(server.database.db, { members: 30 });
    const id = await anOpenPoll(big);
    const readers = await Promise.all(
      [0, 1, 2, 2].map(async (after) => ({
        after,
        inbox: server.follow(await server.socket(), log, { id: big.conference.id, after }),
      })),
    );
    const votes = big.members.map((_, n) => vote(big, id, n, ['YES']));
    await cutNotifier();
    await Promise.all(votes);
    for (const { after, inbox } of readers) {
      await inbox.find(({ conferenceEvents }) => conferenceEvents.sequence === 32);
      expect(inbox.all.map(({ conferenceEvents }) => conferenceEvents.sequence)).toEqual(
        Array.from({ length: 32 - after }, (_, n) => n + after + 1),
      );
    }
  });

  it('refuses a position beyond the end', async () => {
    const inbox = server.follow(await server.socket(), log, { id: hall.conference.id, after: 1_000 });
    expect(await inbox.failure()).toMatchObject([{ extensions: { code: 'LOG_POSITION_AHEAD', facts: { end: 0 } } }]);
  });
});

describe('a revoked account', () => {
  it('loses its sockets and has its next request refused', async () => {
    const id = await anOpenPoll(hall);
    const viewer = hall.delegates[0]!;
    const client = await server.socket(viewer);
    const closed = new Promise<number>((resolve) =>
      client.on('closed', (event) => resolve((event as { code: number }).code)),
    );
    await server.follow(client, tally, { id }).next();
    await revokeAccount(server.database.db, hall.administrator, {
      accountId: viewer.accountId as string,
      idempotencyKey: null,
    });
    expect(await closed).toBe(4403);
    const answer = await server.ask('{ me { role } }', {}, viewer);
    expect(answer).toMatchObject({ status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });
});
