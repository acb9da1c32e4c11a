import { randomUUID } from 'node:crypto';
import { createClient } from 'graphql-sse';
import { barMember, endBar } from '../../src/award/bar-member';
import { correctDecisionOrAsk } from '../../src/award/correct-decision';
import { Decision, DecisionStep } from '../../src/award/decision';
import { proposeAward } from '../../src/award/propose-award';
import { recordDecision } from '../../src/award/record-decision';
import { AppointmentMode } from '../../src/bloc/leadership-term';
import { appointLeadership } from '../../src/conference/appoint-leadership';
import { Conference, ConferenceNature, ConferenceState, Visibility } from '../../src/conference/conference';
import { openConference } from '../../src/conference/open-conference';
import { correctResultOrAsk } from '../../src/indicator/correct-result';
import { startLog } from '../../src/log/append';
import { leafHash } from '../../src/log/canonical';
import { faultsOf, recount } from '../../src/record/recount';
import { closeConference, confirm } from '../support/acts';
import { aHall, type Hall, opensYear } from '../support/hall';
import { Inbox } from '../support/inbox';
import { happenedAt } from '../support/log';
import { aResult } from '../support/result';
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

  it('tells of the acts of its year, those that two accounts did with both, and of no step before the closing', async () => {
    const { db } = hall;
    const at = await aHall(db);
    const [conferenceId, blocId, memberId] = [at.conference.id, at.bloc.id, at.members[0]!.id];
    const resultId = (await aResult(at, { raw: '1.234,5', unit: 'tỷ đồng', member: 0 })).id;
    const { subject: proposalId } = await proposeAward(db, at.secretary, {
      ...{ conferenceId, memberId, awardCode: 'CO_TD_CHINH_PHU' },
    });
    await recordDecision(db, at.secretary, { proposalId, step: DecisionStep.AGREED });
    const leadership = {
      conferenceId,
      year: opensYear,
      mode: AppointmentMode.ELECTED,
      leaderId: memberId,
      deputyIds: [],
    };
    await appointLeadership(db, at.chair, leadership);
    const bar = { conferenceId, memberId: at.members[1]!.id, document: '12/KL-TTr', from: '2020-01-01' };
    const { subject: barId } = await barMember(db, at.secretary, bar);
    await endBar(db, at.secretary, { barId, until: '2020-06-30', reason: 'Đã kết luận' });
    await closeConference(db, at.chair, { conferenceId });
    await recordDecision(db, at.secretary, { proposalId, step: DecisionStep.APPROVED, number: '12/QĐ-TTg' });
    const [decision] = await db.manager.findBy(Decision, { proposalId, step: DecisionStep.APPROVED });
    const reason = 'Đính chính theo công văn số 12';
    const wrong = { decisionId: decision!.id, step: DecisionStep.APPROVED, number: '21/QĐ-TTg', reason };
    await confirm(db, at.chair, await correctDecisionOrAsk(db, at.secretary, wrong));
    await confirm(db, at.chair, await correctResultOrAsk(db, at.secretary, { resultId, raw: '1.234,9', reason }));
    const told = await happenedAt(db, blocId);
    expect(told.map(({ kind, subject }) => [kind, subject])).toEqual([
      ['leadershipAppointed', expect.anything()],
      ['memberBarred', barId],
      ['barEnded', barId],
      ['conferenceClosed', conferenceId],
      ['decisionRecorded', proposalId],
      ['decisionCorrected', proposalId],
      ['resultCorrected', resultId],
    ]);
    const own = await happenedAt(db, conferenceId);
    for (const { sequence: _, topics: __, ...entry } of told.filter(({ kind }) => kind !== 'conferenceClosed')) {
      expect(own).toContainEqual(expect.objectContaining(entry));
    }
    for (const { data } of told.slice(-2)) {
      expect(data).toMatchObject({ twoKeys: { reason, confirmedBy: { id: at.chair.accountId } } });
    }
    expect(faultsOf(await recount(db, { slug: null }))).toEqual([]);
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
