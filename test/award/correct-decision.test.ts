import { type CorrectDecisionInput } from '../../src/award/correct-decision';
import { Decision, DecisionStep } from '../../src/award/decision';
import { proposeAward } from '../../src/award/propose-award';
import { recordDecision } from '../../src/award/record-decision';
import { withdrawProposal } from '../../src/award/withdraw-proposal';
import { PollState } from '../../src/poll/poll';
import { makeSchema } from '../../src/schema';
import { closeConference, correctDecision, openPoll } from '../support/acts';
import { anOpenPoll } from '../support/ballots';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { dataOf } from '../support/graph';
import { aHall, at, closesYear, type Hall } from '../support/hall';
import { happenedAt } from '../support/log';
import { aPoll } from '../support/poll';

const schema = makeSchema();
const { AGREED, VOTED, APPROVED, REFUSED, AWARDED, WITHDRAWN, RETRACTED } = DecisionStep;
const reason = 'Ghi nhầm số quyết định';

let test: TestDatabase;
let hall: Hall;
let proposalId: string;
beforeAll(async () => {
  test = await freshDatabase();
});
beforeEach(async () => {
  hall = await aHall(test.db);
  proposalId = await propose();
});
afterAll(() => test.drop());

async function propose(): Promise<string> {
  const input = { awardCode: 'CO_TD_CHINH_PHU', memberId: at(hall.members, 0).id };
  return (await proposeAward(test.db, hall.secretary, { conferenceId: hall.conference.id, ...input })).subject;
}

const record = (step: DecisionStep, more: { number?: string; decidedOn?: string } = {}) =>
  recordDecision(test.db, hall.secretary, { proposalId, step, ...more });

const withdraw = (by = hall.secretary) => withdrawProposal(test.db, by, { proposalId, reason });

/** Corrects the step of this number. */
async function correct(ordinal: number, right: Partial<CorrectDecisionInput> = {}, by = hall.secretary) {
  const { id } = await test.db.manager.findOneByOrFail(Decision, { proposalId, ordinal });
  return correctDecision(test.db, by, { decisionId: id, reason, ...right });
}

async function shown(): Promise<unknown> {
  const document = `query ($id: ID!) { awardProposal(id: $id) { state method
    decisions { ordinal step number reason corrects { ordinal } correctedBy { ordinal } } } }`;
  const asked = { document, variables: { id: proposalId }, viewer: hall.chair };
  return ((await dataOf(schema, test.db, asked)) as { awardProposal: unknown }).awardProposal;
}

describe('correctDecision', () => {
  it('puts a right step in the place of a wrong one, and keeps both', async () => {
    await record(AGREED);
    await record(APPROVED, { number: '12/QĐ', decidedOn: `${closesYear + 1}-03-01` });
    await record(AWARDED);
    await correct(2, { step: APPROVED, number: '21/QĐ', decidedOn: `${closesYear + 1}-03-02` });
    expect(await shown()).toMatchObject({
      state: 'AWARDED',
      decisions: [
        { step: 'AGREED', correctedBy: null },
        { number: '12/QĐ', reason: null, corrects: null, correctedBy: { ordinal: 4 } },
        { step: 'AWARDED', correctedBy: null },
        { number: '21/QĐ', reason, corrects: { ordinal: 2 }, correctedBy: null },
      ],
    });
    const log = (await happenedAt(test.db, hall.conference.id)) as readonly { data: { decisionId?: string } }[];
    const [wrong, , right] = log.slice(2);
    expect(right).toMatchObject({
      kind: 'decisionCorrected',
      subject: proposalId,
      data: { corrects: wrong?.data.decisionId, number: '21/QĐ', reason, from: 'AWARDED', to: 'AWARDED' },
    });
    await correct(4, { step: APPROVED, number: '22/QĐ' });
    expect(await shown()).toMatchObject({ decisions: { 3: { correctedBy: { ordinal: 5 } } } });
  });

  it('takes back a consensus that there was not, so that it can be voted on', async () => {
    await record(AGREED);
    await correct(1);
    expect(await shown()).toMatchObject({ state: 'NOMINATED', method: null, decisions: [{}, { step: RETRACTED }] });
    await anOpenPoll(hall, { proposalId });
  });

  it('makes a refusal of an approval', async () => {
    await record(AGREED);
    await record(APPROVED);
    await correct(2, { step: REFUSED });
    expect(await shown()).toMatchObject({ state: 'REFUSED' });
  });

  it('refuses what it says already, and takes each part that differs', async () => {
    await record(AGREED);
    const said = { number: '12/QĐ', decidedOn: `${closesYear + 1}-03-01`, note: { vi: 'Hội đồng', en: null } };
    await record(APPROVED, said);
    const same = { step: APPROVED, ...said };
    expect(await refusalOf(correct(2, same))).toMatchObject({ code: 'BAD_USER_INPUT', facts: { argument: 'step' } });
    const others = [
      { number: '13/QĐ' },
      { decidedOn: `${closesYear + 1}-03-02` },
      { note: { vi: 'Hội đồng tỉnh', en: null } },
      { step: REFUSED },
    ];
    for (const [index, changes] of others.entries()) await correct(2 + index, { ...same, ...changes });
    expect(await shown()).toMatchObject({ state: 'REFUSED' });
  });

  it('refuses what would not follow', async () => {
    const code = async (act: Promise<unknown>) => (await refusalOf(act)).code;
    await record(AGREED);
    await record(APPROVED, { decidedOn: `${closesYear + 1}-03-01` });
    await record(AWARDED, { decidedOn: `${closesYear + 1}-04-01` });
    expect(await code(correct(2))).toBe('PROPOSAL_STATE');
    expect(await code(correct(1, { step: REFUSED }))).toBe('PROPOSAL_STATE');
    for (const step of [VOTED, WITHDRAWN, RETRACTED]) expect(await code(correct(3, { step }))).toBe('BAD_USER_INPUT');
    for (const day of [`${closesYear + 1}-04-02`, `${closesYear - 1}-12-31`])
      expect(await code(correct(2, { step: APPROVED, decidedOn: day }))).toBe('DECISION_DATE');
    await correct(3);
    expect(await code(correct(3))).toBe('PROPOSAL_STATE');
    await closeConference(test.db, hall.chair, { conferenceId: hall.conference.id });
    expect(await code(correct(1, { step: AGREED }))).toBe('CONFERENCE_NOT_OPEN');
    await correct(2, { step: APPROVED, number: '7/QĐ' });
  });

  it('waits for the vote about it', async () => {
    await aPoll(test.db, { conferenceId: hall.conference.id, proposalId, state: PollState.CLOSED });
    await record(REFUSED);
    await aPoll(test.db, { conferenceId: hall.conference.id, proposalId, ordinal: 2 });
    expect(await refusalOf(correct(1))).toMatchObject({ code: 'POLLS_OPEN' });
  });

  it('brings back nothing that was proposed again', async () => {
    await withdraw();
    await propose();
    expect(await refusalOf(correct(1))).toMatchObject({ code: 'PROPOSAL_EXISTS' });
  });

  it('corrects for the desk of that conference', async () => {
    await record(AGREED);
    const other = await aHall(test.db);
    for (const by of [hall.observer, at(hall.delegates, 0), other.secretary])
      expect(await refusalOf(correct(1, {}, by))).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('withdrawProposal', () => {
  it('ends a proposal with its reason, and the award may be proposed again', async () => {
    await record(AGREED);
    await withdraw();
    expect(await shown()).toMatchObject({ state: 'WITHDRAWN', decisions: [{}, { step: 'WITHDRAWN', reason }] });
    expect((await happenedAt(test.db, hall.conference.id)).at(-1)).toMatchObject({
      kind: 'proposalWithdrawn',
      subject: proposalId,
      data: { reason, from: 'PROPOSED', to: 'WITHDRAWN' },
    });
    const again = await propose();
    expect(again).not.toBe(proposalId);
    await anOpenPoll(hall, { proposalId: again });
  });

  it('is taken back by a correction', async () => {
    await withdraw();
    await correct(1);
    expect(await shown()).toMatchObject({ state: 'NOMINATED' });
  });

  it('withdraws nothing that is being voted on or was decided', async () => {
    const poll = await aPoll(test.db, { conferenceId: hall.conference.id, proposalId });
    expect(await refusalOf(withdraw())).toMatchObject({ code: 'POLLS_OPEN', facts: { polls: poll.id } });
    await test.db.query(`update poll set state = 'VOID' where id = $1`, [poll.id]);
    await record(AGREED);
    await record(APPROVED);
    expect(await refusalOf(withdraw())).toMatchObject({ code: 'PROPOSAL_STATE', facts: { state: 'APPROVED' } });
  });

  it('keeps a vote about it from opening', async () => {
    const poll = await aPoll(test.db, { conferenceId: hall.conference.id, proposalId, state: PollState.DRAFT });
    await withdraw();
    const opening = openPoll(test.db, hall.chair, { pollId: poll.id, idempotencyKey: null });
    expect((await refusalOf(opening)).code).toBe('PROPOSAL_STATE');
  });

  it('withdraws for the desk of that conference', async () => {
    const other = await aHall(test.db);
    for (const by of [hall.observer, at(hall.delegates, 0), other.secretary])
      expect(await refusalOf(withdraw(by))).toMatchObject({ code: 'FORBIDDEN' });
  });
});
