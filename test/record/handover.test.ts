import { randomUUID } from 'node:crypto';
import { AppointmentMode, LeadershipRole, LeadershipTerm } from '../../src/bloc/leadership-term';
import { BlocRole, type Viewer } from '../../src/graphql/authorize/viewer';
import { Pact, PactState } from '../../src/pact/pact';
import { makeSchema } from '../../src/schema';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aDeadline } from '../support/deadlines';
import { dataOf } from '../support/graph';
import { aHall, at, closesYear, type Hall, opensYear } from '../support/hall';
import { anOffice, confirmReport, report } from '../support/reports';
import { aSetTable, finalScores, theScorers } from '../support/scores';
import { aStaff } from '../support/staff';

const schema = makeSchema();
let test: TestDatabase;
let hall: Hall;
beforeAll(async () => {
  test = await freshDatabase();
});
beforeEach(async () => {
  hall = await aHall(test.db);
});
afterAll(() => test.drop());

const seenBy = async (viewer: Viewer, year = closesYear) => {
  const document = `query ($slug: String!, $year: Int!) { bloc(slug: $slug) { handover(year: $year) {
    year waitingReports owed scoresOpen openPacts nextLeader { year member { code } } } } }`;
  const variables = { slug: hall.bloc.slug, year };
  return ((await dataOf(schema, test.db, { document, viewer, variables })) as { bloc: { handover: object } }).bloc
    .handover;
};

const nothing = { waitingReports: 0, owed: 0, scoresOpen: false, openPacts: 0, nextLeader: null };

describe('Bloc.handover', () => {
  it('says that nothing is open, and nobody named, where that is so', async () => {
    expect(await seenBy(hall.administrator)).toEqual({ year: closesYear, ...nothing });
  });

  it('counts what waits, what is owed, and says who leads next', async () => {
    const office = await anOffice(hall);
    await aDeadline(office);
    await aDeadline(office, { kind: 'NOMINATION' as never, period: null });
    const receipt = await report(office, ['1']);
    // Five members and two deadlines, of which one member met one.
    const open = { ...nothing, year: opensYear, waitingReports: 1, owed: 9 };
    expect(await seenBy(office.leader, opensYear)).toEqual(open);
    await confirmReport(office, receipt);
    const member = at(hall.members, 3);
    await test.db.manager.insert(LeadershipTerm, {
      ...{ id: randomUUID(), blocId: hall.bloc.id, memberId: member.id, conferenceId: hall.conference.id, ordinal: 1 },
      ...{ year: opensYear + 1, role: LeadershipRole.LEADER, mode: AppointmentMode.ELECTED, rehearsal: false },
    });
    expect(await seenBy(await aStaff(hall, BlocRole.COUNCIL_OFFICE), opensYear)).toEqual({
      ...open,
      ...{ waitingReports: 0, nextLeader: { year: opensYear + 1, member: { code: member.code } } },
    });
  });

  it('knows whether scores are final, and pacts in force', async () => {
    await aSetTable(hall);
    const pact = {
      id: randomUUID(),
      conferenceId: hall.conference.id,
      year: opensYear,
      title: { vi: 'Giao ước', en: null },
    };
    await test.db.manager.insert(Pact, { ...pact, state: PactState.DRAFT });
    expect(await seenBy(hall.administrator)).toMatchObject({ scoresOpen: true, openPacts: 1 });
    await test.db.manager.update(Pact, pact.id, { state: PactState.IN_FORCE });
    expect(await seenBy(hall.administrator)).toMatchObject({ openPacts: 0 });
    const other = await aHall(test.db);
    hall = other;
    await finalScores(other, await theScorers(other), ['11', '12', '13', '14', '15']);
    expect(await seenBy(other.administrator)).toMatchObject({ scoresOpen: false });
  });
});
