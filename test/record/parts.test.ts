import { randomUUID } from 'node:crypto';
import type { GraphQLObjectType } from 'graphql';
import { type Client, createClient } from 'graphql-sse';
import { proposeAward } from '../../src/award/propose-award';
import { checkOut } from '../../src/conference/check-out';
import { Conference, ConferenceState, Visibility } from '../../src/conference/conference';
import { openConference } from '../../src/conference/open-conference';
import { startAgendaItem } from '../../src/conference/start-agenda-item';
import { operator } from '../../src/graphql/authorize/viewer';
import { append, startLog } from '../../src/log/append';
import { positions } from '../../src/log/read-since';
import { partTopics, topics } from '../../src/log/topics';
import { draftPact } from '../../src/pact/draft-pact';
import { makeSchema } from '../../src/schema';
import { closeConference, openPoll } from '../support/acts';
import { aDraftPoll, anOpenPoll, vote } from '../support/ballots';
import { aHall, at, type Hall, opensYear } from '../support/hall';
import { Inbox } from '../support/inbox';
import { aServer, type TestServer } from '../support/server';
import { until } from '../support/until';

let server: TestServer;
let client: Client;
beforeAll(async () => {
  // Groups look again by themselves after a while; not within these tests.
  server = await aServer({ STALE_MS: '60000' });
});
beforeEach(() => {
  client = createClient({ url: `${server.app.url}/graphql/stream`, retryAttempts: 0 });
});
// Fails when a group is left behind.
afterEach(async () => {
  client.dispose();
  await server.hangUp();
});
afterAll(() => server.close());

/** Follows over a socket and over an event stream, until both have the state as it is. */
async function followTwice(query: string, variables: Record<string, unknown>): Promise<readonly Inbox<any>[]> {
  const inboxes = [
    server.follow(await server.socket(), query, variables),
    new Inbox<any>(client as never, { query, variables }),
  ];
  for (const inbox of inboxes) await inbox.until(() => inbox.all.length === 1);
  expect(server.app.broker.size).toBe(1);
  return inboxes;
}

/** Waits until the groups have heard of all that was written to a log. */
async function heard(stream: string): Promise<void> {
  const end = (await positions(server.database.db, [stream])).get(stream) ?? 0;
  await until(() => (server.app.services.tailer.positions().get(stream) ?? 0) >= end);
}

/** How often groups were executed for `related`, where `others` come before it; each inbox has one message more. */
async function executionsFor(
  inboxes: readonly Inbox<any>[],
  stream: string,
  others: () => Promise<unknown>,
  related: () => Promise<unknown>,
): Promise<number> {
  const before = server.app.broker.executions;
  await others();
  await heard(stream);
  await related();
  for (const inbox of inboxes) await inbox.until(() => inbox.all.length === 2);
  return server.app.broker.executions - before;
}

/** One act on each part of a conference, by the name of the part. */
async function actsAt(hall: Hall): Promise<Readonly<Record<string, () => Promise<unknown>>>> {
  const { db, conference } = hall;
  const opened = await anOpenPoll(hall);
  const pollId = await aDraftPoll(hall);
  const conferenceId = conference.id;
  const title = { vi: 'Giao ước', en: null };
  const idempotencyKey = null;
  return {
    attendance: () => checkOut(db, hall.secretary, { conferenceId, delegateId: at(hall.people, 5).id }),
    agenda: () => startAgendaItem(db, hall.secretary, { itemId: at(hall.agenda, 0).id }),
    proposals: () =>
      proposeAward(db, hall.secretary, {
        conferenceId,
        awardCode: 'CO_TD_CHINH_PHU',
        memberId: at(hall.members, 0).id,
      }),
    polls: () => openPoll(db, hall.chair, { pollId, idempotencyKey }),
    ballots: () => vote(hall, opened, 0, ['YES']),
    pact: () =>
      draftPact(db, hall.secretary, {
        ...{ conferenceId, year: opensYear, title, preamble: null, targets: [], idempotencyKey },
        articles: [{ heading: title, text: title }],
      }),
  };
}

/** What each subscription to a part says of itself. */
const shown = Object.values(makeSchema().getSubscriptionType()?.getFields() ?? {}).flatMap(({ name, extensions }) =>
  extensions.shown ? [{ field: name, ...(extensions.shown as { fields: string[]; parts: string[] }) }] : [],
);

describe('a subscription to a part of a conference', () => {
  it('is there for every part, and names fields of a conference', async () => {
    expect([...new Set(shown.flatMap(({ parts }) => parts))].sort()).toEqual(Object.keys(partTopics).sort());
    const fields = Object.keys((makeSchema().getType('Conference') as GraphQLObjectType).getFields());
    expect(fields).toEqual(expect.arrayContaining(shown.flatMap((each) => each.fields)));
    const acts = await actsAt(await aHall(server.database.db));
    expect(Object.keys(acts)).toEqual(expect.arrayContaining(Object.keys(partTopics)));
  });

  it.each([
    ['attendanceChanged', ['attendance'], 'attendance { present }', { attendance: { present: 5 } }],
    ['agendaChanged', ['agenda'], 'currentItem { ordinal }', { currentItem: { ordinal: 1 } }],
    [
      'pollsChanged',
      ['polls'],
      'polls { nodes { state } }',
      { polls: { nodes: [{ state: 'OPEN' }, { state: 'OPEN' }] } },
    ],
    ['awardProposalsChanged', ['proposals', 'polls'], 'proposals { totalCount }', { proposals: { totalCount: 1 } }],
    [
      'awardProposalsChanged',
      ['polls', 'proposals'],
      'polls { nodes { state } }',
      { polls: { nodes: [{ state: 'OPEN' }, { state: 'OPEN' }] } },
    ],
  ])(
    '%s shows the acts on %j, of which the first, and nothing is read for any other',
    async (field, [mine, also], asked, shown) => {
      const hall = await aHall(server.database.db);
      const acts = await actsAt(hall);
      const id = hall.conference.id;
      const query = `subscription ($id: ID!) { ${field}(conferenceId: $id) { sequence conference { ${asked} } } }`;
      const inboxes = await followTwice(query, { id });
      const others = Object.keys(acts).filter((name) => name !== mine && name !== also);
      const run = async (names: readonly string[]) => {
        for (const name of names) await acts[name]!();
      };
      expect(others.length).toBeGreaterThanOrEqual(4);
      const executions = await executionsFor(
        inboxes,
        id,
        () => run(others),
        () => run([mine!]),
      );
      expect(executions).toBe(1);
      const { sequence } = inboxes[0]!.all[1][field];
      expect(sequence).toBe((await positions(hall.db, [id])).get(id));
      for (const { all } of inboxes) expect(all[1]).toEqual({ [field]: { sequence, conference: shown } });
    },
  );

  it('shows what a ballot moves where it is asked for, of polls and of what polls are about', async () => {
    const hall = await aHall(server.database.db);
    const id = hall.conference.id;
    const pollId = await anOpenPoll(hall);
    const query =
      'subscription ($id: ID!) { pollsChanged(conferenceId: $id) { conference { polls { nodes { tally { cast } } } } } }';
    const inboxes = await followTwice(query, { id });
    await vote(hall, pollId, 0, ['YES']);
    for (const inbox of inboxes)
      await inbox.find(({ pollsChanged }) => pollsChanged.conference.polls.nodes[0].tally.cast === 1);
  });

  it('shows an agenda whose last item ended with the conference', async () => {
    const hall = await aHall(server.database.db);
    const conferenceId = hall.conference.id;
    await startAgendaItem(hall.db, hall.secretary, { itemId: at(hall.agenda, 2).id });
    const query = 'subscription ($id: ID!) { agendaChanged(conferenceId: $id) { conference { agenda { state } } } }';
    const [inbox] = await followTwice(query, { id: conferenceId });
    await closeConference(hall.db, hall.chair, { conferenceId });
    await inbox!.find(({ agendaChanged }) => agendaChanged.conference.agenda[2].state === 'DONE');
  });

  it.each(shown.map(({ field }) => field))(
    '%s is refused for a conference that is not the caller’s to see, as if there were none',
    async (field) => {
      const hall = await aHall(server.database.db, { visibility: Visibility.PARTICIPANTS });
      const query = `subscription ($id: ID!) { ${field}(conferenceId: $id) { sequence } }`;
      for (const id of [hall.conference.id, randomUUID()]) {
        const [error] = (await server.follow(await server.socket(), query, { id }).failure()) as any;
        expect(error.extensions.code).toBe('NOT_FOUND');
      }
    },
  );
});

describe('conferenceOpened', () => {
  const query =
    'subscription ($id: ID!) { conferenceOpened(blocId: $id) { sequence bloc { slug } inSession { slug state } } }';

  /** Another conference of the bloc, planned. */
  async function another(hall: Hall, parts: Partial<Conference> = {}): Promise<Conference> {
    const id = randomUUID();
    const conference = { ...hall.conference, id, slug: `hall-${id}`, ...parts };
    await hall.db.manager.insert(Conference, conference);
    await startLog(hall.db.manager, id);
    return conference;
  }

  it('shows each public conference of the bloc that opens and closes, and nothing is read for anything else', async () => {
    const hall = await aHall(server.database.db, { state: ConferenceState.PLANNED });
    const elsewhere = await aHall(server.database.db, { state: ConferenceState.PLANNED });
    const hidden = await another(hall, { visibility: Visibility.PARTICIPANTS });
    const { db, bloc, administrator } = hall;
    const open = ({ id }: Conference) => openConference(db, administrator, { conferenceId: id });
    await startLog(db.manager, bloc.id);
    const inboxes = await followTwice(query, { id: bloc.id });
    const others = async () => {
      await open(elsewhere.conference);
      await open(hidden);
      const happened = {
        stream: bloc.id,
        kind: 'blocRoleEnded' as const,
        subject: bloc.id,
        data: {},
        topics: [topics.bloc(bloc.id)],
      };
      await db.transaction((tx) => append(tx, operator, [happened]));
    };
    expect(await executionsFor(inboxes, bloc.id, others, () => open(hall.conference))).toBe(1);
    const { slug } = hall.conference;
    const of = { slug: bloc.slug };
    for (const { all } of inboxes)
      expect(all.map(({ conferenceOpened }) => conferenceOpened)).toEqual([
        { sequence: 0, bloc: of, inSession: [] },
        { sequence: 2, bloc: of, inSession: [{ slug, state: 'OPEN' }] },
      ]);
    const second = await another(hall);
    await open(second);
    await closeConference(db, hall.chair, { conferenceId: hall.conference.id });
    await inboxes[0]!.until(() => inboxes[0]!.all.at(-1).conferenceOpened.sequence === 4);
    expect(inboxes[0]!.all.at(-1).conferenceOpened.inSession).toEqual([{ slug: second.slug, state: 'OPEN' }]);
  });

  it('is refused for what is no bloc', async () => {
    const hall = await aHall(server.database.db);
    const [error] = (await server.follow(await server.socket(), query, { id: hall.conference.id }).failure()) as any;
    expect(error.extensions.code).toBe('NOT_FOUND');
  });
});
