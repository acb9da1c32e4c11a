import { checkOut } from '../../src/conference/check-out';
import { castBallot } from '../../src/poll/cast-ballot';
import { countBallots } from '../../src/poll/count';
import { NamedBallot } from '../../src/poll/named-ballot';
import { PollKind, Secrecy } from '../../src/poll/poll';
import { RollEntry } from '../../src/poll/roll-entry';
import { sealedBytes } from '../../src/poll/seal/ballot-form';
import { UnlinkedBallot } from '../../src/poll/unlinked-ballot';
import { closePoll } from '../support/acts';
import { aDraftPoll, anOpenPoll, logOf, vote } from '../support/ballots';
import { servicesOf } from '../support/context';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, type Hall } from '../support/hall';

let database: TestDatabase;
let hall: Hall;
beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(async () => {
  hall = await aHall(database.db, { newcomers: 1, guests: 1 });
});
afterAll(() => database.drop());

const cast = async (pollId: string) => (await countBallots(hall.db.manager, [pollId])).get(pollId);

describe('castBallot', () => {
  it('records who and what of a named ballot, and says both in the log', async () => {
    const pollId = await anOpenPoll(hall);
    const receipt = await vote(hall, pollId, 0, ['YES']);
    expect(receipt).toMatchObject({ kind: 'ballotCast', stream: hall.conference.id, subject: pollId });
    const member = hall.members[0]!.id;
    expect(await hall.db.manager.findBy(NamedBallot, { pollId })).toEqual([
      { pollId, electorId: member, choices: ['YES'] },
    ]);
    const entry = (await logOf(hall)).at(-1);
    expect(entry).toMatchObject({
      sequence: receipt.sequence,
      kind: 'ballotCast',
      data: { electorId: member, choices: ['YES'] },
    });
  });

  it('keeps the choice of an unlinked ballot, and of a named one not shown live, out of the log', async () => {
    for (const changes of [{ secrecy: Secrecy.UNLINKED }, { secrecy: Secrecy.NAMED, liveTally: false }]) {
      const pollId = await anOpenPoll(hall, changes);
      await vote(hall, pollId, 1, ['NO']);
      expect((await logOf(hall)).at(-1)?.data).not.toHaveProperty('choices');
    }
  });

  it('keeps roll and ballot of an unlinked poll in rows that share no value', async () => {
    const pollId = await anOpenPoll(hall, { secrecy: Secrecy.UNLINKED });
    await vote(hall, pollId, 0, ['YES']);
    const [ballot] = await hall.db.query('select * from sealed_ballot where poll_id = $1', [pollId]);
    const [roll] = await hall.db.query('select * from poll_roll where poll_id = $1', [pollId]);
    const shared = Object.values(ballot).filter((value) => Object.values(roll).includes(value));
    expect(shared).toEqual([pollId]);
    expect(ballot.sealed).toHaveLength(sealedBytes);
    expect(await hall.db.query('select from unlinked_ballot where poll_id = $1', [pollId])).toEqual([]);
    expect(await hall.db.manager.countBy(NamedBallot, { pollId })).toBe(0);
  });

  it('takes a blank ballot in a poll to choose', async () => {
    const options = ['a', 'b', 'c'].map((code) => ({
      code,
      label: { vi: code, en: null },
      memberId: null,
      proposalId: null,
    }));
    const pollId = await anOpenPoll(hall, { kind: PollKind.CHOOSE, options, maxChoices: 2 });
    await vote(hall, pollId, 0, []);
    await vote(hall, pollId, 1, ['c', 'a']);
    expect(await cast(pollId)).toMatchObject({ cast: 2, blank: 1, votes: { a: 1, b: 0, c: 1 } });
    await expect(vote(hall, pollId, 2, ['a', 'b', 'c'])).rejects.toMatchObject({ code: 'BALLOT_INVALID' });
  });

  it.each([Secrecy.NAMED, Secrecy.UNLINKED])('refuses a choice named twice and writes nothing: %s', async (secrecy) => {
    const options = ['a', 'b'].map((code) => ({
      code,
      label: { vi: code, en: null },
      memberId: null,
      proposalId: null,
    }));
    const pollId = await anOpenPoll(hall, { kind: PollKind.CHOOSE, options, maxChoices: 2, secrecy });
    const before = (await logOf(hall)).length;
    await expect(vote(hall, pollId, 0, ['a', 'a'])).rejects.toMatchObject({ code: 'BALLOT_INVALID' });
    for (const entity of [RollEntry, NamedBallot, UnlinkedBallot])
      expect(await hall.db.manager.countBy(entity, { pollId })).toBe(0);
    expect(await logOf(hall)).toHaveLength(before);
    await vote(hall, pollId, 0, ['a', 'b']);
    const known = secrecy === Secrecy.NAMED ? 1 : 0;
    expect(await cast(pollId)).toMatchObject({ cast: 1, votes: { a: known, b: known } });
  });

  it('gives no ballot a time before that of the entry before it', async () => {
    const pollId = await anOpenPoll(hall);
    const ahead = new Date(Date.now() + 3_600_000);
    await hall.db.query('update log_head set at = $2 where stream = $1', [hall.conference.id, ahead]);
    expect((await vote(hall, pollId, 0, ['YES'])).at).toEqual(ahead);
  });

  it('refuses a second ballot of the same vote', async () => {
    const pollId = await anOpenPoll(hall);
    await vote(hall, pollId, 0, ['YES']);
    await expect(vote(hall, pollId, 0, ['NO'])).rejects.toMatchObject({ code: 'ALREADY_VOTED' });
    expect(await cast(pollId)).toMatchObject({ cast: 1, votes: { YES: 1, NO: 0 } });
  });

  it('counts one of many simultaneous ballots of the same vote, and writes one entry', async () => {
    const pollId = await anOpenPoll(hall);
    const before = (await logOf(hall)).length;
    const results = await Promise.allSettled(
      Array.from({ length: 12 }, (_, n) => vote(hall, pollId, 0, [n % 2 ? 'YES' : 'NO'])),
    );
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    expect(await cast(pollId)).toMatchObject({ cast: 1 });
    expect(await logOf(hall)).toHaveLength(before + 1);
  });

  it('gives a retry the receipt of the first try, also when both come at once', async () => {
    const pollId = await anOpenPoll(hall);
    const receipts = await Promise.all(
      Array.from({ length: 8 }, () => vote(hall, pollId, 0, ['YES'], 'one-and-the-same')),
    );
    expect(new Set(receipts.map((receipt) => JSON.stringify(receipt))).size).toBe(1);
    expect(await vote(hall, pollId, 0, ['YES'], 'one-and-the-same')).toEqual(receipts[0]);
    expect(await cast(pollId)).toMatchObject({ cast: 1 });
  });

  it('takes a key for the same however its letters are composed, also when both come at once', async () => {
    const pollId = await anOpenPoll(hall);
    const key = 'biểu quyết lần một';
    const keys = [key.normalize('NFC'), key.normalize('NFD'), key.normalize('NFC')];
    const receipts = await Promise.all(keys.map((each) => vote(hall, pollId, 0, ['YES'], each)));
    receipts.push(await vote(hall, pollId, 0, ['YES'], key.normalize('NFD')));
    expect(new Set(receipts.map((receipt) => JSON.stringify(receipt))).size).toBe(1);
  });

  it('gives a retry its receipt after the poll has closed', async () => {
    const pollId = await anOpenPoll(hall);
    const receipt = await vote(hall, pollId, 0, ['YES'], 'before-the-close');
    await closePoll(hall.db, hall.chair, { pollId, idempotencyKey: null });
    expect(await vote(hall, pollId, 0, ['YES'], 'before-the-close')).toEqual(receipt);
  });

  it('refuses a key that stood for another request', async () => {
    const [one, two] = [await anOpenPoll(hall), await anOpenPoll(hall)];
    await vote(hall, one, 0, ['YES'], 'used-for-one');
    await expect(vote(hall, two, 0, ['YES'], 'used-for-one')).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
  });

  it('refuses the key of a named ballot with another choice', async () => {
    const pollId = await anOpenPoll(hall);
    await vote(hall, pollId, 0, ['YES'], 'first-for-then-against');
    const attempt = vote(hall, pollId, 0, ['NO'], 'first-for-then-against');
    await expect(attempt).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
  });

  it('keeps nothing from which the choice of an unlinked ballot could be guessed', async () => {
    const pollId = await anOpenPoll(hall, { secrecy: Secrecy.UNLINKED });
    await vote(hall, pollId, 0, ['YES'], 'key-of-a-secret');
    const other = await aHall(database.db);
    const otherPoll = await anOpenPoll(other, { secrecy: Secrecy.UNLINKED });
    await vote(other, otherPoll, 0, ['NO'], 'key-of-a-secret');
    // The same request with another choice has the same fingerprint: it tells nothing of the choice.
    await expect(vote(hall, pollId, 0, ['NO'], 'key-of-a-secret')).resolves.toMatchObject({ kind: 'ballotCast' });
  });

  it.each<[string, (id: string) => Promise<unknown>, string]>([
    [
      'an observer',
      (pollId) =>
        castBallot(servicesOf(hall.db).ballotBox, hall.observer, { pollId, choices: ['YES'], idempotencyKey: null }),
      'FORBIDDEN',
    ],
    ['a guest without a mandate', (pollId) => vote(hall, pollId, 6, ['YES']), 'NO_VOTE'],
    ['a member that joins next year', (pollId) => vote(hall, pollId, 5, ['YES']), 'NO_VOTE'],
    ['an unknown option', (pollId) => vote(hall, pollId, 0, ['MAYBE']), 'BALLOT_INVALID'],
    ['no option in a yes/no poll', (pollId) => vote(hall, pollId, 0, []), 'BALLOT_INVALID'],
  ])('refuses %s', async (_who, attempt, code) => {
    const pollId = await anOpenPoll(hall);
    await expect(attempt(pollId)).rejects.toMatchObject({ code });
    expect(await cast(pollId)).toMatchObject({ cast: 0 });
    expect(await hall.db.manager.countBy(RollEntry, { pollId })).toBe(0);
  });

  it('refuses a delegate who has left the hall', async () => {
    const pollId = await anOpenPoll(hall);
    const input = { conferenceId: hall.conference.id, delegateId: hall.people[0]!.id, idempotencyKey: null };
    await checkOut(hall.db, hall.secretary, input);
    await expect(vote(hall, pollId, 0, ['YES'])).rejects.toMatchObject({ code: 'NOT_PRESENT' });
  });

  it('refuses a delegate of another conference', async () => {
    const pollId = await anOpenPoll(hall);
    const stranger = (await aHall(database.db)).delegates[0]!;
    const attempt = castBallot(servicesOf(hall.db).ballotBox, stranger, {
      pollId,
      choices: ['YES'],
      idempotencyKey: null,
    });
    await expect(attempt).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('refuses before opening and after closing', async () => {
    const draft = await aDraftPoll(hall);
    await expect(vote(hall, draft, 0, ['YES'])).rejects.toMatchObject({ code: 'POLL_NOT_OPEN' });
    const closed = await anOpenPoll(hall);
    await closePoll(hall.db, hall.chair, { pollId: closed, idempotencyKey: null });
    await expect(vote(hall, closed, 0, ['YES'])).rejects.toMatchObject({ code: 'POLL_NOT_OPEN' });
    expect(await hall.db.manager.countBy(UnlinkedBallot, { pollId: closed })).toBe(0);
  });
});
