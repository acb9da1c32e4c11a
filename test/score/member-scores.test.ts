import { ConferenceState } from '../../src/conference/conference';
import { BlocRole, publicViewer, type Viewer } from '../../src/graphql/authorize/viewer';
import { makeSchema } from '../../src/schema';
import { enterScores, submitScores } from '../../src/score/enter-scores';
import type { ScoreEntryInput } from '../../src/score/entry-input';
import { addScoreRemark, explainScores } from '../../src/score/explain-scores';
import { finishScores } from '../../src/score/finish-scores';
import { MemberScore } from '../../src/score/member-score';
import { releaseRanks } from '../../src/score/release-ranks';
import { reviewScores } from '../../src/score/review-scores';
import { ScoreEntry } from '../../src/score/score-entry';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { dataOf } from '../support/graph';
import { aHall, at, closesYear, type Hall, opensYear } from '../support/hall';
import { happenedAt, outcomes, untilBlocked } from '../support/log';
import {
  aFrozenTable,
  aSetTable,
  aSubmittedScore,
  finalScores,
  type Scorers,
  theScorers,
  whose,
} from '../support/scores';
import { aStaff, hold } from '../support/staff';

const schema = makeSchema();
let test: TestDatabase;
let hall: Hall;
let by: Scorers;
let officer: Viewer;
beforeAll(async () => {
  test = await freshDatabase();
});
beforeEach(async () => {
  hall = await aHall(test.db, { members: 2 });
  by = await theScorers(hall);
  officer = at(by.officers, 0);
});
afterAll(() => test.drop());

const enter = (viewer: Viewer, entries: readonly ScoreEntryInput[], n = 0, more = {}) =>
  enterScores(test.db, viewer, { ...whose(hall, n), entries: [...entries], ...more });
const submit = (viewer: Viewer, n = 0) => submitScores(test.db, viewer, whose(hall, n));
const review = (viewer: Viewer, input: { entries?: ScoreEntryInput[]; acceptSelf?: string[] }, n = 0) =>
  reviewScores(test.db, viewer, { ...whose(hall, n), ...input });
const explain = (viewer: Viewer, explanations: { key: string; text: string }[], n = 0) =>
  explainScores(test.db, viewer, { ...whose(hall, n), explanations });
const remark = (viewer: Viewer, key: string, text = 'Xin xem lại số liệu.', n = 0) =>
  addScoreRemark(test.db, viewer, { ...whose(hall, n), key, text });
const ofYear = () => ({ blocId: hall.bloc.id, year: closesYear });
const finish = (viewer: Viewer) => finishScores(test.db, viewer, ofYear());
const release = (viewer: Viewer, more = {}) => releaseRanks(test.db, viewer, { ...ofYear(), ...more });

const whole: ScoreEntryInput[] = [
  { key: 'I/1', target: '50', actual: '60', note: 'Báo cáo số 12/BC' },
  { key: 'I/2', points: '9' },
  { key: 'II/1', passed: true },
];
const stageOf = async (n = 0) =>
  (await test.db.manager.findOneBy(MemberScore, { memberId: at(hall.members, n).id }))?.stage ?? null;
const rows = async (part: 'SELF' | 'REVIEW', key: string) =>
  (
    await test.db.query<{ entry: object; version: number; superseded: boolean; account: string }[]>(
      `select e.entry, e.version, e.superseded_at is not null as superseded, e.account_id as account
       from score_entry e join member_score s on s.id = e.member_score_id
       where s.member_id = $1 and e.part = $2 and e.key = $3 order by e.version`,
      [at(hall.members, 0).id, part, key],
    )
  ).map((row) => row);
const ask = async (viewer: Viewer, fields: string) => {
  const document = `{ bloc(slug: "${hall.bloc.slug}") { scores(year: ${closesYear}) { ${fields} } } }`;
  const data = (await dataOf(schema, test.db, { document, viewer })) as { bloc: { scores: any } };
  return data.bloc.scores;
};
const work = async (viewer: Viewer, fields: string, n = 0) =>
  (await ask(viewer, `members { member { code } work { ${fields} } }`)).members[n].work;
const lastOf = async () => (await happenedAt(test.db, hall.bloc.id)).at(-1);

describe('enterScores', () => {
  it('keeps the self-score with who and when, and tells the log neither points nor evidence', async () => {
    await aFrozenTable(hall);
    const receipt = await enter(officer, whole);
    expect(receipt).toMatchObject({ stream: hall.bloc.id, kind: 'scoresEntered' });
    expect(await rows('SELF', 'I/1')).toEqual([
      { entry: { target: '50', actual: '60' }, version: 1, superseded: false, account: officer.accountId },
    ]);
    const entry = await lastOf();
    expect(entry).toMatchObject({
      ...{ topics: [`scores:${hall.bloc.id}`] },
      data: { year: closesYear, memberId: at(hall.members, 0).id, stage: 'OPEN', round: 0, entries: 3 },
    });
    expect(Object.keys(entry?.data as object).sort()).toEqual([
      'digest',
      'entries',
      'memberId',
      'round',
      'stage',
      'year',
    ]);
  });

  it('supersedes what stood, and takes back what was entered by mistake; nothing is overwritten', async () => {
    await aFrozenTable(hall);
    await enter(officer, whole);
    await enter(officer, [{ key: 'I/2', points: '8' }]);
    await enter(officer, [{ key: 'I/2', empty: true }]);
    expect((await rows('SELF', 'I/2')).map(({ entry, superseded }) => [entry, superseded])).toEqual([
      [{ points: '9' }, true],
      [{ points: '8' }, true],
      [null, false],
    ]);
    const self = 'self { points scored leaves }';
    expect(await work(officer, self)).toEqual({ self: { points: '20', scored: 2, leaves: 3 } });
  });

  it('tells everything that is wrong at once, and writes nothing', async () => {
    await aFrozenTable(hall);
    const wrong: ScoreEntryInput[] = [
      { key: 'I/1', actual: '1.5.5' },
      { key: 'I/2', points: '11' },
      { key: 'I/2', points: '1' },
      { key: 'II', passed: true },
      { key: 'II/1', points: '3' },
      { key: 'bonus:sang-kien', times: 2 },
      { key: 'penalty:bao-cao-cham', empty: true, times: 1 },
    ];
    const refusal = await refusalOf(enter(officer, wrong));
    expect(refusal.code).toBe('SCORE_ENTRIES_INVALID');
    const faults = refusal.facts.faults as { key: string; part: string }[];
    expect(faults.map(({ key, part }) => [key, part]).sort()).toEqual([
      ['I/1', 'actual'],
      ['I/2', 'key'],
      ['I/2', 'points'],
      ['II', 'key'],
      ['II/1', 'points'],
      ['bonus:sang-kien', 'times'],
      ['penalty:bao-cao-cham', 'empty'],
    ]);
    expect(await rows('SELF', 'I/2')).toEqual([]);
  });

  it('is for the officer of that member, and the member must be one of the year', async () => {
    const fresh = await aHall(test.db, { members: 1, newcomers: 1 });
    const newcomer = await aStaff(fresh, BlocRole.OFFICER, { memberId: at(fresh.members, 1).id });
    await aFrozenTable(hall);
    await aFrozenTable(fresh);
    const others = [at(by.officers, 1), by.leader, by.council, hall.administrator, hall.chair];
    for (const viewer of others) expect(await refusalOf(enter(viewer, whole))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusalOf(enter(publicViewer, whole))).toMatchObject({ code: 'UNAUTHENTICATED' });
    const late = enterScores(test.db, newcomer, { ...whose(fresh, 1), entries: whole });
    expect(await refusalOf(late)).toMatchObject({ code: 'BAD_USER_INPUT', facts: { argument: 'memberId' } });
  });

  it('waits for a frozen table', async () => {
    await aSetTable(hall);
    expect(await refusalOf(enter(officer, whole))).toMatchObject({ code: 'SCORE_TABLE_NOT_FROZEN' });
  });

  it('keeps both of two at once, the later above the earlier', async () => {
    await aFrozenTable(hall);
    const second = await aStaff(hall, BlocRole.OFFICER, { memberId: at(hall.members, 0).id });
    const holder = test.db.createQueryRunner();
    await holder.startTransaction();
    await holder.query('select from log_head where stream = $1 for update', [hall.bloc.id]);
    const both = outcomes(enter(officer, [{ key: 'I/2', points: '1' }]), enter(second, [{ key: 'I/2', points: '2' }]));
    await untilBlocked(test.db, 2);
    await holder.commitTransaction();
    await holder.release();
    expect(await both).toEqual(['done', 'done']);
    const kept = await rows('SELF', 'I/2');
    expect(kept.map(({ version, superseded }) => [version, superseded])).toEqual([
      [1, true],
      [2, false],
    ]);
    expect(new Set(kept.map(({ account }) => account))).toEqual(new Set([officer.accountId, second.accountId]));
  });

  it('gives a request sent again the receipt it got first', async () => {
    await aFrozenTable(hall);
    const key = { idempotencyKey: 'enter-once-please' };
    const receipt = await enter(officer, whole, 0, key);
    expect(await enter(officer, whole, 0, key)).toEqual(receipt);
    expect(await rows('SELF', 'I/2')).toHaveLength(1);
  });

  it('may correct what was handed in until its review begins, and not after', async () => {
    await aFrozenTable(hall);
    await aSubmittedScore(hall, officer, 0, whole);
    await enter(officer, [{ key: 'I/2', points: '7' }]);
    expect(await stageOf()).toBe('SUBMITTED');
    await review(by.leader, { acceptSelf: ['I'] });
    expect(await refusalOf(enter(officer, [{ key: 'I/2', points: '8' }]))).toMatchObject({
      ...{ code: 'SCORE_STAGE', facts: { stage: 'REVIEWED', stages: ['OPEN', 'SUBMITTED'] } },
    });
  });

  it('waits for a review that is under way, and is refused after it', async () => {
    await aFrozenTable(hall);
    await aSubmittedScore(hall, officer, 0, whole);
    const holder = test.db.createQueryRunner();
    await holder.startTransaction();
    await holder.query('select from log_head where stream = $1 for update', [hall.bloc.id]);
    const reviewed = review(by.leader, { acceptSelf: ['I/2'] });
    await untilBlocked(test.db, 1);
    const late = refusalOf(enter(officer, [{ key: 'I/2', points: '10' }]));
    await untilBlocked(test.db, 2);
    await holder.commitTransaction();
    await holder.release();
    await reviewed;
    expect(await late).toMatchObject({ code: 'SCORE_STAGE' });
    expect((await rows('REVIEW', 'I/2')).map(({ entry }) => entry)).toEqual([{ points: '9' }]);
  });
});

describe('submitScores', () => {
  it('hands in what there is, once, and not nothing', async () => {
    await aFrozenTable(hall);
    expect(await refusalOf(submit(officer))).toMatchObject({ code: 'SCORES_MISSING' });
    await enter(officer, [{ key: 'I/2', points: '9' }]);
    await submit(officer);
    expect(await lastOf()).toMatchObject({ kind: 'scoresSubmitted', data: { stage: 'SUBMITTED' } });
    expect(await refusalOf(submit(officer))).toMatchObject({ code: 'SCORE_STAGE' });
  });
});

describe('reviewScores', () => {
  beforeEach(async () => {
    await aFrozenTable(hall);
    await enter(officer, whole);
  });

  it('begins once the self-score is handed in', async () => {
    expect(await refusalOf(review(by.leader, { acceptSelf: ['I'] }))).toMatchObject({ code: 'SCORE_STAGE' });
    await submit(officer);
    await review(by.leader, { acceptSelf: ['I'] });
    expect(await lastOf()).toMatchObject({
      ...{ kind: 'scoresReviewed', data: { stage: 'REVIEWED', round: 1, entries: 2, accepted: 2 } },
    });
  });

  it('is each office’s for what it scores', async () => {
    await submit(officer);
    const faultsOf = async (viewer: Viewer, input: Parameters<typeof review>[1]) =>
      ((await refusalOf(review(viewer, input))).facts.faults as { key: string }[]).map(({ key }) => key);
    expect(await faultsOf(by.leader, { entries: [{ key: 'II/1', passed: false }], acceptSelf: ['II'] })).toEqual([
      ...['II/1', 'II'],
    ]);
    expect(await faultsOf(by.council, { entries: [{ key: 'I/2', points: '1' }], acceptSelf: ['I'] })).toEqual([
      ...['I/2', 'I'],
    ]);
    await review(by.council, { acceptSelf: ['II'] });
    for (const viewer of [officer, hall.administrator, hall.chair])
      expect(await refusalOf(review(viewer, { acceptSelf: ['I'] }))).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('accepts of a group what waits for a review, and a leaf by its key also when it was reviewed', async () => {
    await submit(officer);
    await review(by.leader, { entries: [{ key: 'I/2', points: '5', note: 'Thiếu minh chứng' }] });
    await review(by.leader, { acceptSelf: ['I'] });
    expect((await rows('REVIEW', 'I/1')).map(({ entry }) => entry)).toEqual([{ target: '50', actual: '60' }]);
    expect((await rows('REVIEW', 'I/2')).map(({ entry }) => entry)).toEqual([{ points: '5' }]);
    await review(by.leader, { acceptSelf: ['I/2'] });
    expect((await rows('REVIEW', 'I/2')).map(({ entry, superseded }) => [entry, superseded])).toEqual([
      [{ points: '5' }, true],
      [{ points: '9' }, false],
    ]);
  });

  it('refuses to accept what nobody entered, what is no key, and nothing at all', async () => {
    await submit(officer);
    const refusal = await refusalOf(review(by.leader, { acceptSelf: ['bonus:', 'III', 'penalty:bao-cao-cham'] }));
    expect(refusal).toMatchObject({ code: 'SCORE_ENTRIES_INVALID' });
    expect((refusal.facts.faults as { key: string }[]).map(({ key }) => key)).toEqual([
      ...['bonus:', 'III', 'penalty:bao-cao-cham'],
    ]);
    expect(await refusalOf(review(by.leader, {}))).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await stageOf()).toBe('SUBMITTED');
  });

  it('counts what is missing, and an extra the member claims until somebody has looked at it', async () => {
    await enter(officer, [{ key: 'bonus:sang-kien', times: 1 }]);
    await submit(officer);
    expect(await work(by.leader, 'missing')).toEqual({ missing: 4 });
    await review(by.leader, { acceptSelf: ['I'] });
    await review(by.council, { acceptSelf: ['II'] });
    expect(await work(by.leader, 'missing')).toEqual({ missing: 1 });
    await review(by.leader, { entries: [{ key: 'bonus:sang-kien', times: 0 }] });
    expect(await work(by.leader, 'missing')).toEqual({ missing: 0 });
  });

  it('shows the gaps, the largest first', async () => {
    await enter(officer, [{ key: 'bonus:sang-kien', times: 1 }]);
    await submit(officer);
    const entries: ScoreEntryInput[] = [
      { key: 'I/1', target: '50', actual: '60' },
      { key: 'I/2', points: '8.5' },
      { key: 'bonus:sang-kien', times: 0 },
      { key: 'penalty:bao-cao-cham', times: 1 },
    ];
    await review(by.leader, { entries });
    await review(by.council, { entries: [{ key: 'II/1', passed: false }] });
    const gaps = 'gaps { totalCount nodes { criterion { key } selfPoints reviewPoints difference } }';
    const gap = (key: string, ...[selfPoints, reviewPoints, difference]: (string | null)[]) => ({
      ...{ criterion: { key }, selfPoints, reviewPoints, difference },
    });
    expect(await work(by.leader, gaps)).toEqual({
      gaps: {
        totalCount: 4,
        nodes: [
          gap('II/1', '10', '0', '-10'),
          gap('bonus:sang-kien', '2', '0', '-2'),
          gap('penalty:bao-cao-cham', null, '-1', '-1'),
          gap('I/2', '9', '8.5', '-0.5'),
        ],
      },
    });
  });
});

describe('explainScores', () => {
  beforeEach(async () => {
    await aFrozenTable(hall);
    await aSubmittedScore(hall, officer, 0, whole);
    await review(by.leader, { entries: [{ key: 'I/2', points: '5' }], acceptSelf: ['I/1'] });
  });
  const text = 'Minh chứng gửi kèm công văn.';

  it('answers a review that differs, and what is reviewed then is the second round', async () => {
    await explain(officer, [{ key: 'I/2', text }]);
    expect(await stageOf()).toBe('EXPLAINED');
    expect(await lastOf()).toMatchObject({ kind: 'scoresExplained', data: { stage: 'EXPLAINED', explanations: 1 } });
    await review(by.leader, { acceptSelf: ['I/2'] });
    const fields = `round leaves(under: "I/2") { nodes { review { points round role account { name } }
      remarks { nodes { kind text role } } history { nodes { part version points round supersededAt } } } }`;
    const read = await work(officer, fields);
    expect(read).toMatchObject({
      round: 2,
      leaves: {
        nodes: [
          {
            review: { points: '9', round: 2, role: 'LEADER_OFFICE', account: { name: by.leader.name } },
            remarks: { nodes: [{ kind: 'EXPLANATION', text, role: 'OFFICER' }] },
            history: {
              nodes: [
                { part: 'SELF', version: 1, points: '9', round: 0, supersededAt: null },
                { part: 'REVIEW', version: 1, points: '5', round: 1, supersededAt: expect.any(String) },
                { part: 'REVIEW', version: 2, points: '9', round: 2, supersededAt: null },
              ],
            },
          },
        ],
      },
    });
  });

  it('refuses keys whose review does not differ or has not come, and others than the officer', async () => {
    const explanations = ['I/1', 'I/2', 'II/1'].map((key) => ({ key, text }));
    const refusal = await refusalOf(explain(officer, explanations));
    expect((refusal.facts.faults as { key: string }[]).map(({ key }) => key)).toEqual(['I/1', 'II/1']);
    for (const viewer of [at(by.officers, 1), by.leader])
      expect(await refusalOf(explain(viewer, [{ key: 'I/2', text }]))).toMatchObject({ code: 'FORBIDDEN' });
    await aSubmittedScore(hall, at(by.officers, 1), 1, whole);
    const early = explain(at(by.officers, 1), [{ key: 'I/2', text }], 1);
    expect(await refusalOf(early)).toMatchObject({ code: 'SCORE_STAGE' });
  });
});

describe('addScoreRemark', () => {
  it('adds to one thread of a leaf, by the officer and both offices, and by nobody else', async () => {
    await aFrozenTable(hall);
    await remark(officer, 'I/1', 'Lấy số liệu tháng 12.');
    await remark(by.leader, 'I/1', 'Nguồn ở đâu?');
    await remark(by.council, 'I/1', 'Đã nhận văn bản.');
    const fields = 'leaves(under: "I") { nodes { remarks { totalCount nodes { text role kind } } } }';
    const { leaves } = await work(officer, fields);
    expect(leaves.nodes[0].remarks).toEqual({
      totalCount: 3,
      nodes: [
        { text: 'Lấy số liệu tháng 12.', role: 'OFFICER', kind: 'REMARK' },
        { text: 'Nguồn ở đâu?', role: 'LEADER_OFFICE', kind: 'REMARK' },
        { text: 'Đã nhận văn bản.', role: 'COUNCIL_OFFICE', kind: 'REMARK' },
      ],
    });
    for (const viewer of [at(by.officers, 1), hall.administrator])
      expect(await refusalOf(remark(viewer, 'I/1'))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusalOf(remark(officer, 'I'))).toMatchObject({ code: 'SCORE_ENTRIES_INVALID' });
    const told = JSON.stringify(await happenedAt(test.db, hall.bloc.id));
    expect(told).not.toContain('tháng 12');
  });
});

describe('finishScores', () => {
  it('is refused while leaves are missing or an explanation waits, and says how many of whom', async () => {
    await aFrozenTable(hall);
    for (const [n, each] of by.officers.entries()) await aSubmittedScore(hall, each, n, whole);
    await review(by.leader, { entries: [{ key: 'I/2', points: '5' }], acceptSelf: ['I'] });
    await review(by.council, { acceptSelf: ['II'] });
    await review(by.leader, { acceptSelf: ['I'] }, 1);
    const [first, second] = hall.members.map(({ id }) => id);
    expect(await refusalOf(finish(by.leader))).toMatchObject({
      ...{ code: 'SCORES_MISSING', facts: { members: [{ memberId: second, stage: 'REVIEWED', missing: 1 }] } },
    });
    await review(by.council, { acceptSelf: ['II'] }, 1);
    await explain(officer, [{ key: 'I/2', text: 'Đã gửi báo cáo bổ sung.' }]);
    expect(await refusalOf(finish(by.leader))).toMatchObject({
      ...{ code: 'SCORES_MISSING', facts: { members: [{ memberId: first, stage: 'EXPLAINED', missing: 0 }] } },
    });
    await review(by.leader, { entries: [{ key: 'I/2', points: '5' }] });
    for (const viewer of [officer, by.council, hall.administrator, hall.chair])
      expect(await refusalOf(finish(viewer))).toMatchObject({ code: 'FORBIDDEN' });
    await finish(by.leader);
    expect([await stageOf(0), await stageOf(1)]).toEqual(['FINAL', 'FINAL']);
  });

  it('counts every leaf of a member nobody has scored', async () => {
    await aFrozenTable(hall);
    expect(await refusalOf(finish(by.leader))).toMatchObject({
      facts: { members: hall.members.map(({ id }) => ({ memberId: id, stage: 'OPEN', missing: 3 })) },
    });
  });

  it('ends entering, review, explaining and remarks, and is done once', async () => {
    await finalScores(hall, by, ['18', '16']);
    const last = await lastOf();
    expect(last).toMatchObject({ kind: 'scoresFinished', data: { members: hall.members.map(({ id }) => id) } });
    expect(Object.keys(last?.data as object).sort()).toEqual(['digest', 'hash', 'members', 'year']);
    const acts = [
      enter(officer, whole),
      submit(officer),
      review(by.leader, { acceptSelf: ['I/2'] }),
      explain(officer, [{ key: 'I/2', text: 'Quá muộn rồi.' }]),
      remark(officer, 'I/2'),
    ];
    expect(await outcomes(...acts)).toEqual(Array(5).fill('SCORE_STAGE'));
    expect(await refusalOf(finish(by.leader))).toMatchObject({ code: 'SCORES_FINAL' });
  });
});

describe('releaseRanks', () => {
  it('is done by the chair at the open conference, once, and is told in both logs', async () => {
    await aFrozenTable(hall);
    expect(await refusalOf(release(hall.chair))).toMatchObject({ code: 'SCORES_NOT_FINAL' });
    const other = await aHall(test.db, { members: 2 });
    const others = await theScorers(other);
    await finalScores(other, others, ['18', '16']);
    const receipt = await releaseRanks(test.db, other.chair, { blocId: other.bloc.id, year: closesYear });
    expect(receipt).toMatchObject({ stream: other.conference.id, kind: 'ranksReleased' });
    const members = [
      { memberId: at(other.members, 0).id, total: '18', rank: 1 },
      { memberId: at(other.members, 1).id, total: '16', rank: 2 },
    ];
    for (const stream of [other.conference.id, other.bloc.id])
      expect((await happenedAt(test.db, stream)).at(-1)).toMatchObject({ kind: 'ranksReleased', data: { members } });
    const again = releaseRanks(test.db, others.leader, { blocId: other.bloc.id, year: closesYear });
    expect(await refusalOf(again)).toMatchObject({ code: 'RANKS_RELEASED' });
  });

  it('is not the chair’s of another bloc, of another year, of a rehearsal, or of one that is not open', async () => {
    await finalScores(hall, by, ['18', '16']);
    const stranger = await aHall(test.db);
    expect(await refusalOf(release(stranger.chair))).toMatchObject({ code: 'FORBIDDEN' });
    const at = (sql: string) => test.db.query(`update conference set ${sql} where id = $1`, [hall.conference.id]);
    await at(`closes_year = ${opensYear}`);
    expect(await refusalOf(release(hall.chair))).toMatchObject({ code: 'FORBIDDEN' });
    await at(`closes_year = ${closesYear}, state = '${ConferenceState.PLANNED}'`);
    expect(await refusalOf(release(hall.chair))).toMatchObject({ code: 'CONFERENCE_NOT_OPEN' });
    const real = stranger.conference.id;
    await at(`state = '${ConferenceState.OPEN}', nature = 'REHEARSAL', rehearses_id = '${real}'`);
    expect(await refusalOf(release(hall.chair))).toMatchObject({ code: 'FORBIDDEN' });
    for (const viewer of [officer, by.council])
      expect(await refusalOf(release(viewer))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await release(by.leader)).toMatchObject({ stream: hall.bloc.id });
  });

  it('comes once of two at once', async () => {
    await finalScores(hall, by, ['18', '16']);
    expect(await outcomes(release(hall.chair), release(by.leader))).toEqual(['RANKS_RELEASED', 'done']);
  });
});

describe('Bloc.scores', () => {
  const fields = 'members { member { code } stage total rank work { missing } }';
  const seenBy = async (viewer: Viewer) => (await ask(viewer, fields))?.members ?? null;
  const line = (n: number, stage: string, ...[total, rank, seen]: (string | number | boolean | null)[]) => ({
    ...{ member: { code: at(hall.members, n).code }, stage, total, rank },
    work: seen ? { missing: expect.any(Number) } : null,
  });

  it('shows an officer their own member, the offices all, and the public nothing before the release', async () => {
    expect(await seenBy(by.leader)).toBeNull();
    await aFrozenTable(hall);
    await aSubmittedScore(hall, officer, 0, whole);
    await review(by.leader, { acceptSelf: ['I'] });
    expect(await seenBy(officer)).toEqual([line(0, 'REVIEWED', null, null, true)]);
    for (const viewer of [by.leader, by.council, hall.administrator])
      expect(await seenBy(viewer)).toEqual([line(0, 'REVIEWED', null, 1, true), line(1, 'OPEN', null, 2, true)]);
    const elsewhere = await aHall(test.db);
    const strangers = [
      publicViewer,
      hall.chair,
      at(hall.delegates, 0),
      await aStaff(elsewhere, BlocRole.LEADER_OFFICE),
    ];
    for (const viewer of strangers) expect(await seenBy(viewer)).toBeNull();
    await hold(elsewhere, officer, BlocRole.COUNCIL_OFFICE);
    expect(await seenBy(officer)).toHaveLength(1);
  });

  it('keeps final totals from the others until the release, and then shows totals and ranks to all', async () => {
    await finalScores(hall, by, ['16', '18']);
    expect(await seenBy(publicViewer)).toBeNull();
    expect(await seenBy(officer)).toEqual([line(0, 'FINAL', '16', null, true)]);
    expect(await seenBy(by.leader)).toEqual([line(0, 'FINAL', '16', 2, true), line(1, 'FINAL', '18', 1, true)]);
    await release(hall.chair);
    expect(await seenBy(publicViewer)).toEqual([line(0, 'FINAL', '16', 2, false), line(1, 'FINAL', '18', 1, false)]);
    expect(await seenBy(officer)).toEqual([line(0, 'FINAL', '16', 2, true), line(1, 'FINAL', '18', 1, false)]);
  });

  it('is of a role for as long as it is held', async () => {
    await aFrozenTable(hall);
    expect(await seenBy(officer)).toHaveLength(1);
    await test.db.query('update held_role set valid_until = clock_timestamp() where account_id = $1', [
      officer.accountId,
    ]);
    expect(await seenBy(officer)).toBeNull();
  });

  it('has a card by the self-score, by the review, and what is final', async () => {
    await aFrozenTable(hall);
    await aSubmittedScore(hall, officer, 0, [...whole, { key: 'bonus:sang-kien', times: 1 }]);
    await review(by.leader, { entries: [{ key: 'penalty:bao-cao-cham', times: 3 }], acceptSelf: ['I', 'bonus:'] });
    const card = 'points max leaves scored bonus penalty total rate';
    expect(await work(officer, `self { ${card} } review { ${card} } final { total }`)).toEqual({
      self: { points: '29', max: '30', leaves: 3, scored: 3, bonus: '2', penalty: '0', total: '31', rate: '96.67' },
      review: { points: '19', max: '30', leaves: 3, scored: 2, bonus: '2', penalty: '3', total: '18', rate: '63.33' },
      final: null,
    });
  });

  it('is answered by each act with the score as it stands', async () => {
    await aFrozenTable(hall);
    const document = `mutation ($input: EnterScoresInput!) { enterScores(input: $input) {
      receipt { kind bloc { slug } } score { stage member { code } work { self { points } } } } }`;
    const input = { ...whose(hall, 0), entries: [{ key: 'I/2', points: '4.25' }] };
    expect(await dataOf(schema, test.db, { document, viewer: officer, variables: { input } })).toEqual({
      enterScores: {
        receipt: { kind: 'scoresEntered', bloc: { slug: hall.bloc.slug } },
        score: { stage: 'OPEN', member: { code: at(hall.members, 0).code }, work: { self: { points: '4.25' } } },
      },
    });
  });
});

describe('the tables of scores', () => {
  it('hold one standing entry of each leaf, and a total with FINAL alone', async () => {
    await aFrozenTable(hall);
    await enter(officer, whole);
    const twice = test.db.query(
      `insert into score_entry select gen_random_uuid(), member_score_id, key, part, 9, round, entry, note, role, account_id, entered_at, null, batch
       from score_entry where key = 'I/2' and member_score_id in (select id from member_score where member_id = $1)`,
      [at(hall.members, 0).id],
    );
    await expect(twice).rejects.toThrow('score_entry_standing_key');
    const early = test.db.query('update member_score set total = 1 where member_id = $1', [at(hall.members, 0).id]);
    await expect(early).rejects.toThrow('member_score_total_check');
    expect(await test.db.manager.countBy(ScoreEntry, { key: 'I/2' })).toBeGreaterThan(0);
  });
});
