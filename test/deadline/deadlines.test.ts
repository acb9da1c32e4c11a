import { randomUUID } from 'node:crypto';
import { Membership } from '../../src/bloc/membership';
import { setClock } from '../../src/clock';
import { changeDeadline, withdrawDeadline } from '../../src/deadline/change-deadline';
import { Deadline, DeadlineKind } from '../../src/deadline/deadline';
import { receiveReport } from '../../src/deadline/receive-report';
import { BlocRole, publicViewer, type Viewer } from '../../src/graphql/authorize/viewer';
import { ResultPeriod } from '../../src/indicator/result';
import type { Receipt } from '../../src/log/append';
import { returnResults } from '../../src/report/settle-report';
import { makeSchema } from '../../src/schema';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aDeadline } from '../support/deadlines';
import { dataOf } from '../support/graph';
import { aHall, at, type Hall, opensYear } from '../support/hall';
import { happenedAt, outcomes } from '../support/log';
import { anOffice, anOfficer, type Office, report } from '../support/reports';
import { aStaff } from '../support/staff';
import { whileLogHeld } from '../support/while-log-held';

const schema = makeSchema();
/** A year that is still to come, so that the log of a bloc can be told what time it is. */
const year = 2098;
let test: TestDatabase;
let hall: Hall;
let office: Office;
beforeAll(async () => {
  test = await freshDatabase();
});
beforeEach(async () => {
  hall = await aHall(test.db, { members: 4 });
  office = await anOffice(hall);
});
afterAll(() => test.drop());

const idOf = (member: number) => at(hall.members, member).id;
const told = async () =>
  (await happenedAt(test.db, hall.bloc.id)).map(({ kind, data }) => ({ kind, data: data as any }));

/** The next entry of the bloc is written at this moment: times of a log never run backwards. */
const itIs = (moment: string) =>
  test.db.query(
    'insert into log_head (stream, sequence, at) values ($2, 0, $1) on conflict (stream) do update set at = excluded.at',
    [moment, hall.bloc.id],
  );

async function deadlines(of = year) {
  const document = `query ($slug: String!, $year: Int!) { bloc(slug: $slug) { deadlines(year: $year) { nodes { id kind period
    dueOn latestOn title { vi } withdrawnReason items { member { code } receivedOn receivedBy daysLate daysOverdue
    lateness { fromDays belowDays points } } } } } }`;
  const asked = { document, variables: { slug: hall.bloc.slug, year: of }, viewer: publicViewer };
  const data = (await dataOf(schema, test.db, asked)) as any;
  return data.bloc.deadlines.nodes as any[];
}

async function due(member: number) {
  const document = `query ($id: ID!) { member(id: $id) { due { deadline { id dueOn } receivedOn daysOverdue } } }`;
  const data = (await dataOf(schema, test.db, {
    document,
    variables: { id: idOf(member) },
    viewer: publicViewer,
  })) as any;
  return data.member.due as any[];
}

const ofYear = { year, dueOn: `${year}-04-10`, latestOn: `${year}-04-15` };
const reportsAt = async (moment: string, member: number) => {
  await itIs(moment);
  return report(office, ['1'], { year, memberId: idOf(member) }, await anOfficer(hall, member));
};
const paper = ({ subject: deadlineId }: Receipt, member: number, receivedOn: string, by: Viewer = office.leader) =>
  receiveReport(test.db, by, { deadlineId, memberId: idOf(member), receivedOn });

describe('deadlines of a year', () => {
  it('say who reported when and how late, by the log of the bloc and at midnight in Vietnam', async () => {
    await aDeadline(office, ofYear);
    await reportsAt(`${year}-04-15T16:59:59.999Z`, 0);
    await reportsAt(`${year}-04-15T17:00:00.000Z`, 1);
    await reportsAt(`${year}-04-24T17:00:00.000Z`, 2);
    const [deadline] = await deadlines();
    expect(deadline).toMatchObject({
      kind: 'QUARTER_REPORT',
      period: 'Q1',
      dueOn: `${year}-04-10`,
      withdrawnReason: null,
    });
    const byReport = { receivedBy: 'REPORT', daysOverdue: 0 };
    expect(deadline.items).toEqual([
      { ...byReport, member: { code: 'don-vi-1' }, receivedOn: `${year}-04-15`, daysLate: 0, lateness: null },
      { ...byReport, member: { code: 'don-vi-2' }, receivedOn: `${year}-04-16`, daysLate: 1, lateness: null },
      {
        ...{ ...byReport, member: { code: 'don-vi-3' }, receivedOn: `${year}-04-25`, daysLate: 10 },
        lateness: { fromDays: 10, belowDays: 15, points: -10 },
      },
      {
        member: { code: 'don-vi-4' },
        receivedOn: null,
        receivedBy: null,
        daysLate: null,
        lateness: null,
        daysOverdue: 0,
      },
    ]);
  });

  it('count the first report, whatever became of it, and one from before the deadline was set', async () => {
    const first = await reportsAt(`${year}-04-15T03:00:00.000Z`, 1);
    await returnResults(test.db, office.leader, { reportId: first.subject, reason: 'Thiếu căn cứ' });
    await reportsAt(`${year}-05-15T03:00:00.000Z`, 1);
    await aDeadline(office, ofYear);
    const [{ items }] = (await deadlines()) as [any];
    expect(items[1]).toMatchObject({ receivedOn: `${year}-04-15`, daysLate: 0 });
  });

  it('count no report of another period, year or member', async () => {
    const { subject: deadlineId } = await aDeadline(office);
    await report(office, ['1'], { period: ResultPeriod.Q2 });
    await report(office, ['1'], { year: opensYear - 1 });
    expect((await due(1)).map(({ deadline }) => deadline.id)).toEqual([deadlineId]);
    await report(office, ['1']);
    expect([await due(1), (await due(2)).length]).toEqual([[], 1]);
  });

  it('count paper where it came first, and the report where that did', async () => {
    const both = await aDeadline(office, { dueOn: `${opensYear}-01-10` });
    await paper(both, 0, `${opensYear}-01-20`);
    await paper(both, 1, `${opensYear}-01-02`);
    await report(office, ['1']);
    const [{ items }] = (await deadlines(opensYear)) as [any];
    expect(items.slice(0, 2)).toMatchObject([
      { receivedOn: `${opensYear}-01-20`, receivedBy: 'HAND', daysLate: 10, lateness: { points: -10 } },
      { receivedOn: `${opensYear}-01-02`, receivedBy: 'HAND', daysLate: 0 },
    ]);
    const future = await aDeadline(office, ofYear);
    await reportsAt(`${year}-04-15T03:00:00.000Z`, 2);
    await test.db.query('insert into received_report values ($1, $2, $3)', [future.subject, idOf(2), `${year}-04-16`]);
    const [{ items: later }] = (await deadlines()) as [any];
    expect(later[2]).toMatchObject({ receivedOn: `${year}-04-15`, receivedBy: 'REPORT' });
  });

  it('are owed by some members, or by those that belong in the year', async () => {
    await aDeadline(office, { ...ofYear, memberIds: [idOf(3), idOf(1)] });
    await test.db.manager.update(Membership, { memberId: idOf(0) }, { toYear: year - 1 });
    await aDeadline(office, { ...ofYear, dueOn: `${year}-04-11` });
    const codes = (await deadlines()).map(({ items }) => items.map(({ member }: any) => member.code));
    expect(codes).toEqual([
      ['don-vi-2', 'don-vi-4'],
      ['don-vi-2', 'don-vi-3', 'don-vi-4'],
    ]);
  });

  it('tell a member what is due next, and since when it is overdue', async () => {
    const later = await aDeadline(office, {
      kind: DeadlineKind.YEAR_REPORT,
      period: null,
      dueOn: `${opensYear}-12-20`,
    });
    const sooner = await aDeadline(office);
    const back = setClock(() => new Date(`${opensYear}-04-17T17:00:00.000Z`));
    try {
      const none = { receivedOn: null };
      expect(await due(1)).toEqual([
        { ...none, deadline: { id: sooner.subject, dueOn: `${opensYear}-04-15` }, daysOverdue: 3 },
        { ...none, deadline: { id: later.subject, dueOn: `${opensYear}-12-20` }, daysOverdue: 0 },
      ]);
    } finally {
      back();
    }
  });
});

describe('setDeadline', () => {
  it('tells the log of the bloc all of it', async () => {
    const title = { vi: 'Bản đăng ký thi đua', en: null };
    await aDeadline(office, { kind: DeadlineKind.OTHER, period: null, title, memberIds: [idOf(1)] });
    expect(await told()).toEqual([
      {
        kind: 'deadlineSet',
        data: {
          ...{ kind: 'OTHER', title, year: opensYear, period: null, dueOn: `${opensYear}-04-15`, latestOn: null },
          memberIds: [idOf(1)],
        },
      },
    ]);
  });

  it('says every fault of its days, kind and title at once', async () => {
    const wrong = { kind: DeadlineKind.OTHER, dueOn: '2030-01-02', latestOn: '2030-01-01' };
    const { code, facts } = await refusalOf(aDeadline(office, wrong));
    const faults = facts.faults as { argument: string }[];
    expect([code, faults.map(({ argument }) => argument)]).toEqual([
      'BAD_USER_INPUT',
      ['period', 'title', 'dueOn', 'latestOn'],
    ]);
  });

  it('names members of the bloc that belong in the year', async () => {
    const elsewhere = await aHall(test.db);
    const foreign = { memberIds: [idOf(1), at(elsewhere.members, 0).id] };
    expect(await refusalOf(aDeadline(office, foreign))).toMatchObject({ code: 'NOT_FOUND' });
    await test.db.manager.update(Membership, { memberId: idOf(2) }, { toYear: opensYear - 1 });
    expect(await refusalOf(aDeadline(office, { memberIds: [idOf(1), idOf(2)] }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      facts: { argument: 'memberIds', memberIds: [idOf(2)] },
    });
    expect(await test.db.manager.countBy(Deadline, { blocId: hall.bloc.id })).toBe(0);
  });

  it('is for the leader’s office of that bloc and administrators', async () => {
    const elsewhere = await anOffice(await aHall(test.db));
    const deadline = await aDeadline(office, { dueOn: `${opensYear}-01-10` }, hall.administrator);
    const { subject: deadlineId } = deadline;
    const others = [office.officer, await aStaff(hall, BlocRole.COUNCIL_OFFICE), elsewhere.leader, hall.chair];
    for (const by of others)
      expect(
        await outcomes(
          aDeadline(office, {}, by),
          changeDeadline(test.db, by, { deadlineId, dueOn: '2026-01-11', reason: 'Lùi hạn' }),
          withdrawDeadline(test.db, by, { deadlineId, reason: 'Không cần' }),
          paper(deadline, 1, `${opensYear}-01-02`, by),
        ),
      ).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
    expect(await outcomes(aDeadline(office, {}, publicViewer))).toEqual(['UNAUTHENTICATED']);
  });
});

describe('changeDeadline and withdrawDeadline', () => {
  const change = (deadlineId: string, changes: object, reason = 'Lùi hạn theo công văn') =>
    changeDeadline(test.db, office.leader, { deadlineId, reason, ...changes });

  it('count lateness anew, and tell what it said before and why', async () => {
    const { subject } = await aDeadline(office, ofYear);
    await reportsAt(`${year}-04-21T03:00:00.000Z`, 1);
    const lateness = async () => (await deadlines())[0].items[1].daysLate;
    expect(await lateness()).toBe(6);
    await change(subject, { latestOn: `${year}-04-20` });
    expect(await lateness()).toBe(1);
    const { data } = (await told()).at(-1) as any;
    expect(data).toMatchObject({ reason: 'Lùi hạn theo công văn', before: { latestOn: `${year}-04-15` } });
    expect(data.after).toEqual({ ...data.before, latestOn: `${year}-04-20` });
    await withdrawDeadline(test.db, office.leader, { deadlineId: subject, reason: 'Gộp vào báo cáo sáu tháng' });
    expect([await deadlines(), await due(2)]).toEqual([[], []]);
    expect((await told()).at(-1)).toMatchObject({
      kind: 'deadlineWithdrawn',
      data: { reason: 'Gộp vào báo cáo sáu tháng' },
    });
  });

  it('are refused for what changes nothing, what is wrong, and what is withdrawn', async () => {
    const title = { vi: 'Báo cáo quý I', en: null };
    const deadline = await aDeadline(office, { ...ofYear, title });
    const { subject } = deadline;
    const code = async (work: Promise<unknown>) => (await refusalOf(work)).code;
    expect(await code(change(subject, {}))).toBe('BAD_USER_INPUT');
    expect(await code(change(subject, { ...ofYear, title: { vi: 'Báo cáo quý I' } }))).toBe('BAD_USER_INPUT');
    expect(await code(change(subject, { latestOn: `${year}-04-01` }))).toBe('BAD_USER_INPUT');
    await change(subject, { title: { vi: 'Báo cáo quý I', en: 'Report of quarter I' } });
    await withdrawDeadline(test.db, office.leader, { deadlineId: subject, reason: 'Không cần' });
    expect(await code(change(subject, { dueOn: `${year}-04-11` }))).toBe('DEADLINE_WITHDRAWN');
    expect(await code(withdrawDeadline(test.db, office.leader, { deadlineId: subject, reason: 'Hai lần' }))).toBe(
      'DEADLINE_WITHDRAWN',
    );
    expect(await code(paper(deadline, 1, '2026-01-01'))).toBe('DEADLINE_WITHDRAWN');
    expect(await code(change(randomUUID(), { dueOn: `${year}-04-11` }))).toBe('NOT_FOUND');
  });
});

describe('receiveReport', () => {
  it('is recorded again where the day was wrong, and tells the day before', async () => {
    const deadline = await aDeadline(office, { dueOn: `${opensYear}-01-10` });
    await paper(deadline, 1, `${opensYear}-01-20`);
    await paper(deadline, 1, `${opensYear}-01-12`);
    const [{ items }] = (await deadlines(opensYear)) as [any];
    expect(items[1]).toMatchObject({ receivedOn: `${opensYear}-01-12`, daysLate: 2 });
    const days = (await told()).filter(({ kind }) => kind === 'reportReceived').map(({ data }) => data);
    expect(days).toMatchObject([
      { member: 'don-vi-2', receivedOn: `${opensYear}-01-20`, before: null },
      { member: 'don-vi-2', receivedOn: `${opensYear}-01-12`, before: `${opensYear}-01-20` },
    ]);
  });

  it('is of a member that owes it, on no day to come', async () => {
    const some = await aDeadline(office, { memberIds: [idOf(1)] });
    const all = await aDeadline(office);
    await test.db.manager.update(Membership, { memberId: idOf(2) }, { toYear: opensYear - 1 });
    const wrong = async (work: Promise<unknown>) => (await refusalOf(work)).facts.argument;
    expect(await wrong(paper(some, 0, `${opensYear}-01-02`))).toBe('memberId');
    expect(await wrong(paper(all, 2, `${opensYear}-01-02`))).toBe('memberId');
    expect(await wrong(paper(all, 1, '2097-01-01'))).toBe('receivedOn');
    const memberId = at((await aHall(test.db)).members, 0).id;
    const foreign = { deadlineId: all.subject, memberId, receivedOn: `${opensYear}-01-02` };
    expect(await refusalOf(receiveReport(test.db, office.leader, foreign))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('comes one after the other where two record at once', async () => {
    const deadline = await aDeadline(office);
    const bloc = { ...hall, conference: { ...hall.conference, id: hall.bloc.id } };
    const [first, second] = [`${opensYear}-01-02`, `${opensYear}-01-03`];
    const both = () => outcomes(paper(deadline, 1, first), paper(deadline, 1, second, hall.administrator));
    expect(await whileLogHeld(bloc, both)).toEqual(['done', 'done']);
    const [one, other] = (await told()).slice(1).map(({ data }) => data);
    expect([one.before, other.before]).toEqual([null, one.receivedOn]);
  });
});
