import { faultsOf, recount } from '../../src/record/recount';
import { releaseRanks } from '../../src/score/release-ranks';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, closesYear, type Hall } from '../support/hall';
import { aSetTable, finalScores, theScorers } from '../support/scores';

let test: TestDatabase;
let hall: Hall;
beforeEach(async () => {
  test = await freshDatabase();
  hall = await aHall(test.db, { members: 2 });
  const by = await theScorers(hall);
  await aSetTable(hall);
  await finalScores(hall, by, ['16', '18']);
  await releaseRanks(test.db, hall.chair, { blocId: hall.bloc.id, year: closesYear });
});
afterEach(() => test.drop());

const found = async () => faultsOf(await recount(test.db, { slug: null }));

describe('recount', () => {
  it('finds nothing wrong with scores as they were entered, reviewed, finished and released', async () => {
    expect(await found()).toEqual([]);
  });

  it.each([
    [
      'an entry of a self-score',
      `update score_entry set entry = '{"points":"9"}' where part = 'SELF' and key = 'I/2'`,
      /is not in the tables as it was written/,
    ],
    [
      'an entry that is gone',
      `delete from score_entry where part = 'SELF' and key = 'I/2'`,
      /is not in the tables as it was written/,
    ],
    [
      'a review',
      `update score_entry set entry = '{"points":"9"}' where part = 'REVIEW' and key = 'I/2'`,
      /reviews are not those that were finished/,
    ],
    ['a total', 'update member_score set total = total + 1', /totals are not what the reviews come to/],
    [
      'the text of a table',
      `update score_table set canonical_text = replace(canonical_text, '"max":"30"', '"max":"31"') || ' '`,
      /its text has another hash/,
    ],
    [
      'that a table is frozen',
      `update score_table set frozen_at = null, finished_at = null, released_at = null`,
      /whether it is frozen is not what the log says/,
    ],
    [
      'what nobody entered',
      `insert into score_entry select gen_random_uuid(), member_score_id, 'II/9', part, 1, round, entry, note, role, account_id, entered_at, null, gen_random_uuid() from score_entry where key = 'I/2' and part = 'SELF'`,
      /has what no entry of the log tells of/,
    ],
    [
      'that ranks were released',
      'update score_table set released_at = null',
      /how far they have come is not what the log says/,
    ],
  ] as const)('finds a change past the log to %s', async (_, sql, expected) => {
    await test.db.query(sql);
    expect((await found()).join('\n')).toMatch(expected);
  });
});
