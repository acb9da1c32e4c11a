import { Electorate } from '../../src/bloc/rule';
import { checkOut } from '../../src/conference/check-out';
import { withdrawDelegate } from '../../src/conference/withdraw-delegate';
import { countBallots } from '../../src/poll/count';
import { defaultRule } from '../../src/poll/rules';
import { anOpenPoll } from '../support/ballots';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, type Hall } from '../support/hall';

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.drop());

const leave = (hall: Hall, n: number) =>
  checkOut(test.db, hall.secretary, { conferenceId: hall.conference.id, delegateId: at(hall.people, n).id });
const rules = Object.values(Electorate).map((electorate) => ({ ...defaultRule(false), electorate }));

describe.each(rules)('the electorate of a poll of $electorate', (rule) => {
  it('counts as present who is in the hall as it opens, and not who was', async () => {
    const hall = await aHall(test.db);
    for (const n of [0, 1]) await leave(hall, n);
    expect(await refusalOf(anOpenPoll(hall, { rule }))).toMatchObject({
      code: 'NO_QUORUM',
      facts: { electors: 5, present: 3, quorum: 4 },
    });
  });
});

describe('the electorate of a poll of delegates', () => {
  it('has no vote of a delegate who will not come', async () => {
    const hall = await aHall(test.db, { present: 4 });
    const delegateId = at(hall.people, 4).id;
    await withdrawDelegate(test.db, hall.secretary, { delegateId, reason: 'Ốm, không dự được' });
    const rule = { ...defaultRule(false), electorate: Electorate.DELEGATES };
    const pollId = await anOpenPoll(hall, { rule });
    expect((await countBallots(test.db.manager, [pollId])).get(pollId)).toMatchObject({ electors: 4, present: 4 });
    const electors = await test.db.query('select delegate_id as id from poll_elector where poll_id = $1', [pollId]);
    expect(electors).not.toContainEqual({ id: delegateId });
  });
});
