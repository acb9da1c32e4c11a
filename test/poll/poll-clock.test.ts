import { checkOut } from '../../src/conference/check-out';
import { Poll, PollState, Secrecy } from '../../src/poll/poll';
import { PollClock } from '../../src/poll/poll-clock';
import { type SchedulePollInput, schedulePoll } from '../../src/poll/schedule-poll';
import { BallotKeys } from '../../src/poll/seal/ballot-keys';
import { faultsOf, recount } from '../../src/record/recount';
import { closePoll, openPoll } from '../support/acts';
import { ballotKeys } from '../support/ballot-keys';
import { aDraftPoll, anOpenPoll, logOf, vote } from '../support/ballots';
import { refusalOf } from '../support/caller-connection';
import { servicesOf } from '../support/context';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, type Hall } from '../support/hall';
import { untilBlocked } from '../support/log';
import { whileLogHeld } from '../support/while-log-held';

let database: TestDatabase;
let hall: Hall;
let problems: unknown[];
beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(async () => {
  hall = await aHall(database.db);
  problems = [];
});
afterEach(() => expect(problems).toEqual([]));
afterAll(() => database.drop());

const aClock = () =>
  new PollClock({
    db: hall.db,
    subjects: servicesOf(hall.db).pollSubjects,
    keys: ballotKeys,
    report: (error) => void problems.push(error),
  });
/** On a node with another folder of keys. */
const aClockElsewhere = () =>
  new PollClock({
    db: hall.db,
    subjects: servicesOf(hall.db).pollSubjects,
    keys: new BallotKeys(`${ballotKeys.folder}-elsewhere`),
    report: (error) => void problems.push(error),
  });
const pollOf = (id: string) => hall.db.manager.findOneByOrFail(Poll, { id });
const schedule = (pollId: string, plan: Partial<SchedulePollInput>, viewer = hall.chair) =>
  schedulePoll(hall.db, viewer, { pollId, ...plan });
const soon = () => new Date(Date.now() + 600_000);
/** Makes a time of a poll lie so many seconds back by the database's clock. */
const past = (pollId: string, column: 'due_at' | 'opens_at', seconds = 1) =>
  hall.db.query(`update poll set ${column} = clock_timestamp() - make_interval(secs => $2) where id = $1`, [
    pollId,
    seconds,
  ]);
const anEndingPoll = async (changes = {}) => {
  const pollId = await aDraftPoll(hall, changes);
  await openPoll(hall.db, hall.chair, { pollId, minutes: 5, closesByItself: true, idempotencyKey: null });
  return pollId;
};
const told = async (pollId: string) =>
  (await logOf(hall)).filter(({ subject }) => subject === pollId).map(({ kind }) => kind);

describe('a poll that closes by itself', () => {
  it.each([Secrecy.NAMED, Secrecy.UNLINKED])('is counted once its time is up, and not before (%s)', async (secrecy) => {
    const pollId = await anEndingPoll({ secrecy });
    for (let n = 0; n < 5; n += 1) await vote(hall, pollId, n, ['YES']);
    await aClock().look();
    expect(await pollOf(pollId)).toMatchObject({ state: PollState.OPEN, closesByItself: true, minutes: 5 });
    await past(pollId, 'due_at');
    await aClock().look();
    expect(await pollOf(pollId)).toMatchObject({ state: PollState.CLOSED, result: { cast: 5, outcome: 'PASSED' } });
    const closed = (await logOf(hall)).at(-1);
    expect(closed).toMatchObject({ kind: 'pollClosed', data: { cast: 5 } });
    expect(faultsOf(await recount(hall.db, { slug: hall.conference.slug }))).toEqual([]);
  });

  it('takes no ballot once its time is up, also before it is counted', async () => {
    const pollId = await anEndingPoll({ mayChange: true });
    await vote(hall, pollId, 0, ['YES']);
    await past(pollId, 'due_at');
    expect(await refusalOf(vote(hall, pollId, 1, ['YES']))).toMatchObject({ code: 'POLL_NOT_OPEN' });
    expect(await pollOf(pollId)).toMatchObject({ state: PollState.OPEN });
    await aClock().look();
    expect((await pollOf(pollId)).result).toMatchObject({ cast: 1 });
  });

  it('is closed once, whichever of the nodes that look at once comes first', async () => {
    const pollId = await anEndingPoll();
    await vote(hall, pollId, 0, ['YES']);
    await past(pollId, 'due_at');
    const holder = hall.db.createQueryRunner();
    await holder.startTransaction();
    try {
      await holder.query('select from poll where id = $1 for share', [pollId]);
      const looks = [aClock(), aClock(), aClock()].map((clock) => clock.look());
      await untilBlocked(hall.db, 3);
      await holder.commitTransaction();
      await Promise.all(looks);
    } finally {
      if (holder.isTransactionActive) await holder.rollbackTransaction();
      await holder.release();
    }
    expect((await told(pollId)).filter((kind) => kind === 'pollClosed')).toHaveLength(1);
  });

  it('is closed, where it is a secret one, by a node that has its key, and by no other', async () => {
    const pollId = await anEndingPoll({ secrecy: Secrecy.UNLINKED });
    for (let n = 0; n < 5; n += 1) await vote(hall, pollId, n, ['YES']);
    await past(pollId, 'due_at');
    await aClockElsewhere().look();
    expect((await pollOf(pollId)).state).toBe(PollState.OPEN);
    await aClock().look();
    expect(await pollOf(pollId)).toMatchObject({ state: PollState.CLOSED, result: { cast: 5 } });
    expect(ballotKeys.kept().filter((key) => key.pollId === pollId)).toEqual([]);
  });

  it('is left to the chair where the time is announced only', async () => {
    const pollId = await aDraftPoll(hall);
    await openPoll(hall.db, hall.chair, { pollId, minutes: 5, idempotencyKey: null });
    await past(pollId, 'due_at', 600);
    await aClock().look();
    expect(await pollOf(pollId)).toMatchObject({ state: PollState.OPEN, closesByItself: false });
    await vote(hall, pollId, 0, ['YES']);
  });

  it('is put off, or left to the chair, as long as its time is not up', async () => {
    const pollId = await anEndingPoll();
    await schedule(pollId, { minutes: 10, closesByItself: true });
    const { dueAt } = await pollOf(pollId);
    expect((dueAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(500_000);
    expect((await logOf(hall)).at(-1)).toMatchObject({
      kind: 'pollScheduled',
      data: { minutes: 10, closesByItself: true, dueAt: dueAt?.toISOString() },
    });
    await schedule(pollId, {});
    expect(await pollOf(pollId)).toMatchObject({ dueAt: null, minutes: null, closesByItself: false });
    await schedule(pollId, { minutes: 1, closesByItself: true });
    await past(pollId, 'due_at');
    expect(await refusalOf(schedule(pollId, { minutes: 10, closesByItself: true }))).toMatchObject({
      code: 'POLL_STATE',
      facts: { state: 'CLOSED' },
    });
  });
});

describe('a poll that opens by itself', () => {
  it('opens at its hour with what was planned, once, and freezes who may vote then', async () => {
    const pollId = await aDraftPoll(hall);
    await schedule(pollId, { opensAt: soon(), minutes: 3, closesByItself: true });
    await aClock().look();
    expect((await pollOf(pollId)).state).toBe(PollState.DRAFT);
    await past(pollId, 'opens_at');
    await whileLogHeld(hall, () => Promise.all([aClock(), aClock()].map((clock) => clock.look())));
    const poll = await pollOf(pollId);
    expect(poll).toMatchObject({ state: PollState.OPEN, minutes: 3, closesByItself: true });
    expect(Number(poll.dueAt) - Number(poll.openedAt)).toBe(180_000);
    expect(await told(pollId)).toEqual(['pollCreated', 'pollScheduled', 'pollOpened']);
    await vote(hall, pollId, 0, ['YES']);
  });

  it('stays a draft where it cannot open, says why, and is not tried again', async () => {
    for (const delegate of hall.delegates.slice(1))
      await checkOut(hall.db, hall.secretary, {
        conferenceId: hall.conference.id,
        delegateId: delegate.delegateId,
        idempotencyKey: null,
      });
    const pollId = await aDraftPoll(hall);
    await schedule(pollId, { opensAt: soon() });
    await past(pollId, 'opens_at');
    await Promise.all([aClock(), aClock()].map((clock) => clock.look()));
    await aClock().look();
    expect(await pollOf(pollId)).toMatchObject({
      state: PollState.DRAFT,
      opensAt: null,
      notOpened: { code: 'NO_QUORUM', facts: { electors: 5, present: 1 } },
    });
    expect(await told(pollId)).toEqual(['pollCreated', 'pollScheduled', 'pollNotOpened']);
    await schedule(pollId, { opensAt: soon() });
    expect((await pollOf(pollId)).notOpened).toBeNull();
  });

  it('is not opened by surprise long after its hour', async () => {
    const pollId = await aDraftPoll(hall);
    await schedule(pollId, { opensAt: soon() });
    await past(pollId, 'opens_at', 300);
    await aClock().look();
    expect(await pollOf(pollId)).toMatchObject({ state: PollState.DRAFT, notOpened: { code: 'OPENING_MISSED' } });
  });
});

describe('schedulePoll', () => {
  it('refuses an hour that is past or far ahead, a closing without a time, and an opening of an open poll', async () => {
    const draft = await aDraftPoll(hall);
    const open = await anOpenPoll(hall);
    const hours = (count: number) => new Date(Date.now() + count * 3_600_000);
    for (const [pollId, plan] of [
      ...[hours(-1), hours(25)].map((opensAt) => [draft, { opensAt }] as const),
      ...[draft, open].map((id) => [id, { closesByItself: true }] as const),
      [open, { opensAt: soon() }] as const,
    ])
      expect(await refusalOf(schedule(pollId, plan))).toMatchObject({ code: 'BAD_USER_INPUT' });
    const ask = { pollId: draft, closesByItself: true, idempotencyKey: null };
    expect(await refusalOf(openPoll(hall.db, hall.chair, ask))).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('is for the chair of that conference, and for what is not over', async () => {
    const pollId = await anOpenPoll(hall);
    const elsewhere = await aHall(database.db);
    for (const viewer of [hall.secretary, at(hall.delegates, 0), elsewhere.chair])
      expect(await refusalOf(schedule(pollId, { minutes: 5 }, viewer))).toMatchObject({ code: 'FORBIDDEN' });
    await closePoll(hall.db, hall.chair, { pollId, idempotencyKey: null });
    expect(await refusalOf(schedule(pollId, { minutes: 5 }))).toMatchObject({ code: 'POLL_STATE' });
    const planned = await aDraftPoll(hall);
    await hall.db.query(`update conference set state = 'CLOSED', closed_at = now() where id = $1`, [
      hall.conference.id,
    ]);
    expect(await refusalOf(schedule(planned, { opensAt: soon() }))).toMatchObject({ code: 'CONFERENCE_NOT_OPEN' });
  });
});
