import { setClock } from '../../src/clock';
import { checkIn } from '../../src/conference/check-in';
import { checkOut } from '../../src/conference/check-out';
import { ConferenceState } from '../../src/conference/conference';
import { Presence } from '../../src/conference/presence';
import { isPresent } from '../../src/conference/read-presence';
import { publicViewer } from '../../src/graphql/authorize/viewer';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at } from '../support/hall';
import { happenedAt, outcomes } from '../support/log';
import { whileLogHeld } from '../support/while-log-held';

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.drop());

describe('checkOut', () => {
  it('lets a delegate out and keeps the stay', async () => {
    const hall = await aHall(test.db, { present: 2 });
    const conferenceId = hall.conference.id;
    const person = at(hall.people, 0);
    await checkOut(test.db, at(hall.delegates, 0), { conferenceId });
    expect(await isPresent(test.db.manager, person.id)).toBe(false);
    expect(await isPresent(test.db.manager, at(hall.people, 1).id)).toBe(true);
    const [stay] = await test.db.manager.findBy(Presence, { delegateId: person.id });
    expect(stay?.checkedOutAt).toBeInstanceOf(Date);
    expect(await happenedAt(test.db, conferenceId)).toMatchObject([
      { kind: 'delegateCheckedOut', subject: person.id, data: { code: person.code } },
    ]);
  });

  it('never ends a stay before it began, whatever this machine thinks the time is', async () => {
    const hall = await aHall(test.db, { present: 0 });
    const conferenceId = hall.conference.id;
    await checkIn(test.db, at(hall.delegates, 0), { conferenceId });
    const putBack = setClock(() => new Date('2020-01-01T00:00:00Z'));
    try {
      await checkOut(test.db, at(hall.delegates, 0), { conferenceId });
    } finally {
      putBack();
    }
    const [stay] = await test.db.manager.findBy(Presence, { delegateId: at(hall.people, 0).id });
    expect(stay?.checkedOutAt).toEqual(stay?.checkedInAt);
  });

  it('refuses who is not there, also one of two at once', async () => {
    const hall = await aHall(test.db, { present: 1 });
    const conferenceId = hall.conference.id;
    const out = (person: number) =>
      checkOut(test.db, hall.secretary, { conferenceId, delegateId: at(hall.people, person).id });
    expect(await whileLogHeld(hall, () => outcomes(out(0), out(0)))).toEqual(['NOT_PRESENT', 'done']);
    expect(await refusalOf(out(1))).toMatchObject({ code: 'NOT_PRESENT' });
    expect(await happenedAt(test.db, conferenceId)).toHaveLength(1);
  });

  it('is over once the conference is closed', async () => {
    const hall = await aHall(test.db, { present: 1, state: ConferenceState.CLOSED });
    expect(
      await refusalOf(checkOut(test.db, at(hall.delegates, 0), { conferenceId: hall.conference.id })),
    ).toMatchObject({ code: 'CONFERENCE_STATE' });
  });

  it('is for the delegate themself and for the desk of that conference', async () => {
    const hall = await aHall(test.db);
    const other = await aHall(test.db);
    const input = { conferenceId: hall.conference.id, delegateId: at(hall.people, 0).id };
    for (const viewer of [at(hall.delegates, 1), hall.observer, other.chair]) {
      expect(await refusalOf(checkOut(test.db, viewer, input))).toMatchObject({ code: 'FORBIDDEN' });
    }
    expect(await refusalOf(checkOut(test.db, publicViewer, input))).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await refusalOf(checkOut(test.db, hall.chair, { conferenceId: input.conferenceId }))).toMatchObject({
      code: 'BAD_USER_INPUT',
    });
    const stranger = { ...input, delegateId: at(other.people, 0).id };
    expect(await refusalOf(checkOut(test.db, hall.chair, stranger))).toMatchObject({ code: 'NOT_FOUND' });
    await checkOut(test.db, hall.chair, input);
  });
});
