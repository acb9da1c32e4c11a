import { LeadershipTerm } from '../../src/bloc/leadership-term';
import { appointLeadership } from '../../src/conference/appoint-leadership';
import { type AssignLeadershipInput, assignLeadership } from '../../src/conference/assign-leadership';
import { BlocRole, publicViewer, type Viewer } from '../../src/graphql/authorize/viewer';
import { makeSchema } from '../../src/schema';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { dataOf } from '../support/graph';
import { aHall, at, type Hall, opensYear } from '../support/hall';
import { happenedAt, outcomes } from '../support/log';
import { aStaff } from '../support/staff';

let test: TestDatabase;
let hall: Hall;
let council: Viewer;
beforeAll(async () => {
  test = await freshDatabase();
});
beforeEach(async () => {
  hall = await aHall(test.db);
  council = await aStaff(hall, BlocRole.COUNCIL_OFFICE);
});
afterAll(() => test.drop());

const choice = (leader: number, deputies: readonly number[] = []): AssignLeadershipInput => ({
  blocId: hall.bloc.id,
  year: opensYear,
  leaderId: at(hall.members, leader).id,
  deputyIds: deputies.map((deputy) => at(hall.members, deputy).id),
});
const assign = (input: AssignLeadershipInput, viewer = council) => assignLeadership(test.db, viewer, input);

describe('assignLeadership', () => {
  it('names who leads a bloc in a year, in the log of the bloc', async () => {
    const receipt = await assign(choice(1, [0, 2]));
    expect(receipt).toMatchObject({ stream: hall.bloc.id, sequence: 1, kind: 'leadershipAppointed' });
    const [entry] = await happenedAt(test.db, hall.bloc.id);
    expect(entry).toMatchObject({
      topics: [`bloc:${hall.bloc.id}`],
      data: {
        blocId: hall.bloc.id,
        year: opensYear,
        mode: 'ASSIGNED',
        terms: [{ role: 'LEADER' }, {}, {}],
        superseded: [],
      },
    });
    expect(await happenedAt(test.db, hall.conference.id)).toEqual([]);
  });

  it('supersedes what a conference appointed, and is superseded by it', async () => {
    const byConference = { ...choice(0, [1]), conferenceId: hall.conference.id, mode: 'ELECTED' as never };
    await appointLeadership(test.db, hall.chair, byConference);
    await assign(choice(2));
    expect((await happenedAt(test.db, hall.bloc.id)).at(-1)).toMatchObject({
      data: { superseded: [{ role: 'LEADER' }, {}] },
    });
    await appointLeadership(test.db, hall.chair, byConference);
    const terms = await test.db.manager.findBy(LeadershipTerm, { blocId: hall.bloc.id });
    expect(terms.filter((term) => term.supersededAt === null).map((term) => term.mode)).toEqual(['ELECTED', 'ELECTED']);
    expect(terms).toHaveLength(5);
  });

  it('answers with the posts as they stand, which everybody may read', async () => {
    const document = `mutation ($input: AssignLeadershipInput!) { assignLeadership(input: $input) {
      receipt { sequence bloc { slug } } terms { role mode member { code } conference { slug } } bloc { leadershipOf(year: ${opensYear}) { announced } } } }`;
    const data = await dataOf(makeSchema(), test.db, {
      document,
      viewer: council,
      variables: { input: choice(1, [0]) },
    });
    const post = (role: string, member: number) => ({
      ...{ role, mode: 'ASSIGNED', conference: null },
      member: { code: at(hall.members, member).code },
    });
    expect(data).toEqual({
      assignLeadership: {
        receipt: { sequence: 1, bloc: { slug: hall.bloc.slug } },
        terms: [post('LEADER', 1), post('DEPUTY', 0)],
        bloc: { leadershipOf: { announced: true } },
      },
    });
  });

  it('refuses strangers and doubles', async () => {
    const other = await aHall(test.db);
    const stranger = at(other.members, 0).id;
    const cases: [AssignLeadershipInput, string][] = [
      [choice(0, [0]), 'deputyIds'],
      [{ ...choice(0), year: 2001 }, 'leaderId'],
    ];
    for (const [input, argument] of cases)
      expect(await refusalOf(assign(input))).toMatchObject({ code: 'BAD_USER_INPUT', facts: { argument } });
    for (const input of [
      { ...choice(0), leaderId: stranger },
      { ...choice(0), deputyIds: [stranger] },
    ])
      expect((await refusalOf(assign(input))).code).toBe('NOT_FOUND');
    expect(await happenedAt(test.db, hall.bloc.id)).toEqual([]);
  });

  it('is for the council’s office of that bloc alone', async () => {
    const other = await aHall(test.db);
    const viewers = [hall.administrator, hall.chair, await aStaff(hall, BlocRole.LEADER_OFFICE), await aStaff(hall)];
    for (const viewer of [...viewers, await aStaff(other, BlocRole.COUNCIL_OFFICE)])
      expect(await refusalOf(assign(choice(0), viewer))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusalOf(assign(choice(0), publicViewer))).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await refusalOf(assign({ ...choice(0), blocId: hall.conference.id }))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('leaves one leader standing when the council and a conference appoint at once', async () => {
    const byConference = { ...choice(3), conferenceId: hall.conference.id, mode: 'ELECTED' as never };
    const acts = [0, 1, 2].map((leader) => assign(choice(leader)));
    expect(await outcomes(...acts, appointLeadership(test.db, hall.chair, byConference))).toEqual(
      Array(4).fill('done'),
    );
    const terms = await test.db.manager.findBy(LeadershipTerm, { blocId: hall.bloc.id });
    expect(terms.filter((term) => term.supersededAt === null)).toHaveLength(1);
  });

  it('gives a request sent again the receipt it got first', async () => {
    const input = { ...choice(1), idempotencyKey: 'assign-once-please' };
    expect(await assign(input)).toEqual(await assign(input));
    expect(await happenedAt(test.db, hall.bloc.id)).toHaveLength(1);
  });
});
