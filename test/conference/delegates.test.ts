import { addDelegate } from '../../src/conference/add-delegate';
import { checkIn } from '../../src/conference/check-in';
import { checkInAll, checkInDelegates } from '../../src/conference/check-in-many';
import { checkOut } from '../../src/conference/check-out';
import { ConferenceState } from '../../src/conference/conference';
import { Delegate } from '../../src/conference/delegate';
import { attendanceByConference } from '../../src/conference/read-attendance';
import { replaceDelegate } from '../../src/conference/replace-delegate';
import { withdrawDelegate } from '../../src/conference/withdraw-delegate';
import { publicViewer } from '../../src/graphql/authorize/viewer';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, type Hall } from '../support/hall';
import { happenedAt, outcomes, untilBlocked } from '../support/log';

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.drop());

const named = (vi: string) => ({ vi, en: null });
const add = (hall: Hall, changes: object = {}) =>
  addDelegate(test.db, hall.secretary, { conferenceId: hall.conference.id, name: named('Đỗ Thị Én'), ...changes });
const read = (id: string) => test.db.manager.findOneByOrFail(Delegate, { id });
const attendanceOf = async (hall: Hall) =>
  (await attendanceByConference.read(test.db.manager, [hall.conference.id]))[0];
const idOf = (hall: Hall, n: number) => at(hall.people, n).id;

/** A deputy of member 0, who holds no mandate. */
const aDeputy = async (hall: Hall, n = 0): Promise<string> =>
  (await add(hall, { memberId: at(hall.members, n).id })).subject;

const replace = (hall: Hall, delegateId: string, standInId: string, changes: object = {}) =>
  replaceDelegate(test.db, hall.chair, { delegateId, standInId, paper: 'Giấy ủy quyền số 12/GUQ', ...changes });

describe('addDelegate', () => {
  it.each([ConferenceState.PLANNED, ConferenceState.OPEN])('adds a late delegate while it is %s', async (state) => {
    const hall = await aHall(test.db, { state });
    const posts = [{ title: named('Phó Chủ tịch') }];
    const { subject } = await add(hall, { memberId: at(hall.members, 1).id, maySign: true, posts });
    expect(await read(subject)).toMatchObject({
      code: 'do-thi-en',
      ordinal: 7,
      name: named('Đỗ Thị Én'),
      posts: [{ title: named('Phó Chủ tịch'), aliases: [], from: null, to: null }],
      mayVote: false,
      maySign: true,
      memberId: at(hall.members, 1).id,
    });
    const id = hall.conference.id;
    expect(await happenedAt(test.db, id)).toMatchObject([
      {
        kind: 'delegateAdded',
        subject,
        topics: [`conference:${id}`, `attendance:${id}`, `polls:${id}`],
        data: { after: { code: 'do-thi-en', member: { code: 'don-vi-2' }, mayVote: false, maySign: true } },
      },
    ]);
    expect(await attendanceOf(hall)).toMatchObject({ delegates: 7 });
  });

  it('gives two of one name two codes, also at once, and takes the code that is given', async () => {
    const hall = await aHall(test.db);
    const [first, second] = await Promise.all([add(hall), add(hall)]);
    const [a, b] = [await read(first.subject), await read(second.subject)];
    expect([a.code, b.code].sort()).toEqual(['do-thi-en', 'do-thi-en-2']);
    expect([a.ordinal, b.ordinal].sort()).toEqual([7, 8]);
    expect((await read((await add(hall, { code: 'khach-moi.1' })).subject)).code).toBe('khach-moi.1');
  });

  it('refuses a code that is taken, a mandate without a member, and a member of another bloc', async () => {
    const hall = await aHall(test.db);
    const other = await aHall(test.db);
    expect(await refusalOf(add(hall, { code: 'dai-bieu-1' }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      facts: { argument: 'code' },
    });
    expect(await refusalOf(add(hall, { mayVote: true }))).toMatchObject({ facts: { argument: 'memberId' } });
    expect(await refusalOf(add(hall, { memberId: at(other.members, 0).id }))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is for the desk of that conference, while it is not over', async () => {
    const hall = await aHall(test.db);
    const over = await aHall(test.db, { state: ConferenceState.CLOSED });
    const input = { conferenceId: hall.conference.id, name: named('A') };
    for (const viewer of [at(hall.delegates, 0), hall.observer, over.secretary])
      expect(await refusalOf(addDelegate(test.db, viewer, input))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusalOf(addDelegate(test.db, publicViewer, input))).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await refusalOf(add(over))).toMatchObject({ code: 'CONFERENCE_STATE' });
  });
});

describe('replaceDelegate', () => {
  it('moves both mandates, with the paper, and tells before and after', async () => {
    const hall = await aHall(test.db);
    const deputy = await aDeputy(hall);
    const until = new Date('2126-01-01T00:00:00Z');
    await replace(hall, idOf(hall, 0), deputy, { until });
    expect(await read(idOf(hall, 0))).toMatchObject({ mayVote: false, maySign: false });
    expect(await read(deputy)).toMatchObject({
      mayVote: true,
      maySign: true,
      proxyForId: idOf(hall, 0),
      mandateId: idOf(hall, 0),
      proxyPaper: 'Giấy ủy quyền số 12/GUQ',
      proxyUntil: until,
    });
    expect((await happenedAt(test.db, hall.conference.id)).at(-1)).toMatchObject({
      kind: 'delegateReplaced',
      subject: deputy,
      data: {
        replaced: idOf(hall, 0),
        before: [
          { id: deputy, mayVote: false, proxyFor: null },
          { id: idOf(hall, 0), mayVote: true },
        ],
        after: [
          { id: deputy, mayVote: true, proxyFor: idOf(hall, 0), until: until.toISOString() },
          { id: idOf(hall, 0), mayVote: false },
        ],
      },
    });
  });

  it.each([true, false])(
    'moves them on, and to nobody but whose they are without a paper (vote: %p)',
    async (mayVote) => {
      const hall = await aHall(test.db);
      const [deputy, second] = [await aDeputy(hall), await aDeputy(hall)];
      const until = new Date('2126-01-01T00:00:00Z');
      await test.db.getRepository(Delegate).update(idOf(hall, 0), { mayVote });
      await replace(hall, idOf(hall, 0), deputy, { until });
      await replace(hall, deputy, second);
      expect(await refusalOf(replace(hall, second, deputy, { paper: null }))).toMatchObject({
        code: 'BAD_USER_INPUT',
        facts: { argument: 'paper' },
      });
      await replace(hall, second, deputy);
      expect(await read(deputy)).toMatchObject({
        mayVote,
        mandateId: idOf(hall, 0),
        proxyForId: second,
        proxyUntil: until,
      });
      await replace(hall, deputy, second);
      expect(await read(deputy)).toMatchObject({ mayVote: false, mandateId: null, proxyForId: null, proxyPaper: null });
      expect(await read(second)).toMatchObject({ mayVote, mandateId: idOf(hall, 0), proxyForId: deputy });
      await replace(hall, second, idOf(hall, 0), { paper: null });
      expect(await read(idOf(hall, 0))).toMatchObject({
        mayVote,
        maySign: true,
        mandateId: null,
        proxyForId: null,
      });
      expect(await read(second)).toMatchObject({ mayVote: false, maySign: false, proxyForId: null });
    },
  );

  it('is done once under one key, and by one of two at once', async () => {
    const hall = await aHall(test.db);
    const [deputy, second] = [await aDeputy(hall), await aDeputy(hall)];
    const idempotencyKey = 'mot khoa dai du';
    const first = await replace(hall, idOf(hall, 0), deputy, { idempotencyKey });
    expect(await replace(hall, idOf(hall, 0), deputy, { idempotencyKey, until: null })).toEqual(first);
    const holder = test.db.createQueryRunner();
    await holder.startTransaction();
    await holder.query('select from log_head where stream = $1 for update', [hall.conference.id]);
    const both = outcomes(replace(hall, deputy, second), replace(hall, deputy, idOf(hall, 0)));
    await untilBlocked(test.db, 2);
    await holder.commitTransaction();
    await holder.release();
    expect(await both).toEqual(['NO_MANDATE', 'done']);
    const voters = await test.db.manager.findBy(Delegate, { memberId: at(hall.members, 0).id, mayVote: true });
    expect(voters).toHaveLength(1);
  });

  it.each([
    ['without a paper', { paper: null }, 'paper'],
    ['by a paper that does not hold yet', { from: new Date('2126-01-01T00:00:00Z') }, 'from'],
    ['by a paper that has run out', { until: new Date('2020-01-01T00:00:00Z') }, 'until'],
  ])('is refused %s', async (_, changes, argument) => {
    const hall = await aHall(test.db);
    expect(await refusalOf(replace(hall, idOf(hall, 0), await aDeputy(hall), changes))).toMatchObject({
      code: 'BAD_USER_INPUT',
      facts: { argument },
    });
  });

  it('is refused to a stranger, to who holds a mandate or will not come, and from who holds none', async () => {
    const hall = await aHall(test.db);
    const other = await aHall(test.db);
    const [deputy, stranger] = [await aDeputy(hall), await aDeputy(hall, 1)];
    const why = async (from: string, to: string) => (await refusalOf(replace(hall, from, to))).code;
    expect(await why(idOf(hall, 0), stranger)).toBe('BAD_USER_INPUT');
    expect(await why(idOf(hall, 0), idOf(hall, 1))).toBe('MANDATE_HELD');
    expect(await why(deputy, idOf(hall, 0))).toBe('NO_MANDATE');
    expect(await why(idOf(hall, 0), idOf(other, 0))).toBe('NOT_FOUND');
    await withdrawDelegate(test.db, hall.chair, { delegateId: deputy, reason: 'Bận công tác' });
    expect(await why(idOf(hall, 0), deputy)).toBe('DELEGATE_WITHDRAWN');
  });

  it('is for the desk of that conference, while it is not over', async () => {
    const hall = await aHall(test.db);
    const deputy = await aDeputy(hall);
    const other = await aHall(test.db);
    const input = { delegateId: idOf(hall, 0), standInId: deputy, paper: 'Giấy 1' };
    for (const viewer of [at(hall.delegates, 0), other.chair])
      expect(await refusalOf(replaceDelegate(test.db, viewer, input))).toMatchObject({ code: 'FORBIDDEN' });
    await test.db.query(`update conference set state = 'CLOSED', closed_at = now() where id = $1`, [
      hall.conference.id,
    ]);
    expect(await refusalOf(replace(hall, idOf(hall, 0), deputy))).toMatchObject({ code: 'CONFERENCE_STATE' });
  });

  it('leaves no mandate to vote to two, whatever is written', async () => {
    const hall = await aHall(test.db);
    const deputy = await aDeputy(hall);
    const twice = test.db.query('update delegate set may_vote = true, mandate_id = $2 where id = $1', [
      deputy,
      idOf(hall, 0),
    ]);
    await expect(twice).rejects.toThrow(/delegate_mandate_key/);
  });
});

describe('withdrawDelegate', () => {
  const withdraw = (hall: Hall, delegateId: string) =>
    withdrawDelegate(test.db, hall.secretary, { delegateId, reason: 'Ốm, không dự được' });

  it('expects the delegate no more and lets them in no more, while their mandate may still move', async () => {
    const hall = await aHall(test.db, { present: 0 });
    await withdraw(hall, idOf(hall, 0));
    expect(await attendanceOf(hall)).toMatchObject({ delegates: 5 });
    const conferenceId = hall.conference.id;
    const enter = { conferenceId, delegateId: idOf(hall, 0) };
    expect(await refusalOf(checkIn(test.db, hall.chair, enter))).toMatchObject({ code: 'DELEGATE_WITHDRAWN' });
    const together = checkInDelegates(test.db, hall.chair, { conferenceId, delegateIds: [idOf(hall, 0)] });
    expect(await refusalOf(together)).toMatchObject({ code: 'DELEGATE_WITHDRAWN' });
    const { delegateIds } = await checkInAll(test.db, hall.chair, { conferenceId });
    expect(delegateIds).toHaveLength(5);
    const deputy = await aDeputy(hall);
    await replace(hall, idOf(hall, 0), deputy);
    expect((await read(deputy)).mayVote).toBe(true);
    expect((await happenedAt(test.db, conferenceId))[0]).toMatchObject({
      kind: 'delegateWithdrawn',
      data: { reason: 'Ốm, không dự được', before: { withdrawnAt: null }, after: { withdrawnAt: expect.any(String) } },
    });
  });

  it('is refused twice, for one in the hall, to whoever is not the desk, and once it is over', async () => {
    const hall = await aHall(test.db);
    const other = await aHall(test.db, { state: ConferenceState.CLOSED });
    const delegateId = idOf(hall, 0);
    expect(await refusalOf(withdraw(hall, delegateId))).toMatchObject({ code: 'ALREADY_PRESENT' });
    await checkOut(test.db, hall.chair, { conferenceId: hall.conference.id, delegateId });
    const own = withdrawDelegate(test.db, at(hall.delegates, 0), { delegateId, reason: 'Không đi' });
    expect(await refusalOf(own)).toMatchObject({ code: 'FORBIDDEN' });
    await withdraw(hall, delegateId);
    expect(await refusalOf(withdraw(hall, delegateId))).toMatchObject({ code: 'DELEGATE_WITHDRAWN' });
    expect(await refusalOf(withdraw(other, idOf(other, 0)))).toMatchObject({ code: 'CONFERENCE_STATE' });
  });
});
