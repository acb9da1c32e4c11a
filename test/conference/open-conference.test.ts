import { Conference, ConferenceNature, ConferenceState } from '../../src/conference/conference';
import { openConference } from '../../src/conference/open-conference';
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

describe('openConference', () => {
  it('puts a planned conference in session and tells the log', async () => {
    const hall = await aHall(test.db, { state: ConferenceState.PLANNED });
    const conferenceId = hall.conference.id;
    const receipt = await openConference(test.db, hall.chair, { conferenceId });
    expect(receipt).toMatchObject({ sequence: 1, kind: 'conferenceOpened', stream: conferenceId });
    const conference = await test.db.manager.findOneByOrFail(Conference, { id: conferenceId });
    expect(conference.state).toBe(ConferenceState.OPEN);
    expect(conference.openedAt).toBeInstanceOf(Date);
    expect(await happenedAt(test.db, conferenceId)).toMatchObject([
      {
        kind: 'conferenceOpened',
        subject: conferenceId,
        topics: [`conference:${conferenceId}`, `bloc:${hall.bloc.id}`],
        data: { slug: hall.conference.slug, nature: ConferenceNature.LIVE },
      },
    ]);
  });

  it('gives a request sent again the receipt it got first', async () => {
    const hall = await aHall(test.db, { state: ConferenceState.PLANNED });
    const input = { conferenceId: hall.conference.id, idempotencyKey: 'open-once-please' };
    const receipt = await openConference(test.db, hall.chair, input);
    expect(await openConference(test.db, hall.chair, input)).toEqual(receipt);
    expect(await happenedAt(test.db, hall.conference.id)).toHaveLength(1);
  });

  it.each([ConferenceState.OPEN, ConferenceState.CLOSED])('refuses one that is %s', async (state) => {
    const hall = await aHall(test.db, { state });
    const refusal = await refusalOf(openConference(test.db, hall.chair, { conferenceId: hall.conference.id }));
    expect(refusal).toMatchObject({ code: 'CONFERENCE_STATE', facts: { state } });
    expect(await happenedAt(test.db, hall.conference.id)).toEqual([]);
  });

  it('lets one of two at once open it', async () => {
    const hall = await aHall(test.db, { state: ConferenceState.PLANNED });
    const open = () => openConference(test.db, hall.chair, { conferenceId: hall.conference.id });
    expect(await whileLogHeld(hall, () => outcomes(open(), open()))).toEqual(['CONFERENCE_STATE', 'done']);
    expect(await happenedAt(test.db, hall.conference.id)).toHaveLength(1);
  });

  it('is for the chair of that conference and for administrators', async () => {
    const hall = await aHall(test.db, { state: ConferenceState.PLANNED });
    const other = await aHall(test.db);
    const input = { conferenceId: hall.conference.id };
    for (const viewer of [hall.secretary, hall.observer, at(hall.delegates, 0), other.chair]) {
      expect(await refusalOf(openConference(test.db, viewer, input))).toMatchObject({ code: 'FORBIDDEN' });
    }
    expect(await refusalOf(openConference(test.db, publicViewer, input))).toMatchObject({ code: 'UNAUTHENTICATED' });
    await openConference(test.db, hall.administrator, input);
  });

  it('finds nothing under an unknown or malformed id', async () => {
    const hall = await aHall(test.db);
    for (const conferenceId of ['7e0ee1e6-5b1c-4ec6-9f53-3c0d6f5f8a01', 'no id', '']) {
      expect(await refusalOf(openConference(test.db, hall.chair, { conferenceId }))).toMatchObject({
        code: 'NOT_FOUND',
      });
    }
  });
});
