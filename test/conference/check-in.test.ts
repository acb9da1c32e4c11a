import { checkIn } from '../../src/conference/check-in';
import { checkOut } from '../../src/conference/check-out';
import { ConferenceState } from '../../src/conference/conference';
import { isPresent, presentDelegateIds } from '../../src/conference/read-presence';
import { publicViewer, Role } from '../../src/graphql/authorize/viewer';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, aViewer } from '../support/hall';
import { happenedAt, outcomes } from '../support/log';
import { whileLogHeld } from '../support/while-log-held';

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.drop());

describe('checkIn', () => {
  it('lets a delegate in, who then counts as present', async () => {
    const hall = await aHall(test.db, { present: 0 });
    const conferenceId = hall.conference.id;
    const person = at(hall.people, 0);
    await checkIn(test.db, at(hall.delegates, 0), { conferenceId });
    expect(await isPresent(test.db.manager, person.id)).toBe(true);
    expect(await presentDelegateIds(test.db.manager, conferenceId)).toEqual([person.id]);
    expect(await happenedAt(test.db, conferenceId)).toMatchObject([
      {
        kind: 'delegateCheckedIn',
        subject: person.id,
        topics: [`conference:${conferenceId}`, `attendance:${conferenceId}`],
        data: { code: person.code, name: person.name, member: { code: at(hall.members, 0).code }, mayVote: true },
      },
    ]);
  });

  it('says so of a guest, who belongs to no member', async () => {
    const hall = await aHall(test.db, { present: 0, members: 1 });
    const delegateId = at(hall.people, 1).id;
    await checkIn(test.db, hall.secretary, { conferenceId: hall.conference.id, delegateId });
    expect(at(await happenedAt(test.db, hall.conference.id), 0)).toMatchObject({
      data: { member: null, mayVote: false },
    });
  });

  it.each([ConferenceState.PLANNED, ConferenceState.OPEN])('works while the conference is %s', async (state) => {
    const hall = await aHall(test.db, { present: 0, state });
    const conferenceId = hall.conference.id;
    await checkIn(test.db, hall.secretary, { conferenceId, delegateId: at(hall.people, 2).id });
    expect(await presentDelegateIds(test.db.manager, conferenceId)).toHaveLength(1);
  });

  it('is over once the conference is closed', async () => {
    const hall = await aHall(test.db, { present: 0, state: ConferenceState.CLOSED });
    const conferenceId = hall.conference.id;
    expect(await refusalOf(checkIn(test.db, at(hall.delegates, 0), { conferenceId }))).toMatchObject({
      code: 'CONFERENCE_STATE',
      facts: { state: ConferenceState.CLOSED },
    });
  });

  it('takes no one twice, also of two at once', async () => {
    const hall = await aHall(test.db, { present: 0 });
    const conferenceId = hall.conference.id;
    const delegateId = at(hall.people, 0).id;
    const own = () => checkIn(test.db, at(hall.delegates, 0), { conferenceId });
    const desk = () => checkIn(test.db, hall.secretary, { conferenceId, delegateId });
    expect(await whileLogHeld(hall, () => outcomes(own(), desk()))).toEqual(['ALREADY_PRESENT', 'done']);
    expect(await refusalOf(checkIn(test.db, hall.chair, { conferenceId, delegateId }))).toMatchObject({
      code: 'ALREADY_PRESENT',
    });
    expect(await happenedAt(test.db, conferenceId)).toHaveLength(1);
  });

  it('lets someone back in who has left', async () => {
    const hall = await aHall(test.db, { present: 1 });
    const conferenceId = hall.conference.id;
    const delegate = at(hall.delegates, 0);
    await checkOut(test.db, delegate, { conferenceId });
    await checkIn(test.db, delegate, { conferenceId });
    expect(await isPresent(test.db.manager, at(hall.people, 0).id)).toBe(true);
  });

  it('lets delegates do it for themselves only', async () => {
    const hall = await aHall(test.db, { present: 0 });
    const conferenceId = hall.conference.id;
    const delegate = at(hall.delegates, 0);
    expect(
      await refusalOf(checkIn(test.db, delegate, { conferenceId, delegateId: at(hall.people, 1).id })),
    ).toMatchObject({ code: 'FORBIDDEN' });
    await checkIn(test.db, delegate, { conferenceId, delegateId: at(hall.people, 0).id.toUpperCase() });
  });

  it('keeps out observers, the public, and those of another conference', async () => {
    const hall = await aHall(test.db, { present: 0 });
    const other = await aHall(test.db, { present: 0 });
    const conferenceId = hall.conference.id;
    const delegateId = at(hall.people, 0).id;
    for (const viewer of [hall.observer, other.secretary, at(other.delegates, 0)]) {
      expect(await refusalOf(checkIn(test.db, viewer, { conferenceId, delegateId }))).toMatchObject({
        code: 'FORBIDDEN',
      });
    }
    expect(await refusalOf(checkIn(test.db, publicViewer, { conferenceId, delegateId }))).toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });

  it('takes a client app with the scope to write, and none without', async () => {
    const hall = await aHall(test.db, { present: 0 });
    const input = { conferenceId: hall.conference.id, delegateId: at(hall.people, 0).id };
    const reader = await aViewer(test.db, Role.APP, null, null, ['read']);
    expect(await refusalOf(checkIn(test.db, reader, input))).toMatchObject({ code: 'FORBIDDEN' });
    await checkIn(test.db, await aViewer(test.db, Role.APP, null, null, ['write']), input);
  });

  it('asks the desk for a name, and for one on the list', async () => {
    const hall = await aHall(test.db, { present: 0 });
    const other = await aHall(test.db, { present: 0 });
    const conferenceId = hall.conference.id;
    expect(await refusalOf(checkIn(test.db, hall.secretary, { conferenceId }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      facts: { argument: 'delegateId' },
    });
    for (const delegateId of [at(other.people, 0).id, 'nobody']) {
      expect(await refusalOf(checkIn(test.db, hall.secretary, { conferenceId, delegateId }))).toMatchObject({
        code: 'NOT_FOUND',
      });
    }
  });
});
