import { randomUUID } from 'node:crypto';
import { IsNull } from 'typeorm';
import { AppointmentMode, LeadershipRole, LeadershipTerm } from '../../src/bloc/leadership-term';
import { termsByBloc, termsByConference } from '../../src/bloc/loaders';
import { type AppointLeadershipInput, appointLeadership } from '../../src/conference/appoint-leadership';
import { Conference, ConferenceNature, ConferenceState } from '../../src/conference/conference';
import { startLog } from '../../src/log/append';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, closesYear, type Hall, opensYear } from '../support/hall';
import { happenedAt, outcomes } from '../support/log';

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.drop());

function choice(hall: Hall, leader: number, deputies: readonly number[], year = opensYear): AppointLeadershipInput {
  return {
    conferenceId: hall.conference.id,
    year,
    leaderId: at(hall.members, leader).id,
    deputyIds: deputies.map((place) => at(hall.members, place).id),
    mode: AppointmentMode.ROTATION,
  };
}

function standing(hall: Hall, rehearsal = false): Promise<LeadershipTerm[]> {
  return test.db.manager.find(LeadershipTerm, {
    where: { blocId: hall.bloc.id, supersededAt: IsNull(), rehearsal },
    order: { role: 'DESC', ordinal: 'ASC' },
  });
}

/** A rehearsal of the hall's conference, in session. */
async function aRehearsal(hall: Hall): Promise<Conference> {
  const id = randomUUID();
  const rehearsal = { ...hall.conference, id, slug: `dry-${id}`, nature: ConferenceNature.REHEARSAL };
  await test.db.manager.insert(Conference, { ...rehearsal, rehearsesId: hall.conference.id });
  await startLog(test.db.manager, id);
  return test.db.manager.findOneByOrFail(Conference, { id });
}

describe('appointLeadership', () => {
  it('appoints a leader and deputies for the year', async () => {
    const hall = await aHall(test.db);
    await appointLeadership(test.db, hall.chair, choice(hall, 4, [3, 2]));
    expect(await standing(hall)).toMatchObject([
      { role: LeadershipRole.LEADER, ordinal: 1, memberId: at(hall.members, 4).id, year: opensYear },
      { role: LeadershipRole.DEPUTY, ordinal: 1, memberId: at(hall.members, 3).id, conferenceId: hall.conference.id },
      { role: LeadershipRole.DEPUTY, ordinal: 2, memberId: at(hall.members, 2).id, mode: AppointmentMode.ROTATION },
    ]);
    expect(await happenedAt(test.db, hall.conference.id)).toMatchObject([
      {
        kind: 'leadershipAppointed',
        topics: [`conference:${hall.conference.id}`, `bloc:${hall.bloc.id}`],
        data: {
          year: opensYear,
          mode: 'ROTATION',
          terms: [
            { role: 'LEADER', member: { code: at(hall.members, 4).code } },
            { role: 'DEPUTY', ordinal: 1, member: { code: at(hall.members, 3).code } },
            { role: 'DEPUTY', ordinal: 2 },
          ],
          superseded: [],
        },
      },
    ]);
  });

  it('supersedes all terms of that year and none of another', async () => {
    const hall = await aHall(test.db);
    await appointLeadership(test.db, hall.chair, choice(hall, 0, [1], closesYear));
    await appointLeadership(test.db, hall.chair, choice(hall, 1, [2, 3]));
    await appointLeadership(test.db, hall.chair, choice(hall, 2, []));
    expect((await standing(hall)).map((term) => [term.year, term.role, term.memberId])).toEqual(
      expect.arrayContaining([
        [closesYear, 'LEADER', at(hall.members, 0).id],
        [closesYear, 'DEPUTY', at(hall.members, 1).id],
        [opensYear, 'LEADER', at(hall.members, 2).id],
      ]),
    );
    expect(await standing(hall)).toHaveLength(3);
    expect(await test.db.manager.countBy(LeadershipTerm, { blocId: hall.bloc.id })).toBe(6);
    expect((await happenedAt(test.db, hall.conference.id)).at(-1)).toMatchObject({
      data: { superseded: [{ member: { code: at(hall.members, 1).code } }, {}, {}] },
    });
  });

  it('takes a newcomer for the year it joins, and not for the year before', async () => {
    const hall = await aHall(test.db, { members: 2, newcomers: 1 });
    await appointLeadership(test.db, hall.chair, choice(hall, 2, [0]));
    expect(await refusalOf(appointLeadership(test.db, hall.chair, choice(hall, 2, [0], closesYear)))).toMatchObject({
      code: 'BAD_USER_INPUT',
      facts: { argument: 'leaderId' },
    });
  });

  it('refuses strangers, doubles and foreign years', async () => {
    const hall = await aHall(test.db);
    const other = await aHall(test.db);
    const stranger = at(other.members, 0).id;
    const cases: [AppointLeadershipInput, string][] = [
      [choice(hall, 0, [0]), 'deputyIds'],
      [choice(hall, 0, [1, 1]), 'deputyIds'],
      [choice(hall, 0, [1], 2031), 'year'],
    ];
    for (const [input, argument] of cases) {
      expect(await refusalOf(appointLeadership(test.db, hall.chair, input))).toMatchObject({
        code: 'BAD_USER_INPUT',
        facts: { argument },
      });
    }
    for (const input of [
      { ...choice(hall, 0, []), leaderId: stranger },
      { ...choice(hall, 0, []), deputyIds: [stranger] },
    ])
      expect((await refusalOf(appointLeadership(test.db, hall.chair, input))).code).toBe('NOT_FOUND');
    expect(await standing(hall)).toEqual([]);
  });

  it.each([ConferenceState.PLANNED, ConferenceState.CLOSED])('refuses while the conference is %s', async (state) => {
    const hall = await aHall(test.db, { state });
    expect(await refusalOf(appointLeadership(test.db, hall.chair, choice(hall, 0, [])))).toMatchObject({
      code: 'CONFERENCE_NOT_OPEN',
    });
  });

  it('leaves one leadership standing when several are appointed at once', async () => {
    const hall = await aHall(test.db);
    const done = await outcomes(
      ...[0, 1, 2, 3].map((leader) => appointLeadership(test.db, hall.chair, choice(hall, leader, [4]))),
    );
    expect(done).toEqual(['done', 'done', 'done', 'done']);
    const last = (await happenedAt(test.db, hall.conference.id)).at(-1);
    expect((await standing(hall)).map((term) => term.id)).toEqual([last?.subject, expect.anything()]);
  });

  it('changes nothing for the bloc in a rehearsal', async () => {
    const hall = await aHall(test.db);
    await appointLeadership(test.db, hall.chair, choice(hall, 0, [1]));
    const rehearsal = await aRehearsal(hall);
    const chair = { ...hall.chair, conferenceId: rehearsal.id };
    const input = { ...choice(hall, 3, [4]), conferenceId: rehearsal.id };
    await appointLeadership(test.db, chair, input);
    await appointLeadership(test.db, chair, { ...input, leaderId: at(hall.members, 2).id });
    expect((await standing(hall)).map((term) => term.memberId)).toEqual([
      at(hall.members, 0).id,
      at(hall.members, 1).id,
    ]);
    expect((await standing(hall, true)).map((term) => term.memberId)).toEqual([
      at(hall.members, 2).id,
      at(hall.members, 4).id,
    ]);
    const [ofBloc] = await termsByBloc.read(test.db.manager, [hall.bloc.id]);
    const [ofRehearsal] = await termsByConference.read(test.db.manager, [rehearsal.id]);
    expect([ofBloc, ofRehearsal]).toEqual([await standing(hall), await standing(hall, true)]);
    expect((await happenedAt(test.db, rehearsal.id)).map((entry) => entry.topics)).toEqual([
      [`conference:${rehearsal.id}`],
      [`conference:${rehearsal.id}`],
    ]);
  });

  it('is for the chair of that conference', async () => {
    const hall = await aHall(test.db);
    const other = await aHall(test.db);
    for (const viewer of [hall.secretary, at(hall.delegates, 0), other.chair]) {
      expect(await refusalOf(appointLeadership(test.db, viewer, choice(hall, 0, [])))).toMatchObject({
        code: 'FORBIDDEN',
      });
    }
    const unknown = { ...choice(hall, 0, []), conferenceId: 'none' };
    expect(await refusalOf(appointLeadership(test.db, hall.chair, unknown))).toMatchObject({ code: 'NOT_FOUND' });
  });
});
