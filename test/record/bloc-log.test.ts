import { randomUUID } from 'node:crypto';
import { createClient } from 'graphql-sse';
import { Conference, ConferenceNature, ConferenceState, Visibility } from '../../src/conference/conference';
import { openConference } from '../../src/conference/open-conference';
import { startLog } from '../../src/log/append';
import { leafHash } from '../../src/log/canonical';
import { faultsOf, recount } from '../../src/record/recount';
import { closeConference } from '../support/acts';
import { aHall, type Hall } from '../support/hall';
import { Inbox } from '../support/inbox';
import { happenedAt } from '../support/log';
import { aServer, type TestServer } from '../support/server';

let server: TestServer;
let hall: Hall;
beforeAll(async () => {
  server = await aServer({ STALE_MS: '500' });
});
beforeEach(async () => {
  hall = await aHall(server.database.db, { state: ConferenceState.PLANNED });
});
// Fails when a group is left behind.
afterEach(() => server.hangUp());
afterAll(() => server.close());

const events =
  'subscription ($id: ID!, $after: Int!) { blocEvents(blocId: $id, after: $after) { sequence kind about { id } body digest } }';

async function run(conferenceId = hall.conference.id): Promise<void> {
  const chair = { ...hall.chair, conferenceId };
  await openConference(hall.db, chair, { conferenceId });
  await closeConference(hall.db, chair, { conferenceId });
}

/** Another conference of the same bloc, planned. */
async function another(parts: Partial<Conference>): Promise<string> {
  const id = randomUUID();
  await hall.db.manager.insert(Conference, { ...hall.conference, id, slug: `hall-${id}`, ...parts });
  await startLog(hall.db.manager, id);
  return id;
}

describe('the log of a bloc', () => {
  it('tells of the opening and closing of its conference, in a sequence of its own', async () => {
    const conferenceId = hall.conference.id;
    const before = await happenedAt(hall.db, hall.bloc.id);
    await run();
    const topics = [`conference:${conferenceId}`, `bloc:${hall.bloc.id}`, `conferences:${hall.bloc.id}`];
    expect([before, await happenedAt(hall.db, hall.bloc.id)]).toEqual([
      [],
      [
        { sequence: 1, kind: 'conferenceOpened', subject: conferenceId, data: expect.anything(), topics },
        { sequence: 2, kind: 'conferenceClosed', subject: conferenceId, data: expect.anything(), topics },
      ],
    ]);
    expect((await happenedAt(hall.db, conferenceId)).map(({ sequence }) => sequence)).toEqual([1, 2]);
  });

  it.each([
    ['is for participants only', () => ({ visibility: Visibility.PARTICIPANTS })],
    ['is a rehearsal', () => ({ nature: ConferenceNature.REHEARSAL, rehearsesId: hall.conference.id })],
  ])('says nothing of a conference that %s', async (_, parts) => {
    const conferenceId = await another(parts());
    await run(conferenceId);
    expect(await happenedAt(hall.db, hall.bloc.id)).toEqual([]);
    expect(await happenedAt(hall.db, conferenceId)).toHaveLength(2);
  });

  it('is followed from any position over a socket and an event stream, by one group', async () => {
    const client = createClient({ url: `${server.app.url}/graphql/stream`, retryAttempts: 0 });
    const variables = { id: hall.bloc.id, after: 0 };
    try {
      const inboxes = [
        server.follow(await server.socket(), events, variables),
        new Inbox<any>(client as never, { query: events, variables }),
      ];
      await run();
      for (const inbox of inboxes) await inbox.until(() => inbox.all.length === 2);
      const [first, second] = inboxes.map(({ all }) => all.map(({ blocEvents }) => blocEvents));
      expect(first?.map(({ sequence, kind }) => [sequence, kind])).toEqual([
        [1, 'conferenceOpened'],
        [2, 'conferenceClosed'],
      ]);
      for (const { body, digest } of first ?? []) {
        expect(digest).toBe(leafHash(body));
        expect(JSON.parse(body)).toMatchObject({ stream: hall.bloc.id, subject: hall.conference.id });
      }
      expect(second).toEqual(first);
      expect(server.app.broker.size).toBe(1);
      const resumed = server.follow(await server.socket(), events, { ...variables, after: 1 });
      expect((await resumed.next()).blocEvents).toEqual(first?.[1]);
      expect(server.app.broker.size).toBe(1);
    } finally {
      client.dispose();
    }
  });

  it('refuses a position beyond its end, and the id of what is no bloc', async () => {
    const codeFor = async (variables: object) => {
      const [error] = (await server.follow(await server.socket(), events, variables as never).failure()) as any;
      return error.extensions.code;
    };
    expect(await codeFor({ id: hall.bloc.id, after: 1 })).toBe('LOG_POSITION_AHEAD');
    expect(await codeFor({ id: hall.conference.id, after: 0 })).toBe('NOT_FOUND');
    expect(await codeFor({ id: 'none', after: 0 })).toBe('NOT_FOUND');
  });

  it('is read in pages, with its last position', async () => {
    const ask = (after: string | null) =>
      server.ask(
        `query ($slug: String!, $after: String) { bloc(slug: $slug) { sequence events(first: 1, after: $after) {
           totalCount nodes { sequence kind } pageInfo { hasNextPage endCursor } } } }`,
        { slug: hall.bloc.slug, after },
      );
    const empty = (await ask(null)).data.bloc;
    expect([empty.sequence, empty.events.totalCount, empty.events.nodes]).toEqual([0, 0, []]);
    await run();
    const first = (await ask(null)).data.bloc;
    expect([first.sequence, first.events.totalCount]).toEqual([2, 2]);
    expect(first.events.pageInfo).toEqual({ hasNextPage: true, endCursor: '1' });
    expect((await ask('1')).data.bloc.events.nodes).toEqual([{ sequence: 2, kind: 'conferenceClosed' }]);
  });

  it('is never older in an answer about one of its conferences, and another bloc keeps its answers', async () => {
    const second = await another({});
    const elsewhere = await aHall(server.database.db, { state: ConferenceState.PLANNED });
    const document = 'query ($slug: String!) { conference(slug: $slug) { slug bloc { sequence } } }';
    const ask = async ({ slug } = hall.conference) =>
      (await server.ask(document, { slug })).data.conference.bloc.sequence;
    // Twice, so that it is known which logs the answer depends on.
    for (let n = 0; n < 2; n += 1) await Promise.all([ask(), ask(elsewhere.conference)]);
    await openConference(hall.db, hall.administrator, { conferenceId: second });
    await Promise.all([ask(), ask(elsewhere.conference)]);
    const { hits } = server.app.results!;
    expect(await ask()).toBe(1);
    expect(server.app.results!.hits).toBe(hits + 1);
    await closeConference(hall.db, hall.administrator, { conferenceId: second });
    expect(await ask()).toBe(2);
    expect(server.app.results!.hits).toBe(hits + 1);
    expect(await ask(elsewhere.conference)).toBe(0);
    expect(server.app.results!.hits).toBe(hits + 2);
  });

  it('is recounted with all others, and an entry that was changed is found', async () => {
    await run();
    const of = `bloc ${hall.bloc.slug}`;
    const check = async () => {
      const found = await recount(hall.db, { slug: null });
      return [found.logs.find((log) => log.of === of)?.entries, faultsOf(found)];
    };
    expect(await check()).toEqual([2, []]);
    await hall.db.transaction(async (tx) => {
      await tx.query('alter table event disable trigger event_append_only');
      await tx.query('delete from event where stream = $1 and sequence = 2', [hall.bloc.id]);
      await tx.query('alter table event enable trigger event_append_only');
    });
    expect(await check()).toEqual([1, [`${of}, log: the head stands at 2, the last entry is 1`]]);
  });
});
