import { Poll, PollMethod, PollState, Secrecy } from '../../src/poll/poll';
import type { RecordPollResultInput } from '../../src/poll/record-poll-result';
import { faultsOf, recount } from '../../src/record/recount';
import { closePoll, recordPollResult } from '../support/acts';
import { aDraftPoll, anOpenPoll, logOf, vote } from '../support/ballots';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, type Hall } from '../support/hall';

let database: TestDatabase;
let hall: Hall;
beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(async () => {
  hall = await aHall(database.db);
});
afterAll(() => database.drop());

const pollOf = (id: string) => hall.db.manager.findOneByOrFail(Poll, { id });

function enter(pollId: string, changes: Partial<RecordPollResultInput> = {}, viewer = hall.secretary) {
  return recordPollResult(hall.db, viewer, {
    pollId,
    method: PollMethod.PAPER,
    cast: 5,
    votes: [
      { code: 'YES', votes: 3 },
      { code: 'NO', votes: 1 },
    ],
    blank: 0,
    invalid: 1,
    note: 'Biên bản kiểm phiếu số 1',
    idempotencyKey: null,
    ...changes,
  });
}

describe('recordPollResult', () => {
  it('closes an open poll with the counts, marked as entered, and lets the rule decide', async () => {
    const pollId = await anOpenPoll(hall);
    await enter(pollId);
    expect(await pollOf(pollId)).toMatchObject({
      state: PollState.CLOSED,
      result: {
        ...{ cast: 5, blank: 0, outcome: 'PASSED', votes: { YES: 3, NO: 1, ABSTAIN: 0 } },
        entered: { method: 'PAPER', invalid: 1, present: 5, note: 'Biên bản kiểm phiếu số 1' },
      },
    });
    expect((await logOf(hall)).at(-1)).toMatchObject({
      kind: 'pollClosed',
      data: { cast: 5, outcome: 'PASSED', entered: { method: 'PAPER', invalid: 1 } },
    });
  });

  it('agrees with a recount, which says that there was nothing to count', async () => {
    await enter(await anOpenPoll(hall, { secrecy: Secrecy.UNLINKED }), { method: PollMethod.SHOW_OF_HANDS });
    const found = await recount(hall.db, { slug: hall.conference.slug });
    expect(faultsOf(found)).toEqual([]);
    expect(found.polls).toMatchObject([{ entered: 'SHOW_OF_HANDS', ballots: 0, outcome: 'PASSED' }]);
  });

  it.each([
    ['counts', `'{votes,YES}', '4'`, /YES/],
    ['outcome', `'{outcome}', '"REJECTED"'`, /by the rule it is PASSED/],
    ['mark', `'{entered,method}', '"ROLL_CALL"'`, /entered by hand/],
  ])('is found out when its %s were changed afterwards', async (_what, change, fault) => {
    const pollId = await anOpenPoll(hall);
    await enter(pollId);
    await hall.db.query(`update poll set result = jsonb_set(result, ${change}) where id = $1`, [pollId]);
    expect(faultsOf(await recount(hall.db, { slug: hall.conference.slug })).join('\n')).toMatch(fault);
  });

  it('refuses once a ballot was cast, and a ballot once counts are entered', async () => {
    const pollId = await anOpenPoll(hall);
    await vote(hall, pollId, 0, ['YES']);
    expect((await refusalOf(enter(pollId))).code).toBe('BALLOTS_CAST');
    const other = await anOpenPoll(hall);
    await enter(other);
    expect((await refusalOf(vote(hall, other, 0, ['YES']))).code).toBe('POLL_NOT_OPEN');
  });

  it('lets a ballot or the counts in, never both', async () => {
    const pollId = await anOpenPoll(hall);
    const ways = await Promise.allSettled([vote(hall, pollId, 0, ['YES']), enter(pollId)]);
    expect(ways.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('gives a retry the same receipt', async () => {
    const pollId = await anOpenPoll(hall);
    const first = await enter(pollId, { idempotencyKey: 'nhap-ket-qua-1' });
    expect(await enter(pollId, { idempotencyKey: 'nhap-ket-qua-1' })).toEqual(first);
  });

  it('refuses a draft, a closed poll, and an electronic count', async () => {
    expect((await refusalOf(enter(await aDraftPoll(hall)))).code).toBe('POLL_STATE');
    const pollId = await anOpenPoll(hall);
    await closePoll(hall.db, hall.chair, { pollId, idempotencyKey: null });
    expect((await refusalOf(enter(pollId))).code).toBe('POLL_STATE');
    const open = await anOpenPoll(hall);
    expect((await refusalOf(enter(open, { method: PollMethod.ELECTRONIC }))).code).toBe('RESULT_INVALID');
  });

  it('refuses counts that do not add up, and says which', async () => {
    const pollId = await anOpenPoll(hall);
    expect(await refusalOf(enter(pollId, { cast: 4 }))).toMatchObject({
      code: 'RESULT_INVALID',
      facts: { electors: 5, cast: 4, blank: 0, invalid: 1, votes: { YES: 3, NO: 1, ABSTAIN: 0 } },
    });
    expect(await pollOf(pollId)).toMatchObject({ state: PollState.OPEN, result: null });
  });

  it('refuses an option the poll has not, and one named twice', async () => {
    const pollId = await anOpenPoll(hall);
    const yes = { code: 'YES', votes: 2 };
    const maybe = { code: 'MAYBE', votes: 1 };
    expect((await refusalOf(enter(pollId, { cast: 3, invalid: 0, votes: [yes, maybe] }))).code).toBe('RESULT_INVALID');
    expect((await refusalOf(enter(pollId, { cast: 4, invalid: 0, votes: [yes, yes] }))).code).toBe('RESULT_INVALID');
  });

  it('is for the desk of this conference', async () => {
    const pollId = await anOpenPoll(hall);
    const stranger = (await aHall(database.db)).secretary;
    for (const viewer of [hall.delegates[0]!, hall.observer, stranger])
      expect((await refusalOf(enter(pollId, {}, viewer))).code).toBe('FORBIDDEN');
  });
});
