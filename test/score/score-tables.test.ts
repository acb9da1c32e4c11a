import { Visibility } from '../../src/conference/conference';
import { BlocRole, publicViewer, type Viewer } from '../../src/graphql/authorize/viewer';
import { sha256 } from '../../src/log/canonical';
import { Outcome, PollState } from '../../src/poll/poll';
import { makeSchema } from '../../src/schema';
import { type FreezeScoreTableInput, freezeScoreTable } from '../../src/score/freeze-score-table';
import { setScoreTable } from '../../src/score/set-score-table';
import { YearTable } from '../../src/score/year-table';
import { refusalOf } from '../support/caller-connection';
import { servicesOf } from '../support/context';
import { freshDatabase, type TestDatabase } from '../support/database';
import { dataOf } from '../support/graph';
import { aHall, closesYear, type Hall } from '../support/hall';
import { happenedAt, outcomes, untilBlocked } from '../support/log';
import { aPoll } from '../support/poll';
import { aFrozenTable, aSetTable, sevenTable, shippedTable, smallTable } from '../support/scores';
import { aStaff } from '../support/staff';

const { OFFICER, LEADER_OFFICE, COUNCIL_OFFICE } = BlocRole;

let test: TestDatabase;
let hall: Hall;
let office: Viewer;
beforeAll(async () => {
  test = await freshDatabase();
});
beforeEach(async () => {
  hall = await aHall(test.db);
  office = await aStaff(hall, LEADER_OFFICE);
});
afterAll(() => test.drop());

const set = (viewer: Viewer, text = smallTable, changes = {}) =>
  setScoreTable(test.db, viewer, { blocId: hall.bloc.id, text, ...changes }, servicesOf(test.db).scoreTableFiles);
const freeze = (viewer: Viewer, hash: string, changes: Partial<FreezeScoreTableInput> = {}) =>
  freezeScoreTable(test.db, viewer, { blocId: hall.bloc.id, year: closesYear, hash, ...changes });
const tables = () => test.db.manager.find(YearTable, { where: { blocId: hall.bloc.id }, order: { version: 'ASC' } });

describe('setScoreTable', () => {
  it('adds a version each time, with the hash of its text, and says so in the log of the bloc', async () => {
    const receipt = await set(office, sevenTable);
    await set(hall.administrator, smallTable);
    const [first, second] = await tables();
    expect(first).toMatchObject({ year: closesYear, version: 1, accountId: office.accountId, frozenAt: null });
    expect(second).toMatchObject({ version: 2, accountId: hall.administrator.accountId });
    expect(first?.hash).toBe(sha256(first?.canonicalText ?? ''));
    expect(receipt).toMatchObject({ stream: hall.bloc.id, kind: 'scoreTableSet', subject: first?.id });
    expect(await happenedAt(test.db, hall.bloc.id)).toMatchObject([
      { data: { year: closesYear, version: 1, hash: first?.hash }, topics: [`scores:${hall.bloc.id}`] },
      { data: { year: closesYear, version: 2, hash: second?.hash } },
    ]);
  });

  it('tells all that is wrong with the file at once, and adds nothing', async () => {
    const wrong = smallTable.replace('max: 20', 'max: 21').replace('scale: 30', 'scale: 29');
    const refusal = await refusalOf(set(office, wrong));
    expect(refusal).toMatchObject({
      code: 'FILE_INVALID',
      facts: { problems: [{ path: '/criteria/0/max' }, { path: '/scale' }] },
    });
    expect(await tables()).toEqual([]);
  });

  it('is for the leader’s office of the bloc and administrators', async () => {
    const [officer, council] = [await aStaff(hall, OFFICER), await aStaff(hall, COUNCIL_OFFICE)];
    const stranger = await aStaff(await aHall(test.db), LEADER_OFFICE);
    for (const viewer of [officer, council, stranger, hall.chair])
      expect(await refusalOf(set(viewer))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusalOf(set(publicViewer))).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('is refused once the table of the year is frozen, and goes on for other years', async () => {
    await aFrozenTable(hall);
    expect(await refusalOf(set(office))).toMatchObject({ code: 'SCORE_TABLE_FROZEN', facts: { version: 1 } });
    await set(office, smallTable.replace(`year: ${closesYear}`, 'year: 2027'));
    expect((await tables()).map(({ year, version }) => [year, version])).toEqual([
      [closesYear, 1],
      [2027, 1],
    ]);
  });

  it('numbers two at once one after the other', async () => {
    expect(await outcomes(set(office), set(hall.administrator))).toEqual(['done', 'done']);
    expect((await tables()).map(({ version }) => version)).toEqual([1, 2]);
  });

  it('gives a request sent again the receipt it got first', async () => {
    const receipt = await set(office, smallTable, { idempotencyKey: 'the-table-once' });
    expect(await set(office, smallTable, { idempotencyKey: 'the-table-once' })).toEqual(receipt);
    expect(await tables()).toHaveLength(1);
  });
});

describe('freezeScoreTable', () => {
  it('freezes the newest version once, by its hash, and names the vote that agreed on it', async () => {
    const { id, hash } = await aSetTable(hall);
    const poll = await aPoll(test.db, { conferenceId: hall.conference.id, state: PollState.CLOSED });
    await freeze(office, hash, { pollId: poll.id });
    expect(await tables()).toMatchObject([{ id, frozenAt: expect.any(Date), pollId: poll.id }]);
    expect((await happenedAt(test.db, hall.bloc.id)).at(-1)).toMatchObject({
      ...{ kind: 'scoreTableFrozen', subject: id, data: { year: closesYear, version: 1, hash, pollId: poll.id } },
    });
    expect(await refusalOf(freeze(office, hash))).toMatchObject({ code: 'SCORE_TABLE_FROZEN' });
  });

  it('freezes no other version than the one that was read', async () => {
    const { hash } = await aSetTable(hall, sevenTable);
    const newest = await aSetTable(hall);
    expect(await refusalOf(freeze(office, hash))).toMatchObject({
      ...{ code: 'SCORE_TABLE_CHANGED', facts: { version: 2, hash: newest.hash } },
    });
    expect(await refusalOf(freeze(office, hash, { year: 2027 }))).toMatchObject({ facts: { version: null } });
  });

  it('does not freeze a version that is set meanwhile', async () => {
    const { hash } = await aSetTable(hall);
    let frozen: Promise<unknown> = Promise.resolve();
    await test.db.transaction(async (tx) => {
      await tx.query('select from log_head where stream = $1 for update', [hall.bloc.id]);
      const other = set(hall.administrator, sevenTable);
      await untilBlocked(test.db);
      frozen = refusalOf(freeze(office, hash));
      await untilBlocked(test.db, 2);
      void other.catch(() => undefined);
    });
    expect(await frozen).toMatchObject({ code: 'SCORE_TABLE_CHANGED' });
  });

  it('refuses a table with groups that wait to be filled', async () => {
    const frame = shippedTable('2021-hung-yen.yaml');
    const { hash } = await aSetTable(hall, frame);
    expect(await refusalOf(freeze(office, hash, { year: 2021 }))).toMatchObject({
      ...{ code: 'SCORE_TABLE_UNFILLED', facts: { groups: ['I', 'II', 'III'] } },
    });
  });

  it('refuses a vote that did not pass, that is not over, of a rehearsal, or to choose', async () => {
    const { hash } = await aSetTable(hall);
    const conferenceId = hall.conference.id;
    const closed = { conferenceId, state: PollState.CLOSED };
    const rehearsal = await aHall(test.db);
    await test.db.query(`update conference set bloc_id = $1, nature = 'REHEARSAL', rehearses_id = $2 where id = $3`, [
      ...[hall.bloc.id, conferenceId, rehearsal.conference.id],
    ]);
    const polls = [
      await aPoll(test.db, { ...closed, ordinal: 1, result: { outcome: Outcome.REJECTED } }),
      await aPoll(test.db, { conferenceId, ordinal: 2, state: PollState.OPEN }),
      await aPoll(test.db, { ...closed, ordinal: 3, choices: {} }),
      await aPoll(test.db, { ...closed, conferenceId: rehearsal.conference.id }),
    ];
    for (const { id } of polls)
      expect(await refusalOf(freeze(office, hash, { pollId: id }))).toMatchObject({ code: 'NOT_AGREED' });
  });

  it('finds no vote of another bloc, nor one of a conference the caller may not see', async () => {
    const { hash } = await aSetTable(hall);
    const elsewhere = await aHall(test.db);
    const foreign = await aPoll(test.db, { conferenceId: elsewhere.conference.id, state: PollState.CLOSED });
    expect(await refusalOf(freeze(office, hash, { pollId: foreign.id }))).toMatchObject({ code: 'NOT_FOUND' });
    const own = await aPoll(test.db, { conferenceId: hall.conference.id, state: PollState.CLOSED });
    await test.db.query('update conference set visibility = $1 where id = $2', [
      ...[Visibility.PARTICIPANTS, hall.conference.id],
    ]);
    expect(await refusalOf(freeze(office, hash, { pollId: own.id }))).toMatchObject({ code: 'NOT_FOUND' });
    await freeze(hall.administrator, hash, { pollId: own.id });
  });
});

describe('Bloc.scoreTable', () => {
  const schema = makeSchema();
  const ask = (document: string, viewer: Viewer = publicViewer) => dataOf(schema, test.db, { document, viewer });
  const asked = (fields: string, args = '') =>
    ask(`{ bloc(slug: "${hall.bloc.slug}") { scoreTable(year: ${closesYear}${args}) { ${fields} } } }`);

  it('is the newest version, and from the freezing on the frozen one, for everybody to read', async () => {
    expect(await asked('version')).toEqual({ bloc: { scoreTable: null } });
    await aSetTable(hall, sevenTable);
    const table = await aFrozenTable(hall);
    expect(await asked('version hash frozenAt title { vi } scale decimals rounding versions { version }')).toEqual({
      bloc: {
        scoreTable: {
          ...{ version: 2, hash: table.hash, frozenAt: table.frozenAt?.toISOString(), title: { vi: 'Bảng điểm' } },
          ...{ scale: '30', decimals: 2, rounding: 'HALF_UP', versions: [{ version: 2 }, { version: 1 }] },
        },
      },
    });
    expect(await asked('version frozenAt', ', version: 1')).toEqual({
      bloc: { scoreTable: { version: 1, frozenAt: null } },
    });
  });

  it('has a line for each criterion by its key, groups before those below them', async () => {
    await aSetTable(hall);
    const line = (key: string, parentKey: string | null, kind: string, scorer: string, max: string | null) => ({
      ...{ key, parentKey, kind, scorer, max },
    });
    expect(await asked('criteria { totalCount nodes { key parentKey kind scorer max } }')).toEqual({
      bloc: {
        scoreTable: {
          criteria: {
            totalCount: 7,
            nodes: [
              line('I', null, 'GROUP', 'BLOC', '20'),
              line('I/1', 'I', 'PLAN_AND_LEAD', 'BLOC', '10'),
              line('I/2', 'I', 'ENTERED', 'BLOC', '10'),
              line('II', null, 'GROUP', 'COUNCIL_OFFICE', '10'),
              line('II/1', 'II', 'PASS_FAIL', 'COUNCIL_OFFICE', '10'),
              line('bonus:sang-kien', null, 'BONUS', 'BLOC', null),
              line('penalty:bao-cao-cham', null, 'PENALTY', 'BLOC', null),
            ],
          },
        },
      },
    });
  });

  it('tells of each line what its rule asks for', async () => {
    await aSetTable(hall);
    const data = (await asked(
      'criteria { nodes { key unit { vi } least most target each mostTimes grades { grade } direction } }',
    )) as { bloc: { scoreTable: { criteria: { nodes: { key: string }[] } } } };
    const byKey = Object.fromEntries(data.bloc.scoreTable.criteria.nodes.map(({ key, ...rest }) => [key, rest]));
    const bare = { unit: null, least: null, most: null, target: null, each: null, mostTimes: null };
    const none = { ...bare, grades: [], direction: null };
    expect(byKey).toMatchObject({
      'I/1': { ...none, unit: { vi: '%' }, least: '0', most: '1000' },
      'I/2': none,
      'bonus:sang-kien': { ...none, each: '2', mostTimes: 1 },
      'penalty:bao-cao-cham': { ...none, each: '1' },
    });
  });

  it('names the vote to those who may see its conference', async () => {
    const { hash } = await aSetTable(hall);
    const poll = await aPoll(test.db, { conferenceId: hall.conference.id, state: PollState.CLOSED });
    await freeze(office, hash, { pollId: poll.id });
    expect(await asked('poll { id }')).toEqual({ bloc: { scoreTable: { poll: { id: poll.id } } } });
    await test.db.query(`update conference set visibility = 'PARTICIPANTS' where id = $1`, [hall.conference.id]);
    expect(await asked('poll { id }')).toEqual({ bloc: { scoreTable: { poll: null } } });
  });
});
