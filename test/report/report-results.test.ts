import { randomUUID } from 'node:crypto';
import { BlocRole, publicViewer, type Viewer } from '../../src/graphql/authorize/viewer';
import { correctResultOrAsk } from '../../src/indicator/correct-result';
import { Result, ResultPeriod } from '../../src/indicator/result';
import { canonicalText, sha256 } from '../../src/log/canonical';
import { faultsOf, recount } from '../../src/record/recount';
import { ReportState, ResultReport } from '../../src/report/result-report';
import { confirmResults, returnResults } from '../../src/report/settle-report';
import { makeSchema } from '../../src/schema';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { dataOf } from '../support/graph';
import { aHall, at, type Hall, opensYear } from '../support/hall';
import { happenedAt, outcomes } from '../support/log';
import { anOffice, anOfficer, confirmReport, indicatorsOf, type Office, report } from '../support/reports';
import { aStaff, inHours } from '../support/staff';
import { whileLogHeld } from '../support/while-log-held';

const schema = makeSchema();
let test: TestDatabase;
let hall: Hall;
let office: Office;
beforeAll(async () => {
  test = await freshDatabase();
});
beforeEach(async () => {
  hall = await aHall(test.db);
  office = await anOffice(hall);
});
afterAll(() => test.drop());

const memberId = () => at(hall.members, 1).id;
const states = async () => {
  const reports = await test.db.manager.find(ResultReport, {
    where: { memberId: memberId() },
    order: { number: 'ASC' },
  });
  return reports.map(({ number, state }) => [number, state]);
};
const told = async () =>
  (await happenedAt(test.db, hall.bloc.id)).map(({ kind, data }) => ({ kind, data: data as any }));
const agrees = async () => expect(faultsOf(await recount(test.db, { slug: null }))).toEqual([]);

const shown = `indicator { code } raw value unit flags { code }`;

/** The results of the member, as everybody sees them. */
async function results(viewer: Viewer = publicViewer) {
  const document = `query ($id: ID!) { member(id: $id) { results { nodes { ${shown} period year conference { id }
    reportedBy confirmedBy reportedAt confirmedAt history { raw } } } } }`;
  const data = (await dataOf(schema, test.db, { document, variables: { id: memberId() }, viewer })) as any;
  return data.member.results.nodes as any[];
}

async function reports(viewer: Viewer) {
  const document = `query ($id: ID!) { member(id: $id) { reports { nodes { number state reason reportedAt settledAt
    member { id } figures { ${shown} } } } } }`;
  const data = (await dataOf(schema, test.db, { document, variables: { id: memberId() }, viewer })) as any;
  return data.member.reports.nodes as any[];
}

describe('reportResults', () => {
  it('stores each figure as printed, its exact value, and a flag where it can be read in two ways', async () => {
    const receipt = await report(office, ['834.875,801', '7,5 %', '2.005']);
    expect(await reports(office.officer)).toEqual([
      {
        ...{ number: 1, state: 'REPORTED', reason: null, reportedAt: receipt.at.toISOString(), settledAt: null },
        member: { id: memberId() },
        figures: [
          { indicator: { code: 'CT_1' }, raw: '834.875,801', value: '834875.801', unit: null, flags: [] },
          { indicator: { code: 'CT_2' }, raw: '7,5 %', value: '7.5', unit: '%', flags: [] },
          { indicator: { code: 'CT_3' }, raw: '2.005', value: null, unit: null, flags: [{ code: 'AMBIGUOUS_FIGURE' }] },
        ],
      },
    ]);
    expect(await results()).toEqual([]);
    await agrees();
  });

  it('tells the log of the bloc how many figures there are, and a salted digest of them', async () => {
    const receipt = await report(office, ['1,5'], {
      figures: [{ indicatorId: at(office.indicators, 0).id, raw: '1,5', unit: 'tỉ đồng' }],
    });
    const { salt } = await test.db.manager.findOneByOrFail(ResultReport, { id: receipt.subject });
    const figures = [{ indicator: 'CT_1', raw: '1,5', value: '1.5', unit: 'tỉ đồng' }];
    expect(salt).toHaveLength(22);
    expect(await told()).toEqual([
      {
        kind: 'resultsReported',
        data: {
          ...{ memberId: memberId(), member: 'don-vi-2', year: opensYear, period: 'Q1', number: 1, figures: 1 },
          ...{ digest: sha256(canonicalText({ salt, figures })), supersedes: null },
        },
      },
    ]);
  });

  it('takes the place of the report that waits, which is kept', async () => {
    const first = await report(office, ['1', '2']);
    await report(office, ['3']);
    expect(await states()).toEqual([
      [1, ReportState.SUPERSEDED],
      [2, ReportState.REPORTED],
    ]);
    expect((await told()).at(-1)?.data).toMatchObject({ number: 2, supersedes: first.subject });
    const [second, before] = await reports(office.officer);
    expect([second.figures, before.figures].map((each: any[]) => each.map(({ raw }) => raw))).toEqual([
      ['3'],
      ['1', '2'],
    ]);
    expect(before.settledAt).toBe(second.reportedAt);
  });

  it('is of another period or year beside', async () => {
    await report(office, ['1']);
    await report(office, ['1'], { period: ResultPeriod.M6 });
    await report(office, ['1'], { year: opensYear - 1 });
    expect(await states()).toEqual([1, 2, 3].map(() => [1, ReportState.REPORTED]));
  });

  it('says every fault of a request at once', async () => {
    const [foreign] = await indicatorsOf(await aHall(test.db), 1);
    const [one, two] = office.indicators.map(({ id }) => id) as [string, string];
    const ids = [one, 'khong-phai-id', two, one, foreign?.id as string, two.toUpperCase()];
    const figures = ids.map((indicatorId) => ({ indicatorId, raw: '1' }));
    const { code, facts } = await refusalOf(report(office, [], { figures }));
    expect([code, facts.faults]).toEqual([
      'NOT_FOUND',
      [
        { figure: 2, indicatorId: 'khong-phai-id', fault: 'NO_INDICATOR' },
        { figure: 4, indicatorId: one, fault: 'TWICE' },
        { figure: 5, indicatorId: foreign?.id, fault: 'NO_INDICATOR' },
        { figure: 6, indicatorId: two, fault: 'TWICE' },
      ],
    ]);
    const twice = [one, one].map((indicatorId) => ({ indicatorId, raw: '1' }));
    expect(await refusalOf(report(office, [], { figures: twice }))).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await states()).toEqual([]);
  });

  it('is of a year in which the member belongs to the bloc', async () => {
    expect(await refusalOf(report(office, ['1'], { year: 2014 }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      facts: { argument: 'year', faults: [] },
    });
  });

  it('is done by the officer of that member alone, while the role is held', async () => {
    const span = { memberId: memberId() };
    const others = [
      await anOfficer(hall, 2),
      await aStaff(hall, BlocRole.OFFICER, { ...span, validUntil: inHours(-0.1) }),
      await aStaff(hall, BlocRole.OFFICER, { ...span, validFrom: inHours(1) }),
      await aStaff(hall),
      office.leader,
      await aStaff(hall, BlocRole.COUNCIL_OFFICE),
      hall.administrator,
      hall.chair,
      at(hall.delegates, 1),
    ];
    for (const by of others)
      expect(await refusalOf(report(office, ['1'], {}, by))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusalOf(report(office, ['1'], {}, publicViewer))).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await refusalOf(report(office, ['1'], { memberId: randomUUID() }))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await states()).toEqual([]);
  });

  it('is done once when it is sent twice under one key', async () => {
    const idempotencyKey = randomUUID();
    const first = await report(office, ['1'], { idempotencyKey });
    expect(await report(office, ['1'], { idempotencyKey })).toEqual(first);
    expect(await refusalOf(report(office, ['2'], { idempotencyKey }))).toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
    expect(await states()).toEqual([[1, ReportState.REPORTED]]);
  });

  it('comes one after the other where two report one figure at once', async () => {
    await report(office, ['0'], { period: ResultPeriod.Q2 });
    const bloc = { ...hall, conference: { ...hall.conference, id: hall.bloc.id } };
    const other = await anOfficer(hall, 1);
    const done = await whileLogHeld(bloc, () => outcomes(report(office, ['1']), report(office, ['2'], {}, other)));
    expect(done).toEqual(['done', 'done']);
    const [, first, second] = await told();
    expect([first?.data.number, second?.data.number]).toEqual([1, 2]);
    const waiting = await test.db.manager.findBy(ResultReport, { memberId: memberId(), period: ResultPeriod.Q1 });
    expect(waiting.map(({ state }) => state).sort()).toEqual(['REPORTED', 'SUPERSEDED']);
    await agrees();
  });
});

describe('confirmResults', () => {
  it('makes the figures results that everybody sees, with roles in place of names', async () => {
    const reported = await report(office, ['834.875,801', '2.005']);
    const confirmed = await confirmReport(office, reported);
    const both = {
      ...{ period: 'Q1', year: opensYear, conference: null, reportedBy: 'OFFICER', confirmedBy: 'LEADER_OFFICE' },
      ...{ reportedAt: reported.at.toISOString(), confirmedAt: confirmed.at.toISOString() },
    };
    const seen = await results();
    expect(seen).toHaveLength(2);
    expect(seen).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ ...both, indicator: { code: 'CT_1' }, raw: '834.875,801', value: '834875.801' }),
        expect.objectContaining({ ...both, raw: '2.005', value: null, flags: [{ code: 'AMBIGUOUS_FIGURE' }] }),
      ]),
    );
    await agrees();
  });

  it('tells the log the figures, the salt, and the results that they became', async () => {
    await confirmReport(office, await report(office, ['1,5', '2']));
    const [came, confirmed] = await told();
    const { salt, figures, results: ids } = (confirmed as { data: any }).data;
    expect(figures).toEqual([
      { indicator: 'CT_1', raw: '1,5', value: '1.5', unit: null },
      { indicator: 'CT_2', raw: '2', value: '2', unit: null },
    ]);
    expect(sha256(canonicalText({ salt, figures }))).toBe(came?.data.digest);
    const rows = await Promise.all(ids.map((id: string) => test.db.manager.findOneByOrFail(Result, { id })));
    expect(rows.map(({ raw }) => raw)).toEqual(['1,5', '2']);
  });

  it('leaves what was confirmed as it is until a later report is confirmed, and keeps it as a version', async () => {
    await confirmReport(office, await report(office, ['1', '2']));
    const later = await report(office, ['1,25']);
    expect((await results()).map(({ raw }) => raw).sort()).toEqual(['1', '2']);
    await confirmReport(office, later);
    const byCode = new Map((await results()).map((result) => [result.indicator.code, result]));
    expect(byCode.get('CT_1')).toMatchObject({ raw: '1,25', value: '1.25', history: [{ raw: '1' }, { raw: '1,25' }] });
    expect(byCode.get('CT_2')).toMatchObject({ raw: '2', history: [{ raw: '2' }] });
    await agrees();
  });

  it('stands beside what a conference reported of the same', async () => {
    const { id: indicatorId } = at(office.indicators, 0);
    await test.db.manager.insert(Result, {
      ...{
        id: randomUUID(),
        blocId: hall.bloc.id,
        indicatorId,
        memberId: memberId(),
        key: 'don-vi-2',
        year: opensYear,
      },
      ...{ conferenceId: hall.conference.id, period: ResultPeriod.Q1, kind: 'FIGURE', raw: '9', value: '9', flags: [] },
    } as object);
    await confirmReport(office, await report(office, ['1']));
    const seen = (await results()).map(({ raw, reportedBy }) => [raw, reportedBy]);
    expect(seen.sort()).toEqual([
      ['1', 'OFFICER'],
      ['9', null],
    ]);
  });

  it('is refused once the report waits no more', async () => {
    const first = await report(office, ['1']);
    const second = await report(office, ['2']);
    const code = async (work: Promise<unknown>) => (await refusalOf(work)).code;
    expect(await code(confirmReport(office, first))).toBe('REPORT_SETTLED');
    await confirmReport(office, second);
    expect(await code(confirmReport(office, second))).toBe('REPORT_SETTLED');
    const third = await report(office, ['3']);
    await returnResults(test.db, office.leader, { reportId: third.subject, reason: 'Thiếu căn cứ' });
    expect(await code(confirmReport(office, third))).toBe('REPORT_SETTLED');
    expect((await results()).map(({ raw }) => raw)).toEqual(['2']);
  });

  it('is done by the leader’s office alone, at its bloc', async () => {
    const { subject: reportId } = await report(office, ['1']);
    const elsewhere = await anOffice(await aHall(test.db));
    const others = [office.officer, await aStaff(hall, BlocRole.COUNCIL_OFFICE), elsewhere.leader, hall.administrator];
    for (const by of others) {
      const asked = [
        confirmResults(test.db, by, { reportId }),
        returnResults(test.db, by, { reportId, reason: 'Sai số' }),
      ];
      expect(await outcomes(...asked)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    }
    expect(await outcomes(confirmResults(test.db, publicViewer, { reportId }))).toEqual(['UNAUTHENTICATED']);
    expect(await outcomes(confirmResults(test.db, office.leader, { reportId: randomUUID() }))).toEqual(['NOT_FOUND']);
  });

  it('confirms what was seen or nothing, where a report comes at the same moment', async () => {
    const first = await report(office, ['1']);
    const bloc = { ...hall, conference: { ...hall.conference, id: hall.bloc.id } };
    const done = await whileLogHeld(bloc, () => outcomes(confirmReport(office, first), report(office, ['2'])));
    const isConfirmed = !done.includes('REPORT_SETTLED');
    expect((await results()).map(({ raw }) => raw)).toEqual(isConfirmed ? ['1'] : []);
    expect((await states()).at(-1)).toEqual([2, ReportState.REPORTED]);
    await agrees();
  });

  it('is done once of two at the same moment', async () => {
    const first = await report(office, ['1']);
    const bloc = { ...hall, conference: { ...hall.conference, id: hall.bloc.id } };
    const both = () => outcomes(confirmReport(office, first), confirmReport(office, first));
    expect(await whileLogHeld(bloc, both)).toEqual(['REPORT_SETTLED', 'done']);
  });
});

describe('returnResults', () => {
  it('gives the reason to those who see the report, and not to the log', async () => {
    const { subject: reportId } = await report(office, ['1.234,5']);
    const reason = 'Số 1.234,5 không khớp báo cáo tài chính';
    await returnResults(test.db, office.leader, { reportId, reason });
    expect(await reports(office.officer)).toMatchObject([{ state: 'RETURNED', reason }]);
    expect((await told()).at(-1)).toEqual({
      kind: 'resultsReturned',
      data: { memberId: memberId(), member: 'don-vi-2', year: opensYear, period: 'Q1', number: 1 },
    });
    expect(await results()).toEqual([]);
    await report(office, ['1.234,6']);
    expect(await states()).toEqual([
      [1, ReportState.RETURNED],
      [2, ReportState.REPORTED],
    ]);
    await agrees();
  });
});

describe('correctResult of what a member reported', () => {
  const reason = 'Đính chính theo công văn số 12';
  const correct = async (raw: string, by: Viewer) => {
    const { id: resultId } = await test.db.manager.findOneByOrFail(Result, { memberId: memberId() });
    return correctResultOrAsk(test.db, by, { resultId, raw, reason });
  };

  it('is done by the leader’s office alone, in the log of the bloc', async () => {
    await confirmReport(office, await report(office, ['1,5']));
    expect((await correct('1,75', office.leader)).stream).toBe(hall.bloc.id);
    expect(await results()).toMatchObject([{ raw: '1,75', value: '1.75', history: [{ raw: '1,5' }, { raw: '1,75' }] }]);
    expect((await told()).at(-1)).toMatchObject({
      kind: 'resultCorrected',
      data: { before: { raw: '1,5' }, after: { raw: '1,75' }, reason },
    });
    await correct('1,8', hall.administrator);
    await agrees();
  });

  it('is refused to the desk of a conference, the officer and offices elsewhere', async () => {
    await confirmReport(office, await report(office, ['1,5']));
    const elsewhere = await anOffice(await aHall(test.db));
    for (const by of [hall.chair, hall.secretary, office.officer, elsewhere.leader])
      expect(await refusalOf(correct('2', by))).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('holds until a later report of the same is confirmed', async () => {
    await confirmReport(office, await report(office, ['1,5']));
    await correct('1,75', office.leader);
    await confirmReport(office, await report(office, ['1,9']));
    expect(await results()).toMatchObject([{ raw: '1,9', history: [{ raw: '1,5' }, { raw: '1,75' }, { raw: '1,9' }] }]);
    await agrees();
  });
});

describe('recount of a bloc', () => {
  it.each([
    [
      'a figure that was changed',
      `update reported_figure set raw = '99' where ordinal = 1`,
      'its figures are not those of entry 1',
    ],
    [
      'a report that is gone',
      'delete from reported_figure; update result set report_id = null, conference_id = $c; delete from result_report',
      'its figures are not those of entry 1',
    ],
    ['a correction without an entry', `update result set raw = '99'`, 'came by no entry'],
    [
      'a confirmation taken back',
      `update result_report set state = 'REPORTED', settled_sequence = null`,
      'it is not confirmed by entry 2',
    ],
  ])('finds %s', async (_, changes, fault) => {
    const alone = await freshDatabase();
    try {
      const own = await anOffice(await aHall(alone.db));
      await confirmReport(own, await report(own, ['1,5']));
      const { id: resultId } = await alone.db.manager.findOneByOrFail(Result, {});
      await correctResultOrAsk(alone.db, own.leader, { resultId, raw: '1,6', reason: 'Đính chính' });
      for (const change of changes.split('; '))
        await alone.db.query(change.replace('$c', `'${own.hall.conference.id}'`));
      const faults = faultsOf(await recount(alone.db, { slug: null }));
      expect(faults).toContainEqual(expect.stringContaining(fault));
    } finally {
      await alone.drop();
    }
  });
});
