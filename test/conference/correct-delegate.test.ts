import { addDelegate } from '../../src/conference/add-delegate';
import { checkOut } from '../../src/conference/check-out';
import { ConferenceState } from '../../src/conference/conference';
import { type CorrectDelegateInput, correctDelegate } from '../../src/conference/correct-delegate';
import { Delegate } from '../../src/conference/delegate';
import { replaceDelegate } from '../../src/conference/replace-delegate';
import { withdrawDelegate } from '../../src/conference/withdraw-delegate';
import { anOpenPoll, vote } from '../support/ballots';
import { refusalOf } from '../support/caller-connection';
import { servicesOf } from '../support/context';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, type Hall } from '../support/hall';
import { happenedAt } from '../support/log';

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.drop());

const named = (vi: string) => ({ vi, en: null });
const idOf = (hall: Hall, n: number) => at(hall.people, n).id;
const read = (id: string) => test.db.manager.findOneByOrFail(Delegate, { id });
const correct = (hall: Hall, n: number, changes: Partial<CorrectDelegateInput>, viewer = hall.secretary) =>
  correctDelegate(test.db, viewer, { delegateId: idOf(hall, n), ...changes }, servicesOf(test.db).mandateUse);
const reason = 'Danh sách in nhầm';

describe('correctDelegate', () => {
  it('puts name and posts right, of a voter too, and tells before and after', async () => {
    const hall = await aHall(test.db);
    const pollId = await anOpenPoll(hall);
    await vote(hall, pollId, 0, ['YES']);
    await correct(hall, 0, { name: named('Nguyễn Văn Đúng'), posts: [{ title: named('Chủ tịch') }] });
    expect(await read(idOf(hall, 0))).toMatchObject({ name: named('Nguyễn Văn Đúng'), mayVote: true });
    expect((await happenedAt(test.db, hall.conference.id)).at(-1)).toMatchObject({
      kind: 'delegateCorrected',
      subject: idOf(hall, 0),
      data: {
        before: { name: named('Đại biểu 1'), posts: [] },
        after: { name: named('Nguyễn Văn Đúng'), posts: [named('Chủ tịch')] },
        reason: null,
      },
    });
  });

  it('moves an unused mandate and a member, with a reason', async () => {
    const hall = await aHall(test.db, { state: ConferenceState.PLANNED });
    await correct(hall, 5, { memberId: at(hall.members, 2).id, mayVote: true, reason });
    expect(await read(idOf(hall, 5))).toMatchObject({ memberId: at(hall.members, 2).id, mayVote: true });
    await correct(hall, 2, { mayVote: false, reason });
    expect((await read(idOf(hall, 2))).mayVote).toBe(false);
  });

  it('asks for a change, for a member, and for a reason where it matters', async () => {
    const hall = await aHall(test.db);
    const argument = async (n: number, changes: Partial<CorrectDelegateInput>) =>
      (await refusalOf(correct(hall, n, changes))).facts?.argument;
    expect(await argument(0, { name: named('Đại biểu 1'), mayVote: null })).toBe('delegateId');
    expect(await argument(5, { maySign: true, reason })).toBe('memberId');
    expect(await argument(0, { maySign: false })).toBe('reason');
    const other = await aHall(test.db);
    const stranger = correct(hall, 0, { memberId: at(other.members, 0).id, reason });
    expect(await refusalOf(stranger)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('leaves member and mandates once they are used', async () => {
    const hall = await aHall(test.db);
    const pollId = await anOpenPoll(hall);
    const [memberId, why] = [at(hall.members, 2).id, { code: 'MANDATE_USED' }];
    await vote(hall, pollId, 0, ['YES']);
    expect(await refusalOf(correct(hall, 0, { mayVote: false, reason }))).toMatchObject(why);
    expect(await refusalOf(correct(hall, 0, { memberId, reason }))).toMatchObject(why);
    await correct(hall, 0, { maySign: false, reason });
    await correct(hall, 1, { mayVote: false, reason });
  });

  it('gives nobody a mandate that a stand-in holds', async () => {
    const hall = await aHall(test.db);
    const { subject: standInId } = await addDelegate(test.db, hall.secretary, {
      ...{ conferenceId: hall.conference.id, name: named('Phó đoàn'), memberId: at(hall.members, 0).id },
    });
    await replaceDelegate(test.db, hall.chair, { delegateId: idOf(hall, 0), standInId, paper: 'Giấy 1' });
    expect(await refusalOf(correct(hall, 0, { mayVote: true, reason }))).toMatchObject({ code: 'MANDATE_HELD' });
  });

  it('expects again who will come after all', async () => {
    const hall = await aHall(test.db);
    const delegateId = idOf(hall, 0);
    await checkOut(test.db, hall.chair, { conferenceId: hall.conference.id, delegateId });
    await withdrawDelegate(test.db, hall.chair, { delegateId, reason: 'Nhầm người' });
    await correct(hall, 0, { expected: true });
    expect((await read(delegateId)).withdrawnAt).toBeNull();
  });

  it('is for the desk of that conference', async () => {
    const hall = await aHall(test.db);
    const mine = correct(hall, 0, { name: named('Tôi') }, at(hall.delegates, 0));
    expect(await refusalOf(mine)).toMatchObject({ code: 'FORBIDDEN' });
  });
});
