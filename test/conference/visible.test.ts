import type { GraphQLSchema } from 'graphql';
import { proposeAward } from '../../src/award/propose-award';
import { AppointmentMode } from '../../src/bloc/leadership-term';
import { appointLeadership } from '../../src/conference/appoint-leadership';
import { Conference, ConferenceNature, Visibility } from '../../src/conference/conference';
import { publicViewer, Role, type Viewer } from '../../src/graphql/authorize/viewer';
import { freshDatabase, type TestDatabase } from '../support/database';
import { reportFacts } from '../support/facts';
import { dataOf } from '../support/graph';
import { aHall, at, aViewer, type Hall, opensYear } from '../support/hall';
import { makeRoomsSchema } from '../support/rooms-schema';

let test: TestDatabase;
let schema: GraphQLSchema;
beforeAll(async () => {
  test = await freshDatabase();
  schema = makeRoomsSchema();
});
afterAll(() => test.drop());

/** A hall where something of every kind was brought up, seen by participants only. */
async function aClosedHall(visibility = Visibility.PARTICIPANTS): Promise<{ hall: Hall; proposalId: string }> {
  const hall = await aHall(test.db, { visibility });
  const conferenceId = hall.conference.id;
  const memberId = at(hall.members, 0).id;
  const { subject } = await proposeAward(test.db, hall.chair, { conferenceId, awardCode: 'CO_TD_CHINH_PHU', memberId });
  await appointLeadership(test.db, hall.chair, {
    conferenceId,
    year: opensYear,
    leaderId: memberId,
    deputyIds: [],
    mode: AppointmentMode.ELECTED,
  });
  await reportFacts(test.db, hall, 1);
  return { hall, proposalId: subject };
}

const everything = `query ($bloc: String!, $conference: String!) {
  conference(slug: $conference) { slug }
  conferences(blocSlug: $bloc) { totalCount nodes { slug } }
  bloc(slug: $bloc) {
    conferences { totalCount nodes { slug } }
    leadership { totalCount nodes { year conference { slug } } }
    leadershipOf(year: ${opensYear}) { announced terms { year } }
    results { totalCount nodes { raw } }
    movements { totalCount nodes { code } }
    awardProposals { totalCount nodes { state } }
    members {
      leadership { totalCount nodes { year } } results { totalCount nodes { raw } }
      movements { totalCount nodes { code } } proposals { totalCount nodes { state } }
    }
  }
}`;

/** How much of everything the viewer sees, in characters. */
async function seenBy(viewer: Viewer, hall: Hall): Promise<number> {
  const variables = { bloc: hall.bloc.slug, conference: hall.conference.slug };
  return JSON.stringify(await dataOf(schema, test.db, { document: everything, variables, viewer })).length;
}

describe('a conference for participants only', () => {
  it('is nowhere to be found by anyone else, nor what it brought up', async () => {
    const { hall, proposalId } = await aClosedHall();
    const other = await aHall(test.db);
    const none = { totalCount: 0, nodes: [] };
    const variables = { bloc: hall.bloc.slug, conference: hall.conference.slug };
    for (const viewer of [publicViewer, other.chair, at(other.delegates, 0)]) {
      expect(await dataOf(schema, test.db, { document: everything, variables, viewer })).toEqual({
        conference: null,
        conferences: { totalCount: 0, nodes: [] },
        bloc: {
          conferences: { totalCount: 0, nodes: [] },
          leadership: { totalCount: 0, nodes: [] },
          leadershipOf: { announced: false, terms: [] },
          results: { totalCount: 0, nodes: [] },
          movements: { totalCount: 0, nodes: [] },
          awardProposals: { totalCount: 0, nodes: [] },
          members: hall.members.map(() => ({ leadership: none, results: none, movements: none, proposals: none })),
        },
      });
      const document = 'query ($id: ID!) { awardProposal(id: $id) { year } }';
      const found = await dataOf(schema, test.db, { document, variables: { id: proposalId }, viewer });
      expect(found).toEqual({ awardProposal: null });
    }
  });

  it('is whole for those at it, administrators and apps', async () => {
    const { hall } = await aClosedHall();
    const app = await aViewer(test.db, Role.APP, null, null, ['read']);
    const lengths = new Set<number>();
    for (const viewer of [hall.chair, hall.observer, at(hall.delegates, 0), hall.administrator, app]) {
      lengths.add(await seenBy(viewer, hall));
    }
    expect(lengths.size).toBe(1);
    const open = await aClosedHall(Visibility.PUBLIC);
    lengths.add(await seenBy(publicViewer, open.hall));
    expect(lengths.size).toBe(1);
  });
});

describe('a rehearsal', () => {
  it('is listed on request only and brings up nothing about the bloc', async () => {
    const { hall } = await aClosedHall(Visibility.PUBLIC);
    const real = await aHall(test.db);
    const nature = ConferenceNature.REHEARSAL;
    await test.db.manager.update(Conference, hall.conference.id, { nature, rehearsesId: real.conference.id });
    const variables = { bloc: hall.bloc.slug, conference: hall.conference.slug };
    const data = await dataOf(schema, test.db, { document: everything, variables, viewer: publicViewer });
    expect(data).toMatchObject({
      conference: { slug: hall.conference.slug },
      conferences: { totalCount: 0 },
      bloc: {
        conferences: { totalCount: 0 },
        results: { totalCount: 0 },
        movements: { totalCount: 0 },
        awardProposals: { totalCount: 0 },
      },
    });
    const document = `query ($bloc: String!, $real: String!) {
      conferences(blocSlug: $bloc, rehearsals: true) { nodes { slug rehearses { slug } } }
      open: conferences(blocSlug: $bloc, rehearsals: true, state: OPEN) { totalCount }
      closed: conferences(blocSlug: $bloc, rehearsals: true, state: CLOSED) { totalCount }
      conference(slug: $real) { rehearsals { nodes { slug results { nodes { raw } } proposals { nodes { state } } } } }
    }`;
    const asked = { bloc: hall.bloc.slug, real: real.conference.slug };
    expect(await dataOf(schema, test.db, { document, variables: asked, viewer: publicViewer })).toEqual({
      conferences: { nodes: [{ slug: hall.conference.slug, rehearses: { slug: real.conference.slug } }] },
      open: { totalCount: 1 },
      closed: { totalCount: 0 },
      conference: {
        rehearsals: {
          nodes: [
            {
              slug: hall.conference.slug,
              results: { nodes: [{ raw: 'khá' }] },
              proposals: { nodes: [{ state: 'NOMINATED' }] },
            },
          ],
        },
      },
    });
  });
});
