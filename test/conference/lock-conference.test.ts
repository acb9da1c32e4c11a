import { ConferenceState } from '../../src/conference/conference';
import { holdOpenConference, lockConference, takeConference } from '../../src/conference/lock-conference';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall } from '../support/hall';
import { untilBlocked } from '../support/log';

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.drop());

describe('holdOpenConference', () => {
  it('gives the conference in session', async () => {
    const hall = await aHall(test.db);
    const held = await test.db.transaction((tx) => holdOpenConference(tx, hall.conference.id));
    expect(held).toEqual(hall.conference);
  });

  it.each([ConferenceState.PLANNED, ConferenceState.CLOSED])('refuses one that is %s', async (state) => {
    const hall = await aHall(test.db, { state });
    const refusal = await refusalOf(test.db.transaction((tx) => holdOpenConference(tx, hall.conference.id)));
    expect(refusal).toMatchObject({ code: 'CONFERENCE_NOT_OPEN', facts: { state } });
  });

  it('refuses what is not there', async () => {
    const hall = await aHall(test.db);
    for (const id of ['x', hall.bloc.id]) {
      expect(await refusalOf(test.db.transaction((tx) => holdOpenConference(tx, id)))).toMatchObject({
        code: 'NOT_FOUND',
      });
    }
  });

  it('lets acts hold together, and makes who takes it wait for them', async () => {
    const hall = await aHall(test.db);
    const first = test.db.createQueryRunner();
    await first.connect();
    await first.startTransaction();
    await lockConference(first.manager, hall.conference.id);
    await test.db.transaction((tx) => lockConference(tx, hall.conference.id));
    const taking = test.db.transaction((tx) => takeConference(tx, hall.conference.id));
    await untilBlocked(test.db);
    await first.commitTransaction();
    await first.release();
    expect(await taking).toEqual(hall.conference);
  });
});
