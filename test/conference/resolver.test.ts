import type { GraphQLSchema } from 'graphql';
import { AppointmentMode } from '../../src/bloc/leadership-term';
import { appointLeadership } from '../../src/conference/appoint-leadership';
import { checkOut } from '../../src/conference/check-out';
import { ConferenceState } from '../../src/conference/conference';
import { startAgendaItem } from '../../src/conference/start-agenda-item';
import { publicViewer, type Viewer } from '../../src/graphql/authorize/viewer';
import { freshDatabase, type TestDatabase } from '../support/database';
import { dataOf, execute } from '../support/graph';
import { aHall, at, closesYear, type Hall, opensYear } from '../support/hall';
import { makeRoomsSchema } from '../support/rooms-schema';

let test: TestDatabase;
let schema: GraphQLSchema;
let hall: Hall;
beforeAll(async () => {
  test = await freshDatabase();
  schema = makeRoomsSchema();
  hall = await aHall(test.db, { members: 3, newcomers: 1, guests: 1 });
});
afterAll(() => test.drop());

const question = (document: string, viewer: Viewer, of = hall) => ({
  document,
  viewer,
  variables: { slug: of.conference.slug, bloc: of.bloc.slug, id: of.conference.id },
});

describe('a conference', () => {
  it('tells who judges, who signs and how far the agenda is', async () => {
    await startAgendaItem(test.db, hall.secretary, { itemId: at(hall.agenda, 1).id });
    const document = `query ($slug: String!) {
      conference(slug: $slug) {
        bloc { slug } members { code } signingMembers { code } delegateCount
        agenda { code state } currentItem { code conference { slug } }
        delegates(first: 2) { totalCount pageInfo { hasNextPage } nodes { code member { code } mayVote } }
        attendance { present delegates membersPresent members electorate quorum quorate }
      }
    }`;
    const codes = hall.members.map(({ code }) => ({ code }));
    expect(await dataOf(schema, test.db, question(document, publicViewer))).toEqual({
      conference: {
        bloc: { slug: hall.bloc.slug },
        members: codes.slice(0, 3),
        signingMembers: codes,
        delegateCount: 5,
        agenda: [
          { code: 'muc-1', state: 'PENDING' },
          { code: 'muc-2', state: 'CURRENT' },
          { code: 'muc-3', state: 'PENDING' },
        ],
        currentItem: { code: 'muc-2', conference: { slug: hall.conference.slug } },
        delegates: {
          totalCount: 5,
          pageInfo: { hasNextPage: true },
          nodes: [0, 1].map((place) => ({
            code: at(hall.people, place).code,
            member: { code: at(hall.members, place).code },
            mayVote: true,
          })),
        },
        attendance: {
          present: 5,
          delegates: 5,
          membersPresent: 3,
          members: 3,
          electorate: 'MEMBERS',
          quorum: 2,
          quorate: true,
        },
      },
    });
  });

  it('names who is in the hall to whoever may see the conference', async () => {
    const full = await aHall(test.db, { members: 2, guests: 0 });
    await checkOut(test.db, full.chair, { conferenceId: full.conference.id, delegateId: at(full.people, 0).id });
    const document = `query ($slug: String!) {
      conference(slug: $slug) {
        delegates { nodes { present } }
        presences { totalCount nodes { checkedOutAt delegate { code } } }
        all: presences(current: false) { totalCount }
      }
    }`;
    for (const viewer of [full.observer, at(full.delegates, 1), full.administrator, publicViewer]) {
      expect(await dataOf(schema, test.db, question(document, viewer, full))).toEqual({
        conference: {
          delegates: { nodes: [{ present: false }, { present: true }] },
          presences: { totalCount: 1, nodes: [{ checkedOutAt: null, delegate: { code: at(full.people, 1).code } }] },
          all: { totalCount: 2 },
        },
      });
    }
  });

  it('is found by bloc and by either of its years', async () => {
    const document = `query ($bloc: String!) {
      all: conferences(blocSlug: $bloc) { nodes { slug } }
      closes: conferences(blocSlug: $bloc, year: ${closesYear}) { nodes { slug } }
      opens: conferences(blocSlug: $bloc, year: ${opensYear}) { nodes { slug } }
      other: conferences(blocSlug: $bloc, year: 2001) { nodes { slug } }
      none: conferences(blocSlug: "nobody") { nodes { slug } }
      bloc(slug: $bloc) { conferences { totalCount nodes { slug } } }
    }`;
    const nodes = [{ slug: hall.conference.slug }];
    expect(await dataOf(schema, test.db, question(document, publicViewer))).toEqual({
      all: { nodes },
      closes: { nodes },
      opens: { nodes },
      other: { nodes: [] },
      none: { nodes: [] },
      bloc: { conferences: { totalCount: 1, nodes } },
    });
  });

  it('takes pages of 1 to 100', async () => {
    for (const first of [0, 101]) {
      const document = `query ($slug: String!) { conference(slug: $slug) { delegates(first: ${first}) { totalCount } } }`;
      const { errors } = await execute(schema, test.db, question(document, publicViewer));
      expect(errors).toHaveLength(1);
    }
  });
});

describe('leadershipOf', () => {
  const document = `query ($bloc: String!) {
    bloc(slug: $bloc) {
      leadership { nodes { year } }
      closes: leadershipOf(year: ${closesYear}) { year announced terms { member { code } } }
      opens: leadershipOf(year: ${opensYear}) { year announced terms { year role ordinal member { code } } }
      later: leadershipOf(year: ${opensYear + 1}) { announced terms { year } }
    }
  }`;

  it("falls back to last year's leadership, marked as not announced", async () => {
    const { chair, conference, members } = hall;
    const appoint = (year: number, leader: number) =>
      appointLeadership(test.db, chair, {
        conferenceId: conference.id,
        year,
        leaderId: at(members, leader).id,
        deputyIds: [at(members, 2).id],
        mode: AppointmentMode.ANNOUNCED,
      });
    await appoint(closesYear, 0);
    const term = (year: number, role: string, member: number) => ({
      year,
      role,
      ordinal: 1,
      member: { code: at(members, member).code },
    });
    expect(await dataOf(schema, test.db, question(document, publicViewer))).toMatchObject({
      bloc: {
        closes: { year: closesYear, announced: true },
        opens: {
          year: opensYear,
          announced: false,
          terms: [term(closesYear, 'LEADER', 0), term(closesYear, 'DEPUTY', 2)],
        },
        later: { announced: false, terms: [] },
      },
    });
    await appoint(opensYear, 1);
    expect(await dataOf(schema, test.db, question(document, publicViewer))).toMatchObject({
      bloc: {
        leadership: {
          nodes: [{ year: opensYear }, { year: opensYear }, { year: closesYear }, { year: closesYear }],
        },
        opens: { announced: true, terms: [term(opensYear, 'LEADER', 1), term(opensYear, 'DEPUTY', 2)] },
        later: { announced: false, terms: [{ year: opensYear }, { year: opensYear }] },
      },
    });
  });
});

describe('acts over GraphQL', () => {
  it('answer with a receipt', async () => {
    const planned = await aHall(test.db, { state: ConferenceState.PLANNED });
    const document = `mutation ($id: ID!) {
      openConference(input: { conferenceId: $id, idempotencyKey: "0123456789" }) {
        receipt { sequence kind }
        conference { state }
      }
    }`;
    expect(await dataOf(schema, test.db, question(document, planned.chair, planned))).toEqual({
      openConference: {
        receipt: { sequence: 1, kind: 'conferenceOpened' },
        conference: { state: 'OPEN' },
      },
    });
  });

  it('are refused to the public before anything is looked at', async () => {
    const document = 'mutation { closeConference(input: { conferenceId: "nothing" }) { receipt { sequence } } }';
    const { errors } = await execute(schema, test.db, question(document, publicViewer));
    expect(errors?.[0]?.originalError).toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});
