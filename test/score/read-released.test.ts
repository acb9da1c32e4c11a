import { publicViewer } from '../../src/graphql/authorize/viewer';
import { makeSchema } from '../../src/schema';
import { releaseRanks } from '../../src/score/release-ranks';
import { freshDatabase, type TestDatabase } from '../support/database';
import { dataOf } from '../support/graph';
import { aHall, closesYear } from '../support/hall';
import { finalScores, theScorers } from '../support/scores';
import { statementsOf } from '../support/statements';

const schema = makeSchema();
let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.drop());

describe('ranks that are released', () => {
  it('are the same for everybody, and reads no entries for those who score nothing', async () => {
    const hall = await aHall(test.db, { members: 3 });
    const by = await theScorers(hall);
    await finalScores(hall, by, ['16', '18.25', '16']);
    const document = `{ bloc(slug: "${hall.bloc.slug}") { scores(year: ${closesYear}) {
      table { releasedAt } members { member { code } stage total rank } } } }`;
    const ask = async (viewer = publicViewer) =>
      ((await dataOf(schema, test.db, { document, viewer })) as { bloc: { scores: object | null } }).bloc.scores;
    expect(await ask()).toBeNull();
    await releaseRanks(test.db, hall.chair, { blocId: hall.bloc.id, year: closesYear });
    let everybody: object | null = null;
    const statements = await statementsOf(test.db, async () => {
      everybody = await ask();
    });
    expect(everybody).toMatchObject({
      members: [
        { stage: 'FINAL', total: '16', rank: 2 },
        { stage: 'FINAL', total: '18.25', rank: 1 },
        { stage: 'FINAL', total: '16', rank: 2 },
      ],
    });
    expect(statements.filter((text) => text.includes('score_entry'))).toEqual([]);
    expect(await ask(by.leader)).toEqual(everybody);
    expect(await ask(by.officers[0])).toEqual(everybody);
  });
});
