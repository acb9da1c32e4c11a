import { AgendaItem, AgendaState } from '../../src/conference/agenda-item';
import { checkIn } from '../../src/conference/check-in';
import { Conference, ConferenceNature, ConferenceState } from '../../src/conference/conference';
import { holdOpenConference } from '../../src/conference/lock-conference';
import { startAgendaItem } from '../../src/conference/start-agenda-item';
import { publicViewer } from '../../src/graphql/authorize/viewer';
import { Poll, PollState } from '../../src/poll/poll';
import { makeSchema } from '../../src/schema';
import { closeConference } from '../support/acts';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { dataOf } from '../support/graph';
import { aHall, at } from '../support/hall';
import { happenedAt, outcomes, untilBlocked } from '../support/log';
import { aPoll } from '../support/poll';
import { whileLogHeld } from '../support/while-log-held';

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.drop());

describe('closeConference', () => {
  it('ends the conference and the item it was at', async () => {
    const hall = await aHall(test.db);
    const conferenceId = hall.conference.id;
    const item = at(hall.agenda, 1);
    await startAgendaItem(test.db, hall.secretary, { itemId: item.id });
    const receipt = await closeConference(test.db, hall.chair, { conferenceId });
    expect(receipt).toMatchObject({ sequence: 2, kind: 'conferenceClosed' });
    const conference = await test.db.manager.findOneByOrFail(Conference, { id: conferenceId });
    expect(conference.state).toBe(ConferenceState.CLOSED);
    expect(conference.closedAt).toBeInstanceOf(Date);
    expect(await test.db.manager.findOneByOrFail(AgendaItem, { id: item.id })).toMatchObject({
      state: AgendaState.DONE,
    });
    expect((await happenedAt(test.db, conferenceId)).at(-1)).toMatchObject({
      kind: 'conferenceClosed',
      data: { finished: { itemId: item.id, code: item.code } },
      topics: [`conference:${conferenceId}`, `bloc:${hall.bloc.id}`, `agenda:${conferenceId}`],
    });
  });

  it('keeps members, attendance and quorum as they are then, and tells the log', async () => {
    const hall = await aHall(test.db, { newcomers: 1 });
    const { id, slug } = hall.conference;
    await closeConference(test.db, hall.chair, { conferenceId: id });
    const ask = () =>
      dataOf(makeSchema(), test.db, {
        document: `query ($slug: String!) { conference(slug: $slug) {
          members { id } signingMembers { id } attendance { present members membersPresent quorum quorate electorate }
        } }`,
        variables: { slug },
        viewer: publicViewer,
      });
    const before = await ask();
    const closed = (await happenedAt(test.db, id)).at(-1)?.data as { voting: string[]; signing: string[] };
    expect([closed.voting.length, closed.signing.length]).toEqual([5, 6]);
    // What a file of the next year would bring: a member, spans that end, and another rule for resolutions.
    await test.db.query('update membership set from_year = null, to_year = 2000');
    await test.db.query(
      `insert into voting_rule (id, bloc_id, year, subject, electorate, quorum_numerator, quorum_denominator,
         pass_numerator, pass_denominator, pass_strict, base)
       values (gen_random_uuid(), $1, 2025, 'RESOLUTION', 'DELEGATES', 1, 1, 1, 2, true, 'ALL')`,
      [hall.bloc.id],
    );
    expect(await ask()).toEqual(before);
    expect(before).toMatchObject({ conference: { attendance: { members: 5, quorum: 4, quorate: true } } });
  });

  it.each([ConferenceState.PLANNED, ConferenceState.CLOSED])('refuses one that is %s', async (state) => {
    const hall = await aHall(test.db, { state, nature: ConferenceNature.LIVE });
    expect(await refusalOf(closeConference(test.db, hall.chair, { conferenceId: hall.conference.id }))).toMatchObject({
      code: 'CONFERENCE_STATE',
      facts: { state },
    });
  });

  it('refuses a record of the past', async () => {
    const hall = await aHall(test.db, { state: ConferenceState.CLOSED, nature: ConferenceNature.RECORD });
    expect(await refusalOf(closeConference(test.db, hall.chair, { conferenceId: hall.conference.id }))).toMatchObject({
      code: 'CONFERENCE_STATE',
    });
  });

  it('refuses while a poll is open, and names it', async () => {
    const hall = await aHall(test.db);
    const poll = await aPoll(test.db, { conferenceId: hall.conference.id });
    const close = () => closeConference(test.db, hall.chair, { conferenceId: hall.conference.id });
    expect(await refusalOf(close())).toMatchObject({ code: 'POLLS_OPEN', facts: { polls: [poll.id] } });
    await test.db.manager.update(Poll, poll.id, { state: PollState.VOID });
    await close();
  });

  it('waits for a poll that is just being opened, and is then refused', async () => {
    const hall = await aHall(test.db);
    const opening = test.db.createQueryRunner();
    await opening.connect();
    await opening.startTransaction();
    await holdOpenConference(opening.manager, hall.conference.id);
    const closing = refusalOf(closeConference(test.db, hall.chair, { conferenceId: hall.conference.id }));
    await untilBlocked(test.db);
    await aPoll(opening, { conferenceId: hall.conference.id });
    await opening.commitTransaction();
    await opening.release();
    expect(await closing).toMatchObject({ code: 'POLLS_OPEN' });
  });

  it('lets one of two at once close it', async () => {
    const hall = await aHall(test.db);
    const close = () => closeConference(test.db, hall.chair, { conferenceId: hall.conference.id });
    expect(await whileLogHeld(hall, () => outcomes(close(), close()))).toEqual(['CONFERENCE_STATE', 'done']);
  });

  it('either lets a check-in of the same moment finish or refuses it', async () => {
    const hall = await aHall(test.db, { present: 0 });
    const conferenceId = hall.conference.id;
    const [, arrival] = await Promise.allSettled([
      closeConference(test.db, hall.chair, { conferenceId }),
      checkIn(test.db, at(hall.delegates, 0), { conferenceId }),
    ]);
    const kinds = (await happenedAt(test.db, conferenceId)).map((entry) => entry.kind);
    expect(kinds).toEqual(
      arrival.status === 'fulfilled' ? ['delegateCheckedIn', 'conferenceClosed'] : ['conferenceClosed'],
    );
  });

  it('is for the chair of that conference', async () => {
    const hall = await aHall(test.db);
    const other = await aHall(test.db);
    for (const viewer of [hall.secretary, at(hall.delegates, 0), other.chair]) {
      expect(await refusalOf(closeConference(test.db, viewer, { conferenceId: hall.conference.id }))).toMatchObject({
        code: 'FORBIDDEN',
      });
    }
  });
});
