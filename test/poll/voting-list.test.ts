import { checkIn } from '../../src/conference/check-in';
import { checkOut } from '../../src/conference/check-out';
import { countBallots } from '../../src/poll/count';
import { VotingLists } from '../../src/poll/voting-list';
import { type BallotAnswer, writeBallots } from '../../src/poll/write-ballots';
import { closePoll } from '../support/acts';
import { anOpenPoll } from '../support/ballots';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, type Hall } from '../support/hall';
import { statementsOf } from '../support/statements';
import { until } from '../support/until';

let database: TestDatabase;
let hall: Hall;
let lists: VotingLists;
beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(async () => {
  hall = await aHall(database.db, { members: 12, present: 11 });
  lists = new VotingLists();
});
afterAll(() => database.drop());

const write = (pollId: string, people: readonly number[], choices = ['YES']) =>
  writeBallots(
    hall.db,
    pollId,
    people.map((n) => ({ viewer: hall.delegates[n]!, choices, idempotencyKey: null })),
    lists,
  );
const code = (answer: BallotAnswer | undefined) => (answer && 'code' in answer ? answer.code : 'OK');

/** An open poll in which person 0 has voted and whose list is remembered. */
async function aKnownPoll(): Promise<string> {
  const pollId = await anOpenPoll(hall);
  await write(pollId, [0]);
  await until(() => lists.of(pollId) !== undefined);
  return pollId;
}

describe('a remembered voting list', () => {
  it('leaves one statement for a group of ballots', async () => {
    const pollId = await aKnownPoll();
    const statements = await statementsOf(hall.db, async () => {
      expect((await write(pollId, [1, 2, 3])).map(code)).toEqual(['OK', 'OK', 'OK']);
    });
    expect(statements).toHaveLength(1);
  });

  it('lets nobody vote who has left the hall, or lost the mandate, since it was read', async () => {
    const pollId = await aKnownPoll();
    const conferenceId = hall.conference.id;
    await checkOut(hall.db, hall.secretary, { conferenceId, delegateId: hall.people[1]!.id, idempotencyKey: null });
    await hall.db.query('update delegate set may_vote = false where id = $1', [hall.people[2]!.id]);
    expect((await write(pollId, [1, 2, 3])).map(code)).toEqual(['NOT_PRESENT', 'NO_VOTE', 'OK']);
    expect((await countBallots(hall.db.manager, [pollId])).get(pollId)?.cast).toBe(2);
  });

  it('lets nobody vote for an elector they no longer stand for, or who was struck from the poll', async () => {
    const pollId = await aKnownPoll();
    const [, , struck, , , other] = hall.members;
    await hall.db.query('update delegate set member_id = $2 where id = $1', [hall.people[1]!.id, other!.id]);
    await hall.db.query('delete from poll_elector where poll_id = $1 and elector_id = $2', [pollId, struck!.id]);
    expect((await write(pollId, [1, 2])).map(code)).toEqual(['OK', 'NO_VOTE']);
    const roll = await hall.db.query('select elector_id as id from poll_roll where poll_id = $1', [pollId]);
    expect(new Set(roll.map(({ id }: { id: string }) => id))).toEqual(new Set([hall.members[0]!.id, other!.id]));
  });

  it('lets those vote who came in after it was read', async () => {
    const pollId = await aKnownPoll();
    await checkIn(hall.db, hall.secretary, {
      conferenceId: hall.conference.id,
      delegateId: hall.people[11]!.id,
      idempotencyKey: null,
    });
    expect((await write(pollId, [11])).map(code)).toEqual(['OK']);
  });

  it('takes no ballot after the closing it has not heard of, and is forgotten', async () => {
    const pollId = await aKnownPoll();
    await closePoll(hall.db, hall.chair, { pollId, idempotencyKey: null });
    expect((await write(pollId, [0, 1])).map(code)).toEqual(['POLL_NOT_OPEN', 'POLL_NOT_OPEN']);
    expect(lists.of(pollId)).toBeUndefined();
  });

  it('refuses within a group what it cannot place, each by its own code', async () => {
    const pollId = await aKnownPoll();
    expect((await write(pollId, [0, 1, 1])).map(code)).toEqual(['ALREADY_VOTED', 'OK', 'ALREADY_VOTED']);
    expect((await write(pollId, [2], ['MAYBE'])).map(code)).toEqual(['BALLOT_INVALID']);
  });

  it('is forgotten when others were used since', async () => {
    const first = await aKnownPoll();
    for (let more = 0; more < 16; more += 1) await aKnownPoll();
    expect(lists.of(first)).toBeUndefined();
  });
});
