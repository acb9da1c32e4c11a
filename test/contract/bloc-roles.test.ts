import { HeldRole } from '../../src/bloc/held-role';
import { isHeld } from '../../src/bloc/hold-role';
import { withdrawDeadline } from '../../src/deadline/change-deadline';
import { Refusal } from '../../src/errors/refusal';
import { authority, type Field, type Grant } from '../../src/graphql/authorize/authority';
import { BlocRole, type Viewer } from '../../src/graphql/authorize/viewer';
import { Result } from '../../src/indicator/result';
import { makeSchema } from '../../src/schema';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aDeadline } from '../support/deadlines';
import { execute } from '../support/graph';
import { aHall, at, type Hall, opensYear } from '../support/hall';
import { anOffice, confirmReport, report } from '../support/reports';
import { aStaff, hold, inHours } from '../support/staff';

const schema = makeSchema();
let database: TestDatabase;
let hall: Hall;
let officer: Viewer;
let heldRole: HeldRole;
/** A report that waits no more, and what it became: to ask again is refused for that, after the role was asked for. */
let confirmed: string;
let resultId: string;
let indicatorId: string;
let withdrawn: string;
beforeAll(async () => {
  database = await freshDatabase();
  hall = await aHall(database.db);
  officer = await aStaff(hall);
  heldRole = await hold(hall, officer, BlocRole.OFFICER);
  const office = await anOffice(hall);
  indicatorId = at(office.indicators, 0).id;
  const receipt = await report(office, ['1']);
  await confirmReport(office, receipt);
  withdrawn = (await aDeadline(office)).subject;
  await withdrawDeadline(database.db, office.leader, { deadlineId: withdrawn, reason: 'Không cần' });
  confirmed = receipt.subject;
  resultId = (await database.db.manager.findOneByOrFail(Result, { reportId: confirmed })).id;
});
afterAll(() => database.drop());

/** A year of the bloc in which nothing can be done yet. */
const ofYear = () => `blocId: "${hall.bloc.id}", year: ${opensYear}`;

/** A file of a conference of the bloc that is still to be held, within a text of a document. */
function aPlan(): string {
  const conference = {
    slug: `${hall.bloc.slug}-sau`,
    kind: 'ANNUAL',
    nature: 'LIVE',
    name: 'Hội nghị sau',
    opens: opensYear + 1,
  };
  const file = { format: 'giaouoc/conference-file@1', bloc: { slug: hall.bloc.slug }, conference };
  return JSON.stringify(file).replaceAll('"', '\\"');
}

/** The member whose officer is asked: `hold` gives officers its role. */
const ofMember = () => `${ofYear()}, memberId: "${at(hall.members, 1).id}"`;

/** What asks for each field of the table that a role at a bloc opens: of an officer, whom both offices may have to do with. */
const asked: Readonly<Record<string, () => string>> = {
  'Mutation.grantBlocRole': () =>
    `mutation { grantBlocRole(input: { blocId: "${hall.bloc.id}", accountId: "${officer.accountId}", role: OFFICER,
       memberId: "${at(hall.members, 2).id}", from: "2099-01-01T00:00:00Z", until: "2098-01-01T00:00:00Z" }) { __typename } }`,
  'Mutation.endBlocRole': () => `mutation { endBlocRole(input: { heldRoleId: "${heldRole.id}" }) { __typename } }`,
  'Mutation.handOver': () =>
    `mutation { handOver(input: { blocId: "${hall.bloc.id}", year: 2099, accountIds: ["${officer.accountId}"] }) { __typename } }`,
  'Mutation.importConference': () =>
    `mutation { importConference(input: { dryRun: true, text: "${aPlan()}" }) { __typename } }`,
  'Mutation.recoverAccount': () =>
    `mutation { recoverAccount(input: { accountId: "${officer.accountId}" }) { __typename } }`,
  'Mutation.assignLeadership': () =>
    `mutation { assignLeadership(input: { blocId: "${hall.bloc.id}", year: ${opensYear}, leaderId: "${at(hall.members, 0).id}",
       deputyIds: ["${at(hall.members, 0).id}"] }) { __typename } }`,
  'Mutation.reportResults': () =>
    `mutation { reportResults(input: { memberId: "${at(hall.members, 1).id}", year: 2014, period: Q2,
       figures: [{ indicatorId: "${indicatorId}", raw: "1" }] }) { __typename } }`,
  'Mutation.confirmResults': () => `mutation { confirmResults(input: { reportId: "${confirmed}" }) { __typename } }`,
  'Mutation.returnResults': () =>
    `mutation { returnResults(input: { reportId: "${confirmed}", reason: "Thiếu căn cứ" }) { __typename } }`,
  'Mutation.setDeadline': () =>
    `mutation { setDeadline(input: { blocId: "${hall.bloc.id}", kind: OTHER, year: ${opensYear}, dueOn: "2026-04-15" }) { __typename } }`,
  'Mutation.changeDeadline': () =>
    `mutation { changeDeadline(input: { deadlineId: "${withdrawn}", reason: "Lùi hạn" }) { __typename } }`,
  'Mutation.withdrawDeadline': () =>
    `mutation { withdrawDeadline(input: { deadlineId: "${withdrawn}", reason: "Không cần" }) { __typename } }`,
  'Mutation.receiveReport': () =>
    `mutation { receiveReport(input: { deadlineId: "${withdrawn}", memberId: "${at(hall.members, 1).id}",
       receivedOn: "2026-01-02" }) { __typename } }`,
  'Mutation.correctResult': () =>
    `mutation { correctResult(input: { resultId: "${resultId}", raw: "1", reason: "Đính chính" }) { __typename } }`,
  'Member.reports': () => `{ member(id: "${at(hall.members, 1).id}") { reports { totalCount } } }`,
  'Mutation.setScoreTable': () =>
    `mutation { setScoreTable(input: { blocId: "${hall.bloc.id}", text: "không phải bảng điểm" }) { __typename } }`,
  'Mutation.freezeScoreTable': () =>
    `mutation { freezeScoreTable(input: { ${ofYear()}, hash: "không có" }) { __typename } }`,
  'Mutation.importScores': () => `mutation { importScores(input: { ${ofMember()}, text: "x" }) { __typename } }`,
  'Mutation.enterScores': () =>
    `mutation { enterScores(input: { ${ofMember()}, entries: [{ key: "I" }] }) { __typename } }`,
  'Mutation.submitScores': () => `mutation { submitScores(input: { ${ofMember()} }) { __typename } }`,
  'Mutation.reviewScores': () => `mutation { reviewScores(input: { ${ofMember()} }) { __typename } }`,
  'Mutation.explainScores': () =>
    `mutation { explainScores(input: { ${ofMember()}, explanations: [{ key: "I", text: "Đã báo cáo" }] }) { __typename } }`,
  'Mutation.addScoreRemark': () =>
    `mutation { addScoreRemark(input: { ${ofMember()}, key: "I", text: "Đã báo cáo" }) { __typename } }`,
  'Mutation.finishScores': () => `mutation { finishScores(input: { ${ofYear()} }) { __typename } }`,
  'Mutation.releaseRanks': () => `mutation { releaseRanks(input: { ${ofYear()} }) { __typename } }`,
  'Bloc.handover': () => `{ bloc(slug: "${hall.bloc.slug}") { handover(year: ${opensYear}) { owed } } }`,
  'Bloc.conferenceFiles': () => `{ bloc(slug: "${hall.bloc.slug}") { conferenceFiles { totalCount } } }`,
  'Bloc.officers': () => `{ bloc(slug: "${hall.bloc.slug}") { officers { totalCount } } }`,
};

const fields = (Object.entries(authority) as [Field, Grant][]).filter(([, { atBloc }]) => atBloc);

/** When a role is held, by its name, and whether that is now. */
const spans = {
  'is to come': [() => ({ validFrom: inHours(1) }), false],
  'begins and has no end': [() => ({ validFrom: inHours(-1) }), true],
  'has an end to come': [() => ({ validUntil: inHours(1) }), true],
  'has ended': [() => ({ validUntil: inHours(-0.1) }), false],
} as const;

/** The refusal for want of the role; undefined when there is none, whatever else the field refuses. */
async function refusedFor(field: Field, viewer: Viewer): Promise<string | undefined> {
  const { errors = [] } = await execute(schema, database.db, { document: asked[field]!(), viewer });
  const refusals = errors.map(({ originalError }) => originalError).filter((error) => error instanceof Refusal);
  expect(refusals).toHaveLength(errors.length);
  return refusals.find(({ code, facts }) => code === 'NOT_FOUND' || (code === 'FORBIDDEN' && facts.field === field))
    ?.code;
}

/** Fields about what only offices of the bloc may list: to others it is not there. */
const hidden: readonly Field[] = ['Mutation.endBlocRole', 'Mutation.recoverAccount'];

describe('every field that a role at a bloc opens', () => {
  it('is asked here', () => {
    expect(fields.map(([field]) => field).sort()).toEqual(Object.keys(asked).sort());
  });

  it.each(fields)(
    '%s is open to those roles, at that bloc and while they are held, and to no other',
    async (field, grant) => {
      const elsewhere = await aHall(database.db);
      const toStrangers = hidden.includes(field) ? 'NOT_FOUND' : 'FORBIDDEN';
      for (const role of Object.values(BlocRole)) {
        const opens = grant.atBloc?.includes(role) ?? false;
        for (const [when, [span, isNow]] of Object.entries(spans)) {
          const refused = await refusedFor(field, await aStaff(hall, role, span()));
          // A grant that may be made is refused for its form, and a role that may be ended is: so it is made again.
          await database.db.manager.update(HeldRole, { id: heldRole.id }, { validUntil: null });
          const isSeen = isNow && (authority['Bloc.officers'] as Grant).atBloc?.includes(role);
          const closed = hidden.includes(field) && !isSeen ? 'NOT_FOUND' : 'FORBIDDEN';
          expect({ role, when, refused }).toEqual({ role, when, refused: opens && isNow ? undefined : closed });
        }
        expect([role, await refusedFor(field, await aStaff(elsewhere, role))]).toEqual([role, toStrangers]);
      }
      expect(await refusedFor(field, await aStaff(hall))).toBe(toStrangers);
    },
  );
});

describe('a role', () => {
  it('is held from its first moment until just before its last one', async () => {
    const [from, until] = [new Date('2027-01-01T00:00:00.000Z'), new Date('2028-01-01T00:00:00.000Z')];
    const { id } = await hold(hall, officer, BlocRole.OFFICER, { validFrom: from, validUntil: until });
    const heldAt = async (at: Date) => {
      const found = await database.db.query(`select from held_role r where id = $1 and ${isHeld('$2')}`, [id, at]);
      return found.length === 1;
    };
    const around = [from, until].flatMap((moment) => [-1, 0, 1].map((ms) => new Date(moment.getTime() + ms)));
    expect(await Promise.all(around.map(heldAt))).toEqual([false, true, true, true, false, false]);
  });
});
