import { type GraphQLSchema, graphql } from 'graphql';
import { DecisionStep } from '../../src/award/decision';
import { Proposal } from '../../src/award/proposal';
import { proposeAward } from '../../src/award/propose-award';
import { recordDecision } from '../../src/award/record-decision';
import { publicViewer } from '../../src/graphql/authorize/viewer';
import { Budget } from '../../src/graphql/budget';
import { Pacer } from '../../src/graphql/pacer';
import { Outcome, Poll, PollState } from '../../src/poll/poll';
import { aContext } from '../support/context';
import { freshDatabase, type TestDatabase } from '../support/database';
import { dataOf } from '../support/graph';
import { aHall, at, closesYear, type Hall } from '../support/hall';
import { aPoll } from '../support/poll';
import { makeRoomsSchema } from '../support/rooms-schema';

let test: TestDatabase;
let schema: GraphQLSchema;
beforeAll(async () => {
  test = await freshDatabase();
  schema = makeRoomsSchema();
});
afterAll(() => test.drop());

/** A hall with the flag proposed for each member; ids of the proposals in the order of members. */
async function aListOf(members: number): Promise<{ hall: Hall; ids: readonly string[] }> {
  const hall = await aHall(test.db, { members });
  const ids: string[] = [];
  for (const { id: memberId } of hall.members) {
    const input = { conferenceId: hall.conference.id, awardCode: 'CO_TD_CHINH_PHU', memberId };
    ids.push((await proposeAward(test.db, hall.secretary, input)).subject);
  }
  return { hall, ids };
}

async function standing(id: string): Promise<unknown> {
  const document = 'query ($id: ID!) { awardProposal(id: $id) { state method poll { ordinal } decisions { step } } }';
  const data = await dataOf(schema, test.db, { document, variables: { id }, viewer: publicViewer });
  return (data as { awardProposal: unknown }).awardProposal;
}

describe('an award proposal', () => {
  it('is nominated, put to the vote and then proposed by it', async () => {
    const { hall, ids } = await aListOf(1);
    const id = at(ids, 0);
    expect(await standing(id)).toEqual({ state: 'NOMINATED', method: null, poll: null, decisions: [] });
    const poll = await aPoll(test.db, { conferenceId: hall.conference.id, proposalId: id });
    expect(await standing(id)).toMatchObject({ state: 'NOMINATED', poll: { ordinal: 1 } });
    const result = { votes: { YES: 1 }, cast: 1, blank: 0, outcome: Outcome.PASSED, winners: [] };
    await test.db.manager.update(Poll, poll.id, { state: PollState.CLOSED, closedAt: new Date(), result });
    expect(await standing(id)).toMatchObject({ state: 'PROPOSED', method: 'POLL' });
    await recordDecision(test.db, hall.secretary, { proposalId: id, step: DecisionStep.APPROVED });
    expect(await standing(id)).toMatchObject({ state: 'APPROVED', method: 'POLL', decisions: [{ step: 'APPROVED' }] });
  });

  it('is proposed by consensus', async () => {
    const { hall, ids } = await aListOf(1);
    await recordDecision(test.db, hall.secretary, { proposalId: at(ids, 0), step: DecisionStep.AGREED });
    expect(await standing(at(ids, 0))).toEqual({
      state: 'PROPOSED',
      method: 'CONSENSUS',
      poll: null,
      decisions: [{ step: 'AGREED' }],
    });
  });

  it('wins or loses among others, and waits while tied for the last seat', async () => {
    const { hall, ids } = await aListOf(4);
    const [a, b, c, d] = [at(ids, 0), at(ids, 1), at(ids, 2), at(ids, 3)];
    const states = () =>
      Promise.all(ids.map(async (id) => ((await standing(id)) as { state: string; poll: unknown }).state));
    const conferenceId = hall.conference.id;
    await aPoll(test.db, {
      conferenceId,
      state: PollState.CLOSED,
      choices: { a, b, c, d },
      result: { outcome: Outcome.TIED, winners: ['a'], votes: { a: 4, b: 3, c: 3, d: 0 } },
    });
    expect(await states()).toEqual(['PROPOSED', 'NOMINATED', 'NOMINATED', 'NOT_PROPOSED']);
    await aPoll(test.db, { conferenceId, ordinal: 2, choices: { x: b, y: c } });
    expect(await states()).toEqual(['PROPOSED', 'NOMINATED', 'NOMINATED', 'NOT_PROPOSED']);
    await aPoll(test.db, {
      conferenceId,
      ordinal: 3,
      state: PollState.CLOSED,
      choices: { x: b, y: c },
      result: { outcome: Outcome.PASSED, winners: ['y'], votes: { x: 1, y: 3 } },
    });
    expect(await states()).toEqual(['PROPOSED', 'NOT_PROPOSED', 'PROPOSED', 'NOT_PROPOSED']);
  });

  it('is not moved by a poll that was set aside', async () => {
    const { hall, ids } = await aListOf(1);
    const id = at(ids, 0);
    const poll = await aPoll(test.db, {
      conferenceId: hall.conference.id,
      proposalId: id,
      state: PollState.CLOSED,
      result: { outcome: Outcome.REJECTED },
    });
    expect(await standing(id)).toMatchObject({ state: 'NOT_PROPOSED' });
    await test.db.manager.update(Poll, poll.id, { state: PollState.VOID });
    expect(await standing(id)).toEqual({ state: 'NOMINATED', method: null, poll: null, decisions: [] });
  });

  it.each([PollState.DRAFT, PollState.OPEN])('stays proposed while a further round is %s', async (state) => {
    const { hall, ids } = await aListOf(1);
    const asked = { conferenceId: hall.conference.id, proposalId: at(ids, 0) };
    await aPoll(test.db, { ...asked, state: PollState.CLOSED });
    await aPoll(test.db, { ...asked, ordinal: 2, state });
    expect(await standing(at(ids, 0))).toMatchObject({ state: 'PROPOSED', method: 'POLL', poll: { ordinal: 2 } });
  });

  it('is found from its bloc, its member and its conference', async () => {
    const { hall } = await aListOf(2);
    const code = at(hall.members, 1).code;
    const document = `query ($bloc: String!, $slug: String!, $code: String!) {
      bloc(slug: $bloc) {
        awardProposals(first: 1) { totalCount nodes { ordinal } }
        one: awardProposals(memberCode: $code, awardCode: "CO_TD_CHINH_PHU", year: ${closesYear}) { nodes { ordinal } }
        none: awardProposals(awardCode: "BK_THU_TUONG") { totalCount }
        members { code proposals { nodes { award { code } } } early: proposals(year: 1999) { totalCount nodes { year } } }
      }
      conference(slug: $slug) { proposals { totalCount nodes { ordinal year member { code } conference { slug } } } }
    }`;
    const variables = { bloc: hall.bloc.slug, slug: hall.conference.slug, code };
    const each = {
      proposals: { nodes: [{ award: { code: 'CO_TD_CHINH_PHU' } }] },
      early: { totalCount: 0, nodes: [] },
    };
    expect(await dataOf(schema, test.db, { document, variables, viewer: publicViewer })).toEqual({
      bloc: {
        awardProposals: { totalCount: 2, nodes: [{ ordinal: 1 }] },
        one: { nodes: [{ ordinal: 2 }] },
        none: { totalCount: 0 },
        members: hall.members.map((member) => ({ code: member.code, ...each })),
      },
      conference: {
        proposals: {
          totalCount: 2,
          nodes: hall.members.map((member, index) => ({
            ordinal: index + 1,
            year: closesYear,
            member: { code: member.code },
            conference: { slug: hall.conference.slug },
          })),
        },
      },
    });
  });
});

describe('awards', () => {
  it('is the catalogue by code', async () => {
    await aHall(test.db);
    const document = '{ awards { code family name { vi } grantor { vi } } }';
    expect(await dataOf(schema, test.db, { document, viewer: publicViewer })).toMatchObject({
      awards: [
        { code: 'BK_THU_TUONG', family: 'FORM' },
        { code: 'CO_TD_CHINH_PHU', family: 'TITLE' },
      ],
    });
  });
});

describe('lists of award proposals', () => {
  it('are narrowed by state, member and award, page by page, and each proposal is in the list of its state', async () => {
    const { hall, ids } = await aListOf(4);
    await recordDecision(test.db, hall.secretary, { proposalId: at(ids, 1), step: DecisionStep.AGREED });
    await recordDecision(test.db, hall.secretary, { proposalId: at(ids, 3), step: DecisionStep.AGREED });
    await aPoll(test.db, {
      conferenceId: hall.conference.id,
      state: PollState.CLOSED,
      choices: { a: at(ids, 0) },
      result: { outcome: Outcome.REJECTED, winners: [], votes: { a: 0 } },
    });
    const lists = async (args: string) => {
      const document = `query ($slug: String!, $conference: String!, $member: ID!) {
        bloc(slug: $slug) { list: awardProposals(${args}) { totalCount nodes { id state } } }
        conference(slug: $conference) { list: proposals(${args}) { totalCount nodes { id state } } }
        member(id: $member) { list: proposals(${args}) { totalCount nodes { id state } } }
      }`;
      const variables = { slug: hall.bloc.slug, conference: hall.conference.slug, member: at(hall.members, 3).id };
      const data = await dataOf(schema, test.db, { document, variables, viewer: publicViewer });
      return Object.values(data as Record<string, { list: ProposalList }>).map(({ list }) => list);
    };
    const expected: Record<string, readonly number[]> = {
      NOT_PROPOSED: [0],
      NOMINATED: [2],
      PROPOSED: [1, 3],
      APPROVED: [],
    };
    for (const [state, places] of Object.entries(expected)) {
      const all = { totalCount: places.length, nodes: places.map((place) => ({ id: at(ids, place), state })) };
      const own = places.includes(3)
        ? { totalCount: 1, nodes: [{ id: at(ids, 3), state }] }
        : { totalCount: 0, nodes: [] };
      expect(await lists(`state: ${state}`)).toEqual([all, all, own]);
    }
    const second = (await lists('state: PROPOSED, last: 1'))[0];
    expect(second).toMatchObject({ totalCount: 2, nodes: [{ id: at(ids, 3) }] });
    expect((await lists('awardCode: "none"')).map(({ totalCount }) => totalCount)).toEqual([0, 0, 0]);
    const document = `query ($slug: String!, $conference: String!, $code: String!) {
      bloc(slug: $slug) { awardProposals(memberCode: $code, state: PROPOSED) { nodes { id } } }
      conference(slug: $conference) { proposals(memberCode: $code) { nodes { id } } }
    }`;
    const variables = { slug: hall.bloc.slug, conference: hall.conference.slug, code: at(hall.members, 1).code };
    expect(await dataOf(schema, test.db, { document, variables, viewer: publicViewer })).toEqual({
      bloc: { awardProposals: { nodes: [{ id: at(ids, 1) }] } },
      conference: { proposals: { nodes: [{ id: at(ids, 1) }] } },
    });
  });

  it('charge what is read to find those in a state, found or not', async () => {
    const { hall, ids } = await aListOf(4);
    const [proposalId] = ids as [string];
    await recordDecision(test.db, hall.secretary, { proposalId, step: DecisionStep.AGREED });
    const source = `{ conference(slug: "${hall.conference.slug}") { proposals(state: AWARDED) { totalCount } } }`;
    const used = async (units: number) => {
      const budget = new Budget({ units, bytes: 1_000 }, new Pacer());
      const over = budget.exceeded().then(({ code }) => code);
      const contextValue = aContext(test.db, publicViewer, { budget });
      const { data } = {
        ...(await Promise.race([over.then(() => ({ data: null })), graphql({ schema, source, contextValue })])),
      };
      return [data && JSON.parse(JSON.stringify(data)), budget.units];
    };
    // Four proposals and one step are read, and one count is handed out.
    expect(await used(6)).toEqual([{ conference: { proposals: { totalCount: 0 } } }, 6]);
    expect((await used(4))[0]).toBeNull();
  });

  it('begin at either end of time', async () => {
    const { hall, ids } = await aListOf(2);
    await test.db.manager.update(Proposal, at(ids, 1), { year: closesYear - 1 });
    const document = `query ($slug: String!) { bloc(slug: $slug) {
      newest: awardProposals { nodes { id } } oldest: awardProposals(order: OLDEST_FIRST) { nodes { id } }
    } }`;
    const data = await dataOf(schema, test.db, { document, variables: { slug: hall.bloc.slug }, viewer: publicViewer });
    const [first, second] = ids.map((id) => ({ id }));
    expect(data).toEqual({ bloc: { newest: { nodes: [first, second] }, oldest: { nodes: [second, first] } } });
  });
});

interface ProposalList {
  readonly totalCount: number;
  readonly nodes: readonly { readonly id: string; readonly state: string }[];
}
