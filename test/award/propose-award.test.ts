import { Award } from '../../src/award/award';
import type { DecisionStep } from '../../src/award/decision';
import { Proposal } from '../../src/award/proposal';
import { type ProposeAwardInput, proposeAward } from '../../src/award/propose-award';
import { recordDecision } from '../../src/award/record-decision';
import { withdrawProposal } from '../../src/award/withdraw-proposal';
import { Conference, ConferenceState } from '../../src/conference/conference';
import { publicViewer } from '../../src/graphql/authorize/viewer';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, closesYear, type Hall } from '../support/hall';
import { happenedAt, outcomes } from '../support/log';
import { whileLogHeld } from '../support/while-log-held';

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.drop());

function flagFor(hall: Hall, place: number): ProposeAwardInput {
  return { conferenceId: hall.conference.id, awardCode: 'CO_TD_CHINH_PHU', memberId: at(hall.members, place).id };
}

function proposals(hall: Hall): Promise<Proposal[]> {
  return test.db.manager.find(Proposal, { where: { conferenceId: hall.conference.id }, order: { ordinal: 'ASC' } });
}

describe('proposeAward', () => {
  it('puts it on the list for the year the conference closes', async () => {
    const hall = await aHall(test.db);
    const reason = { vi: 'Dẫn đầu phong trào', en: 'Led the movement' };
    const receipt = await proposeAward(test.db, hall.secretary, { ...flagFor(hall, 0), reason });
    const [proposal] = await proposals(hall);
    expect(proposal).toMatchObject({ id: receipt.subject, year: closesYear, ordinal: 1, reason });
    expect(await happenedAt(test.db, hall.conference.id)).toMatchObject([
      {
        kind: 'awardProposed',
        subject: proposal?.id,
        topics: [`conference:${hall.conference.id}`, `proposals:${hall.conference.id}`, `proposal:${proposal?.id}`],
        data: { award: 'CO_TD_CHINH_PHU', member: at(hall.members, 0).code, year: closesYear, reason },
      },
    ]);
  });

  it('works before the opening, and no more after the closing', async () => {
    const planned = await aHall(test.db, { state: ConferenceState.PLANNED });
    await proposeAward(test.db, planned.secretary, flagFor(planned, 0));
    const closed = await aHall(test.db, { state: ConferenceState.CLOSED });
    expect(await refusalOf(proposeAward(test.db, closed.secretary, flagFor(closed, 0)))).toMatchObject({
      code: 'CONFERENCE_STATE',
      facts: { state: ConferenceState.CLOSED },
    });
  });

  it('takes the same award for a member once, also of two at once', async () => {
    const hall = await aHall(test.db);
    const propose = () => proposeAward(test.db, hall.secretary, flagFor(hall, 0));
    expect(await whileLogHeld(hall, () => outcomes(propose(), propose()))).toEqual(['PROPOSAL_EXISTS', 'done']);
    await proposeAward(test.db, hall.secretary, {
      ...flagFor(hall, 0),
      ...{ awardCode: 'BK_THU_TUONG', besideReason: 'Thành tích đột xuất' },
    });
    expect(await proposals(hall)).toHaveLength(2);
  });

  it.each([
    ['WITHDRAWN', []],
    ['REFUSED', ['AGREED', 'REFUSED']],
    ['REVOKED', ['AGREED', 'APPROVED', 'REVOKED']],
  ])('takes an award again once it was withdrawn, refused or revoked: %s', async (state, steps) => {
    const hall = await aHall(test.db);
    const { subject: proposalId } = await proposeAward(test.db, hall.secretary, flagFor(hall, 0));
    for (const step of steps as DecisionStep[]) await recordDecision(test.db, hall.secretary, { proposalId, step });
    if (state === 'WITHDRAWN') await withdrawProposal(test.db, hall.secretary, { proposalId, reason: 'Đề nghị nhầm' });
    const propose = () => proposeAward(test.db, hall.secretary, flagFor(hall, 0));
    expect(await whileLogHeld(hall, () => outcomes(propose(), propose()))).toEqual(['PROPOSAL_EXISTS', 'done']);
    expect(await proposals(hall)).toMatchObject([{ id: proposalId, ordinal: 1 }, { ordinal: 2 }]);
  });

  it('numbers proposals made at once without doubles', async () => {
    const hall = await aHall(test.db);
    await Promise.all(hall.members.map((_, place) => proposeAward(test.db, hall.secretary, flagFor(hall, place))));
    expect((await proposals(hall)).map((proposal) => proposal.ordinal)).toEqual([1, 2, 3, 4, 5]);
  });

  it('refuses an unknown award, a stranger, a newcomer and a conference that closes no year', async () => {
    const hall = await aHall(test.db, { members: 2, newcomers: 1 });
    const other = await aHall(test.db);
    const cases: [ProposeAwardInput, string][] = [
      [{ ...flagFor(hall, 0), awardCode: 'CUP' }, 'awardCode'],
      [flagFor(hall, 2), 'memberId'],
    ];
    for (const [input, argument] of cases) {
      expect(await refusalOf(proposeAward(test.db, hall.secretary, input))).toMatchObject({
        code: 'BAD_USER_INPUT',
        facts: { argument },
      });
    }
    const stranger = { ...flagFor(hall, 0), memberId: at(other.members, 0).id };
    expect((await refusalOf(proposeAward(test.db, hall.secretary, stranger))).code).toBe('NOT_FOUND');
    await test.db.manager.update(Conference, hall.conference.id, { closesYear: null });
    expect(await refusalOf(proposeAward(test.db, hall.secretary, flagFor(hall, 0)))).toMatchObject({
      code: 'BAD_USER_INPUT',
      facts: { argument: 'conferenceId' },
    });
  });

  it('is for the desk of that conference', async () => {
    const hall = await aHall(test.db);
    const other = await aHall(test.db);
    for (const viewer of [at(hall.delegates, 0), hall.observer, other.secretary]) {
      expect(await refusalOf(proposeAward(test.db, viewer, flagFor(hall, 0)))).toMatchObject({ code: 'FORBIDDEN' });
    }
    expect(await refusalOf(proposeAward(test.db, publicViewer, flagFor(hall, 0)))).toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    const unknown = { ...flagFor(hall, 0), conferenceId: (await test.db.manager.findOneByOrFail(Award, {})).id };
    expect(await refusalOf(proposeAward(test.db, hall.chair, unknown))).toMatchObject({ code: 'NOT_FOUND' });
  });
});
