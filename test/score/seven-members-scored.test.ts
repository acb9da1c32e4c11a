import { BlocRole } from '../../src/graphql/authorize/viewer';
import { makeSchema } from '../../src/schema';
import { scoreCards } from '../../src/score/card';
import { enterScores, submitScores } from '../../src/score/enter-scores';
import type { ScoreEntryInput } from '../../src/score/entry-input';
import { finishScores } from '../../src/score/finish-scores';
import { releaseRanks } from '../../src/score/release-ranks';
import { reviewScores } from '../../src/score/review-scores';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { dataOf } from '../support/graph';
import { aHall, at, closesYear, type Hall } from '../support/hall';
import { aFrozenTable, type Scorers, sevenTable, theScorers, whose } from '../support/scores';
import { entriesOf, seven, tableOf } from './seven-members';

const schema = makeSchema();
const table = tableOf('2025-cum-bay-don-vi.yaml');
let test: TestDatabase;
let hall: Hall;
let by: Scorers;

/** What member `n` typed, as its officer sends it. */
const inputsOf = (n: number): ScoreEntryInput[] =>
  entriesOf(at(seven.members, n)).map(([key, entry]) => ({ key, ...entry }) as ScoreEntryInput);
/** The cards of all seven, scored together, by the rules alone. */
const cards = scoreCards(table, new Map(seven.members.map((each) => [each.name, new Map(entriesOf(each))] as const)));
const totalOf = (n: number) => cards.get(at(seven.members, n).name)!.total;

beforeAll(async () => {
  test = await freshDatabase();
  hall = await aHall(test.db, { members: 7 });
  by = await theScorers(hall);
  await aFrozenTable(hall, sevenTable);
});
afterAll(() => test.drop());

const ask = async (fields: string) => {
  const document = `{ bloc(slug: "${hall.bloc.slug}") { scores(year: ${closesYear}) { members { ${fields} } } } }`;
  const data = await dataOf(schema, test.db, { document, viewer: by.leader });
  return (data as { bloc: { scores: { members: any[] } } }).bloc.scores.members;
};

// One story, step by step: each test goes on from the one before.
describe('seven members and the table of 176 leaves', () => {
  it('are scored by themselves as the rules score them together, each in one act', async () => {
    for (const [n, officer] of by.officers.entries()) {
      const entries = inputsOf(n);
      await enterScores(test.db, officer, { ...whose(hall, n), entries });
      await submitScores(test.db, officer, whose(hall, n));
    }
    const read = await ask('work { self { total leaves scored } review { scored } missing }');
    expect(read.map(({ work }) => work.self.total)).toEqual(seven.members.map((_, n) => totalOf(n)));
    for (const { work } of read)
      expect(work).toMatchObject({ self: { leaves: 176 }, review: { scored: 0 }, missing: 176 });
  });

  it('are reviewed group by group, and the leaves nobody filled stay missing', async () => {
    for (const n of seven.members.keys())
      await reviewScores(test.db, by.leader, { ...whose(hall, n), acceptSelf: ['I.', 'II.', 'III.'] });
    const read = await ask('work { self { scored } review { scored total } missing gaps { totalCount } }');
    for (const { work } of read) {
      expect(work.review.scored).toBe(work.self.scored);
      expect(work).toMatchObject({ missing: 176 - work.self.scored, gaps: { totalCount: 0 } });
    }
    const missing = read.filter(({ work }) => work.missing > 0).length;
    expect(missing).toBeGreaterThan(0);
    const refusal = await refusalOf(finishScores(test.db, by.leader, { blocId: hall.bloc.id, year: closesYear }));
    expect(refusal).toMatchObject({ code: 'SCORES_MISSING' });
    expect(refusal.facts.members).toHaveLength(missing);
  });

  it('shows the leader one gap of many leaves, and how far it takes a member from the others', async () => {
    // D, who had the most, is given nothing for its largest entered leaf.
    const n = seven.members.findIndex(({ name }) => name === 'D');
    const [key, entry] = entriesOf(at(seven.members, n))
      .filter(([, { points }]) => points !== undefined)
      .reduce((a, b) => (Number(b[1].points) > Number(a[1].points) ? b : a));
    await reviewScores(test.db, by.leader, { ...whose(hall, n), entries: [{ key, points: '0' }] });
    const gap = { criterion: { key }, difference: String(-Number(entry.points)) };
    const read = await ask('work { gaps(first: 3) { totalCount nodes { criterion { key } difference } } }');
    expect(at(read, n).work.gaps).toEqual({ totalCount: 1, nodes: [gap] });
    await reviewScores(test.db, by.leader, { ...whose(hall, n), acceptSelf: [key] });
  });

  it('become final once the leader has settled every leaf, and rank as the totals do', async () => {
    for (const n of seven.members.keys()) {
      const leaves = await ask('work { missing leaves(first: 100) { nodes { criterion { key } reviewPoints } } }');
      const rest = await ask('work { leaves(last: 100) { nodes { criterion { key } reviewPoints } } }');
      const nodes = [...at(leaves, n).work.leaves.nodes, ...at(rest, n).work.leaves.nodes];
      const empty = new Set<string>(
        nodes.filter(({ reviewPoints }) => reviewPoints === null).map(({ criterion }) => criterion.key),
      );
      expect(empty.size).toBe(at(leaves, n).work.missing);
      const entries = [...empty].map((key) => ({ key, notAssigned: true }));
      if (entries.length) await reviewScores(test.db, by.leader, { ...whose(hall, n), entries });
    }
    await finishScores(test.db, by.leader, { blocId: hall.bloc.id, year: closesYear });
    await releaseRanks(test.db, hall.chair, { blocId: hall.bloc.id, year: closesYear });
    const read = await ask('stage total rank work { final { total } }');
    const totals = read.map(({ total }) => Number(total));
    expect(read.map(({ work }) => Number(work.final.total))).toEqual(totals);
    // What nobody filled was worth nothing before either: the totals are those of the self-scores.
    expect(totals).toEqual(seven.members.map((_, n) => Number(totalOf(n))));
    const place = (total: number) => 1 + totals.filter((other) => other > total).length;
    expect(read.map(({ rank }) => rank)).toEqual(totals.map(place));
    expect(new Set(read.map(({ stage }) => stage))).toEqual(new Set(['FINAL']));
  });

  it('keeps what each of the seven typed, by whom', async () => {
    const [counted] = await test.db.query(
      `select count(*)::int as rows, count(distinct account_id)::int as accounts from score_entry
       where part = 'SELF' and role = $1`,
      [BlocRole.OFFICER],
    );
    const rows = seven.members.reduce((sum, _, n) => sum + inputsOf(n).length, 0);
    expect(counted).toEqual({ rows, accounts: 7 });
  });
});
