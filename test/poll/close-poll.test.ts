import { countBallots } from '../../src/poll/count';
import { Poll, PollState, Secrecy } from '../../src/poll/poll';
import { RollEntry } from '../../src/poll/roll-entry';
import { agrees } from '../../src/poll/tally';
import { closePoll, openPoll, voidPoll } from '../support/acts';
import { aDraftPoll, anOpenPoll, logOf, vote } from '../support/ballots';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, type Hall } from '../support/hall';
import { untilBlocked } from '../support/log';

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
const close = (pollId: string) => closePoll(hall.db, hall.chair, { pollId, idempotencyKey: null });

describe('closePoll', () => {
  it('counts, decides and freezes the result', async () => {
    const pollId = await anOpenPoll(hall);
    for (const [n, choice] of ['YES', 'YES', 'YES', 'NO'].entries()) await vote(hall, pollId, n, [choice]);
    await close(pollId);
    expect(await pollOf(pollId)).toMatchObject({
      state: PollState.CLOSED,
      result: { cast: 4, blank: 0, outcome: 'PASSED', winners: [], votes: { YES: 3, NO: 1, ABSTAIN: 0 } },
    });
  });

  it('asks four of five for a flag', async () => {
    const pollId = await anOpenPoll(hall, { subject: 'CO_TD_CHINH_PHU' });
    for (let n = 0; n < 3; n += 1) await vote(hall, pollId, n, ['YES']);
    await close(pollId);
    expect((await pollOf(pollId)).result?.outcome).toBe('REJECTED');
  });

  it('writes every named ballot into the log, so that the log alone can be recounted', async () => {
    const pollId = await anOpenPoll(hall);
    await vote(hall, pollId, 0, ['YES']);
    await vote(hall, pollId, 1, ['NO']);
    await close(pollId);
    const { data } = (await logOf(hall)).at(-1)!;
    const recounted = data.ballots.flatMap((ballot: { choices: string[] }) => ballot.choices).sort();
    expect(recounted).toEqual(['NO', 'YES']);
    expect(data).toMatchObject({ cast: 2, votes: { YES: 1, NO: 1, ABSTAIN: 0 } });
  });

  it('writes no ballot of an unlinked poll into the log', async () => {
    const pollId = await anOpenPoll(hall, { secrecy: Secrecy.UNLINKED });
    await vote(hall, pollId, 0, ['YES']);
    await close(pollId);
    expect((await logOf(hall)).at(-1)?.data).not.toHaveProperty('ballots');
  });

  it('leaves one transaction and no old row on all ballots of an unlinked poll, in no order of casting', async () => {
    const big = await aHall(database.db, { members: 20 });
    for (let round = 0; round < 2; round += 1) {
      const pollId = await anOpenPoll(big, { secrecy: Secrecy.UNLINKED });
      for (let n = 0; n < 20; n += 1) await vote(big, pollId, n, [n < 10 ? 'YES' : 'NO']);
      const open = await big.db.query(
        'select count(distinct xmin::text)::int as n from sealed_ballot where poll_id = $1',
        [pollId],
      );
      expect(open[0].n).toBe(20);
      await closePoll(big.db, big.chair, { pollId, idempotencyKey: null });
      const [closed] = await big.db.query(
        'select count(distinct xmin::text)::int as n, string_agg(choices[1], $2 order by ctid) as found from unlinked_ballot where poll_id = $1',
        [pollId, ','],
      );
      expect(closed.n).toBe(1);
      // They were cast the other way round.
      expect(closed.found).toBe([...Array(10).fill('NO'), ...Array(10).fill('YES')].join(','));
    }
    const [roll] = await big.db.query(
      'select count(*)::int as n from poll_roll r join unlinked_ballot b on b.xmin::text = r.xmin::text',
    );
    expect(roll.n).toBe(0);
  });

  it('refuses a poll that is not open', async () => {
    await expect(close(await aDraftPoll(hall))).rejects.toMatchObject({
      code: 'POLL_STATE',
      facts: { state: 'DRAFT' },
    });
  });

  it.each([Secrecy.NAMED, Secrecy.UNLINKED])('takes no ballot that came while it was counting: %s', async (secrecy) => {
    const pollId = await anOpenPoll(hall, { secrecy });
    for (let n = 0; n < 4; n += 1) await vote(hall, pollId, n, ['YES']);
    const holder = hall.db.createQueryRunner();
    await holder.startTransaction();
    try {
      // The closing has the poll and waits for the log; the ballot comes then.
      await holder.query('select from log_head where stream = $1 for update', [hall.conference.id]);
      const closing = close(pollId);
      await untilBlocked(hall.db);
      const late = refusalOf(vote(hall, pollId, 4, ['NO']));
      await untilBlocked(hall.db, 2);
      await holder.commitTransaction();
      await closing;
      expect(await late).toMatchObject({ code: 'POLL_NOT_OPEN' });
    } finally {
      if (holder.isTransactionActive) await holder.rollbackTransaction();
      await holder.release();
    }
    expect((await pollOf(pollId)).result?.cast).toBe(4);
    expect(await hall.db.manager.countBy(RollEntry, { pollId })).toBe(4);
  });

  it.each([Secrecy.NAMED, Secrecy.UNLINKED])(
    'counts a ballot that was on its way when it began: %s',
    async (secrecy) => {
      const pollId = await anOpenPoll(hall, { secrecy });
      for (let n = 0; n < 4; n += 1) await vote(hall, pollId, n, ['YES']);
      const holder = hall.db.createQueryRunner();
      await holder.startTransaction();
      try {
        // The ballot has the poll and waits for the log; the closing comes then.
        await holder.query('select from log_head where stream = $1 for update', [hall.conference.id]);
        const early = vote(hall, pollId, 4, ['YES']);
        await untilBlocked(hall.db);
        const closing = close(pollId);
        await untilBlocked(hall.db, 2);
        await holder.commitTransaction();
        await Promise.all([early, closing]);
      } finally {
        if (holder.isTransactionActive) await holder.rollbackTransaction();
        await holder.release();
      }
      expect((await pollOf(pollId)).result?.cast).toBe(5);
    },
  );

  it('closes once when two close at once', async () => {
    const pollId = await anOpenPoll(hall);
    const results = await Promise.allSettled([close(pollId), close(pollId)]);
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await logOf(hall)).filter((entry) => entry.kind === 'pollClosed')).toHaveLength(1);
  });

  it('is refused to the secretary', async () => {
    const pollId = await anOpenPoll(hall);
    const attempt = closePoll(hall.db, hall.secretary, { pollId, idempotencyKey: null });
    await expect(attempt).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('announces what was acknowledged and what a recount finds, closing under fire 25 times', async () => {
    const big = await aHall(database.db, { members: 30 });
    for (let round = 0; round < 25; round += 1) {
      let votes: Promise<unknown>[] = [];
      const pollId = await anOpenPoll(big, { secrecy: round % 2 ? Secrecy.NAMED : Secrecy.UNLINKED });
      let acknowledged = 0;
      // Closes once the round's own number of ballots are in, with the rest on their way.
      const enough = new Promise<void>((resolve) => {
        votes = big.members.map((_, n) =>
          vote(big, pollId, n, [n % 3 ? 'YES' : 'NO']).then(
            () => {
              acknowledged += 1;
              if (acknowledged === round + 1) resolve();
            },
            (error) => expect(error).toMatchObject({ code: 'POLL_NOT_OPEN' }),
          ),
        );
      });
      await enough;
      await closePoll(big.db, big.chair, { pollId, idempotencyKey: null });
      await Promise.all(votes);
      const poll = await big.db.manager.findOneByOrFail(Poll, { id: pollId });
      const counted = (await countBallots(big.db.manager, [pollId])).get(pollId)!;
      expect(poll.result?.cast).toBe(acknowledged);
      expect(agrees(poll, counted)).toBe(true);
    }
  });
});

describe('openPoll', () => {
  it('freezes the electorate: who joins the hall later changes nothing about it', async () => {
    const small = await aHall(database.db, { present: 4 });
    const pollId = await anOpenPoll(small);
    const opened = (await logOf(small)).at(-1)!;
    expect(opened.data.electors).toHaveLength(5);
    expect(opened.data.electors.filter((elector: { present: boolean }) => elector.present)).toHaveLength(4);
    expect(await pollOf(pollId)).toMatchObject({ state: 'OPEN' });
    // Somebody comes in who stands for no member that was counted: another member of the bloc, mandated since.
    const late = await aHall(database.db, { members: 1 });
    await small.db.query('update delegate set member_id = $2, may_vote = true where id = $1', [
      small.people.at(-1)!.id,
      late.members[0]!.id,
    ]);
    await small.db.query(
      `insert into presence (id, conference_id, delegate_id, checked_in_at) values (gen_random_uuid(), $1, $2, now())
       on conflict do nothing`,
      [small.conference.id, small.people.at(-1)!.id],
    );
    await expect(vote(small, pollId, 5, ['YES'])).rejects.toMatchObject({ code: 'NO_VOTE' });
    // Whoever was counted and comes later votes, and the electorate is as large as it was.
    await small.db.query(
      `insert into presence (id, conference_id, delegate_id, checked_in_at) values (gen_random_uuid(), $1, $2, now())`,
      [small.conference.id, small.people[4]!.id],
    );
    for (let n = 0; n < 5; n += 1) await vote(small, pollId, n, ['YES']);
    await closePoll(small.db, small.chair, { pollId, idempotencyKey: null });
    expect((await logOf(small)).at(-1)!.data).toMatchObject({ electors: 5, present: 5, cast: 5 });
  });

  it('refuses without a quorum and names the numbers', async () => {
    const empty = await aHall(database.db, { present: 3 });
    const pollId = await aDraftPoll(empty);
    const attempt = openPoll(empty.db, empty.chair, { pollId, idempotencyKey: null });
    await expect(attempt).rejects.toMatchObject({ code: 'NO_QUORUM', facts: { electors: 5, present: 3, quorum: 4 } });
  });

  it('refuses an unlinked poll of four', async () => {
    const four = await aHall(database.db, { members: 4 });
    const pollId = await aDraftPoll(four, { secrecy: Secrecy.UNLINKED });
    const attempt = openPoll(four.db, four.chair, { pollId, idempotencyKey: null });
    await expect(attempt).rejects.toMatchObject({ code: 'ELECTORATE_TOO_SMALL' });
  });

  it('announces when the chair means to close it, in the log too, and only where it was said', async () => {
    const [timed, open] = [await aDraftPoll(hall), await aDraftPoll(hall)];
    const { at: before } = await openPoll(hall.db, hall.chair, { pollId: timed, minutes: 5, idempotencyKey: null });
    const entry = (await logOf(hall)).at(-1)!;
    const { dueAt, openedAt } = await pollOf(timed);
    expect(dueAt!.getTime() - openedAt!.getTime()).toBe(5 * 60_000);
    expect(Math.abs(dueAt!.getTime() - before.getTime() - 5 * 60_000)).toBeLessThan(10_000);
    expect(entry.data.dueAt).toBe(dueAt!.toISOString());
    await openPoll(hall.db, hall.chair, { pollId: open, idempotencyKey: null });
    expect(await pollOf(open)).toMatchObject({ dueAt: null });
    expect((await logOf(hall)).at(-1)!.data).not.toHaveProperty('dueAt');
  });

  it('is for the chair of that conference', async () => {
    const pollId = await aDraftPoll(hall);
    const elsewhere = await aHall(database.db);
    for (const by of [hall.secretary, elsewhere.chair]) {
      const attempt = openPoll(hall.db, by, { pollId, idempotencyKey: null });
      await expect(attempt).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    expect(await pollOf(pollId)).toMatchObject({ state: 'DRAFT' });
  });

  it('opens once when two open at once', async () => {
    const pollId = await aDraftPoll(hall);
    const open = () => openPoll(hall.db, hall.chair, { pollId, idempotencyKey: null });
    const results = await Promise.allSettled([open(), open()]);
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('voidPoll', () => {
  it('opens no ballot of an unlinked poll and keeps none', async () => {
    const pollId = await anOpenPoll(hall, { secrecy: Secrecy.UNLINKED });
    for (let n = 0; n < 5; n += 1) await vote(hall, pollId, n, [n < 3 ? 'YES' : 'NO']);
    await voidPoll(hall.db, hall.chair, { pollId, reason: 'Biểu quyết lại', idempotencyKey: null });
    for (const table of ['sealed_ballot', 'unlinked_ballot'])
      expect(await hall.db.query(`select from ${table} where poll_id = $1`, [pollId])).toEqual([]);
  });

  it('sets a poll aside with its reason, once', async () => {
    const pollId = await anOpenPoll(hall);
    const input = { pollId, reason: 'Câu hỏi ghi sai tên đơn vị', idempotencyKey: null };
    await voidPoll(hall.db, hall.chair, input);
    expect(await pollOf(pollId)).toMatchObject({ state: 'VOID', voidReason: input.reason });
    await expect(voidPoll(hall.db, hall.chair, input)).rejects.toMatchObject({ code: 'POLL_STATE' });
    await expect(vote(hall, pollId, 0, ['YES'])).rejects.toMatchObject({ code: 'POLL_NOT_OPEN' });
  });

  it('sets nothing aside for the secretary', async () => {
    const pollId = await anOpenPoll(hall);
    const attempt = voidPoll(hall.db, hall.secretary, { pollId, reason: 'Biểu quyết lại', idempotencyKey: null });
    await expect(attempt).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await pollOf(pollId)).toMatchObject({ state: 'OPEN' });
  });

  it('is over once the conference is closed', async () => {
    const pollId = await anOpenPoll(hall);
    await close(pollId);
    await hall.db.query("update conference set state = 'CLOSED', closed_at = now() where id = $1", [
      hall.conference.id,
    ]);
    const attempt = voidPoll(hall.db, hall.chair, { pollId, reason: 'Biểu quyết lại', idempotencyKey: null });
    await expect(attempt).rejects.toMatchObject({ code: 'CONFERENCE_STATE' });
    expect(await pollOf(pollId)).toMatchObject({ state: 'CLOSED' });
  });
});
