import { randomUUID } from 'node:crypto';
import { Electorate, RuleBase } from '../../src/bloc/rule';
import { VotingRule } from '../../src/bloc/voting-rule';
import type { Attendance } from '../../src/conference/attendance';
import { Conference } from '../../src/conference/conference';
import { Delegate } from '../../src/conference/delegate';
import { attendanceByConference } from '../../src/conference/read-attendance';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, closesYear, type Hall } from '../support/hall';

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.drop());

async function attendance(hall: Hall): Promise<Attendance | null | undefined> {
  return (await attendanceByConference.read(test.db.manager, [hall.conference.id]))[0];
}

async function settle(hall: Hall, electorate: Electorate, quorumNumerator: number, quorumDenominator: number) {
  const rule = { electorate, quorumNumerator, quorumDenominator, base: RuleBase.ALL, seats: null };
  await test.db.manager.insert(VotingRule, {
    id: randomUUID(),
    blocId: hall.bloc.id,
    year: closesYear,
    subject: 'RESOLUTION',
    rule: { ...rule, passNumerator: 1, passDenominator: 2, passStrict: true },
  });
}

describe('attendance', () => {
  it.each([
    [5, 4],
    [6, 4],
    [7, 5],
    [10, 7],
  ])('of %i members asks for %i where nothing was settled', async (members, quorum) => {
    const enough = await aHall(test.db, { members, present: quorum });
    expect(await attendance(enough)).toEqual({
      conferenceId: enough.conference.id,
      present: quorum,
      delegates: members + 1,
      members,
      membersPresent: quorum,
      electorate: Electorate.MEMBERS,
      quorum,
      quorate: true,
    });
    const short = await aHall(test.db, { members, present: quorum - 1 });
    expect(await attendance(short)).toMatchObject({ membersPresent: quorum - 1, quorate: false });
  });

  it("goes by the bloc's own rule of the year", async () => {
    const hall = await aHall(test.db, { members: 5, present: 4 });
    await settle(hall, Electorate.MEMBERS, 1, 1);
    expect(await attendance(hall)).toMatchObject({ quorum: 5, quorate: false });
  });

  it('counts a member once, and only with a delegate who may vote for it', async () => {
    const hall = await aHall(test.db, { members: 3, present: 3 });
    const [first, second] = [at(hall.people, 0), at(hall.people, 1)];
    await test.db.manager.update(Delegate, first.id, { mayVote: false });
    await test.db.manager.update(Delegate, second.id, { memberId: at(hall.members, 2).id });
    expect(await attendance(hall)).toMatchObject({ present: 3, membersPresent: 1, members: 3 });
  });

  it('counts delegates with a vote where the rule says so', async () => {
    const hall = await aHall(test.db, { members: 4, newcomers: 1, guests: 2, present: 2 });
    await settle(hall, Electorate.DELEGATES, 1, 2);
    expect(await attendance(hall)).toMatchObject({
      electorate: Electorate.DELEGATES,
      delegates: 7,
      quorum: 2,
      quorate: true,
    });
  });

  it('leaves newcomers out of the year being judged', async () => {
    const hall = await aHall(test.db, { members: 5, newcomers: 1 });
    expect(await attendance(hall)).toMatchObject({ members: 5, membersPresent: 5, present: 7 });
  });

  it('judges the year under way at a conference that closes none, and nobody at one of no year', async () => {
    const hall = await aHall(test.db, { members: 5, newcomers: 1 });
    await test.db.manager.update(Conference, hall.conference.id, { closesYear: null });
    expect(await attendance(hall)).toMatchObject({ members: 6, quorum: 4 });
    await test.db.manager.update(Conference, hall.conference.id, { opensYear: null });
    expect(await attendance(hall)).toMatchObject({ members: 0, quorum: 0, quorate: false });
  });

  it('keeps conferences apart', async () => {
    const halls = [await aHall(test.db, { members: 2 }), await aHall(test.db, { members: 3, present: 0 })];
    const read = await attendanceByConference.read(test.db.manager, [
      ...halls.map((hall) => hall.conference.id),
      randomUUID(),
    ]);
    expect(read).toMatchObject([{ members: 2, present: 3 }, { members: 3, present: 0 }, null]);
  });
});
