import { Decision, DecisionStep } from '../../src/award/decision';
import { lockProposals } from '../../src/award/lock-proposals';
import { proposeAward } from '../../src/award/propose-award';
import { recordDecision } from '../../src/award/record-decision';
import { Conference, ConferenceNature, ConferenceState } from '../../src/conference/conference';
import { Outcome, Poll, PollState } from '../../src/poll/poll';
import { closeConference } from '../support/acts';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, closesYear, type Hall } from '../support/hall';
import { happenedAt, outcomes, untilBlocked } from '../support/log';
import { aPoll } from '../support/poll';
import { whileLogHeld } from '../support/while-log-held';

const { AGREED, APPROVED, REFUSED, AWARDED, REVOKED } = DecisionStep;

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.drop());

/** A hall with one proposal: the flag for its first member. */
async function aProposal(): Promise<{ hall: Hall; proposalId: string }> {
  const hall = await aHall(test.db);
  const receipt = await proposeAward(test.db, hall.secretary, {
    conferenceId: hall.conference.id,
    awardCode: 'CO_TD_CHINH_PHU',
    memberId: at(hall.members, 0).id,
  });
  return { hall, proposalId: receipt.subject };
}

describe('recordDecision', () => {
  it('records a consensus, what the council decides after the closing, and the handing over', async () => {
    const { hall, proposalId } = await aProposal();
    const note = { vi: 'Hội nghị nhất trí', en: null };
    await recordDecision(test.db, hall.secretary, { proposalId, step: AGREED, note });
    await closeConference(test.db, hall.chair, { conferenceId: hall.conference.id });
    await recordDecision(test.db, hall.secretary, {
      proposalId,
      step: APPROVED,
      number: '1234/QĐ-TTg',
      decidedOn: '2026-06-30',
    });
    await recordDecision(test.db, hall.secretary, { proposalId, step: AWARDED });
    await recordDecision(test.db, hall.secretary, { proposalId, step: REVOKED });
    const decisions = await test.db.manager.find(Decision, { where: { proposalId }, order: { ordinal: 'ASC' } });
    expect(decisions).toMatchObject([
      { ordinal: 1, step: AGREED, note },
      { ordinal: 2, step: APPROVED, number: '1234/QĐ-TTg', decidedOn: '2026-06-30' },
      { ordinal: 3, step: AWARDED },
      { ordinal: 4, step: REVOKED },
    ]);
    const log = (await happenedAt(test.db, hall.conference.id)).filter((entry) => entry.kind === 'decisionRecorded');
    expect(log).toMatchObject([
      { data: { step: 'AGREED', from: 'NOMINATED', to: 'PROPOSED', member: at(hall.members, 0).code } },
      { data: { step: 'APPROVED', from: 'PROPOSED', to: 'APPROVED', number: '1234/QĐ-TTg' } },
      { data: { from: 'APPROVED', to: 'AWARDED' } },
      { data: { from: 'AWARDED', to: 'REVOKED' } },
    ]);
    expect(log[0]).toMatchObject({
      subject: proposalId,
      topics: [`conference:${hall.conference.id}`, `proposals:${hall.conference.id}`, `proposal:${proposalId}`],
    });
  });

  it('refuses steps that other acts record', async () => {
    const { hall, proposalId } = await aProposal();
    for (const step of [DecisionStep.VOTED, DecisionStep.WITHDRAWN, DecisionStep.RETRACTED])
      expect(await refusalOf(recordDecision(test.db, hall.secretary, { proposalId, step }))).toMatchObject({
        code: 'BAD_USER_INPUT',
        facts: { argument: 'step', cure: expect.stringMatching(/^Use/) },
      });
  });

  it('refuses a date before the year, or before the step before', async () => {
    const { hall, proposalId } = await aProposal();
    const record = (step: DecisionStep, decidedOn?: string) =>
      recordDecision(test.db, hall.secretary, { proposalId, step, ...(decidedOn ? { decidedOn } : {}) });
    const notBefore = `${closesYear}-01-01`;
    expect(await refusalOf(record(AGREED, '1999-05-01'))).toMatchObject({
      code: 'DECISION_DATE',
      facts: { argument: 'decidedOn', decidedOn: '1999-05-01', notBefore },
    });
    await record(AGREED, notBefore);
    await record(APPROVED, `${closesYear + 1}-06-30`);
    expect(await refusalOf(record(AWARDED, `${closesYear + 1}-06-29`))).toMatchObject({ code: 'DECISION_DATE' });
    await record(AWARDED);
    expect(await refusalOf(record(REVOKED, `${closesYear + 1}-01-01`))).toMatchObject({
      facts: { notBefore: `${closesYear + 1}-06-30` },
    });
    await record(REVOKED, `${closesYear + 1}-06-30`);
  });

  it('follows a counted poll', async () => {
    const { hall, proposalId } = await aProposal();
    const conferenceId = hall.conference.id;
    await aPoll(test.db, { conferenceId, proposalId: proposalId, state: PollState.CLOSED });
    expect(await refusalOf(recordDecision(test.db, hall.secretary, { proposalId, step: AGREED }))).toMatchObject({
      code: 'PROPOSAL_STATE',
      facts: { state: 'PROPOSED' },
    });
    await recordDecision(test.db, hall.secretary, { proposalId, step: REFUSED });
    expect((await happenedAt(test.db, conferenceId)).at(-1)).toMatchObject({
      data: { from: 'PROPOSED', to: 'REFUSED' },
    });
  });

  it('lets the council decide nothing the conference did not propose', async () => {
    const { hall, proposalId } = await aProposal();
    const approve = () => recordDecision(test.db, hall.secretary, { proposalId, step: APPROVED });
    expect(await refusalOf(approve())).toMatchObject({ code: 'PROPOSAL_STATE', facts: { state: 'NOMINATED' } });
    const result = { outcome: Outcome.REJECTED };
    await aPoll(test.db, {
      conferenceId: hall.conference.id,
      proposalId: proposalId,
      state: PollState.CLOSED,
      result,
    });
    expect(await refusalOf(approve())).toMatchObject({ code: 'PROPOSAL_STATE', facts: { state: 'NOT_PROPOSED' } });
  });

  it.each([
    ['while a poll about it is open', PollState.OPEN, 'POLLS_OPEN'],
    ['after a poll about it was set aside', PollState.VOID, null],
    ['while a poll about it is only prepared', PollState.DRAFT, null],
  ])('agrees %s: %s, %s', async (_, state, code) => {
    const { hall, proposalId } = await aProposal();
    await aPoll(test.db, { conferenceId: hall.conference.id, choices: { a: proposalId }, state });
    const agree = recordDecision(test.db, hall.secretary, { proposalId, step: AGREED });
    if (code) expect(await refusalOf(agree)).toMatchObject({ code });
    else await agree;
  });

  it('lets the council decide nothing while a further round is open', async () => {
    const { hall, proposalId } = await aProposal();
    const asked = { conferenceId: hall.conference.id, proposalId: proposalId };
    await aPoll(test.db, { ...asked, state: PollState.CLOSED });
    const round = await aPoll(test.db, { ...asked, ordinal: 2 });
    const approve = recordDecision(test.db, hall.secretary, { proposalId, step: APPROVED });
    expect(await refusalOf(approve)).toMatchObject({
      code: 'POLLS_OPEN',
      facts: { state: 'PROPOSED', polls: [round.id] },
    });
  });

  it('waits for a poll that is just being opened, and then does not agree', async () => {
    const { hall, proposalId } = await aProposal();
    const conferenceId = hall.conference.id;
    const poll = await aPoll(test.db, { conferenceId, proposalId: proposalId, state: PollState.DRAFT });
    const opening = test.db.createQueryRunner();
    await opening.connect();
    await opening.startTransaction();
    await lockProposals(opening.manager, poll);
    const agreeing = refusalOf(recordDecision(test.db, hall.secretary, { proposalId, step: AGREED }));
    await untilBlocked(test.db);
    await opening.manager.update(Poll, poll.id, { state: PollState.OPEN });
    await opening.commitTransaction();
    await opening.release();
    expect(await agreeing).toMatchObject({ code: 'POLLS_OPEN' });
  });

  it('agrees in session only', async () => {
    const { hall, proposalId } = await aProposal();
    await closeConference(test.db, hall.chair, { conferenceId: hall.conference.id });
    expect(await refusalOf(recordDecision(test.db, hall.secretary, { proposalId, step: AGREED }))).toMatchObject({
      code: 'CONFERENCE_NOT_OPEN',
    });
  });

  it('records what became of a proposal of the past', async () => {
    const { hall, proposalId } = await aProposal();
    await recordDecision(test.db, hall.secretary, { proposalId, step: AGREED });
    const past = { nature: ConferenceNature.RECORD, state: ConferenceState.CLOSED };
    await test.db.manager.update(Conference, hall.conference.id, past);
    await recordDecision(test.db, hall.secretary, { proposalId, step: APPROVED });
  });

  it('lets one of two contrary decisions at once stand', async () => {
    const { hall, proposalId } = await aProposal();
    await recordDecision(test.db, hall.secretary, { proposalId, step: AGREED });
    const decide = (step: DecisionStep) => recordDecision(test.db, hall.secretary, { proposalId, step });
    expect(await whileLogHeld(hall, () => outcomes(decide(APPROVED), decide(REFUSED)))).toEqual([
      'PROPOSAL_STATE',
      'done',
    ]);
    expect(await test.db.manager.countBy(Decision, { proposalId })).toBe(2);
  });

  it('is for the desk of that conference', async () => {
    const { hall, proposalId } = await aProposal();
    const other = await aHall(test.db);
    for (const viewer of [at(hall.delegates, 0), hall.observer, other.secretary]) {
      expect(await refusalOf(recordDecision(test.db, viewer, { proposalId, step: AGREED }))).toMatchObject({
        code: 'FORBIDDEN',
      });
    }
    for (const unknown of ['none', hall.bloc.id]) {
      const input = { proposalId: unknown, step: AGREED };
      expect(await refusalOf(recordDecision(test.db, hall.chair, input))).toMatchObject({ code: 'NOT_FOUND' });
    }
  });
});
