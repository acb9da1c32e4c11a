import { correctDecisionOrAsk } from '../../src/award/correct-decision';
import { correctProposal } from '../../src/award/correct-proposal';
import { Decision, DecisionStep } from '../../src/award/decision';
import { Proposal } from '../../src/award/proposal';
import { proposeAward } from '../../src/award/propose-award';
import { recordDecision } from '../../src/award/record-decision';
import { closeConference, confirm } from '../support/acts';
import { anOpenPoll, logOf } from '../support/ballots';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, type Hall } from '../support/hall';

let test: TestDatabase;
let hall: Hall;
let proposalId: string;
beforeAll(async () => {
  test = await freshDatabase();
});
beforeEach(async () => {
  hall = await aHall(test.db);
  const input = { awardCode: 'CO_TD_CHINH_PHU', memberId: at(hall.members, 0).id, reason: { vi: 'Dẫn đâù' } };
  ({ subject: proposalId } = await proposeAward(test.db, hall.secretary, {
    conferenceId: hall.conference.id,
    ...input,
  } as never));
});
afterAll(() => test.drop());

const reason = 'Sai chính tả';
const grounds = { vi: 'Dẫn đầu phong trào', en: null };
const correct = (viewer = hall.secretary) => correctProposal(test.db, viewer, { proposalId, grounds, reason });
const codeOf = async (work: Promise<unknown>) => (await refusalOf(work)).code;
const agree = () => recordDecision(test.db, hall.secretary, { proposalId, step: DecisionStep.AGREED });
const close = () => closeConference(test.db, hall.chair, { conferenceId: hall.conference.id, idempotencyKey: null });

describe('correctProposal', () => {
  it('puts right what a proposal says, with both in the log and why', async () => {
    await correct();
    expect(await test.db.manager.findOneByOrFail(Proposal, { id: proposalId })).toMatchObject({ reason: grounds });
    expect((await logOf(hall)).at(-1)).toMatchObject({
      kind: 'proposalCorrected',
      data: { reason, before: { grounds: { vi: 'Dẫn đâù' } }, after: { grounds } },
    });
  });

  it('takes a part away where that is said, and leaves what is left out', async () => {
    const change = (parts: object) => correctProposal(test.db, hall.secretary, { proposalId, reason, ...parts });
    const said = async () => test.db.manager.findOneByOrFail(Proposal, { id: proposalId });
    const addressee = { vi: 'Hội đồng Thi đua - Khen thưởng Trung ương', en: null };
    await change({ addressee });
    expect(await said()).toMatchObject({ reason: { vi: 'Dẫn đâù' }, addressee });
    await change({ withoutGrounds: true });
    expect(await said()).toMatchObject({ reason: null, addressee });
    expect((await logOf(hall)).at(-1)).toMatchObject({
      data: { before: { addressee }, after: { grounds: null, addressee } },
    });
    await change({ withoutAddressee: true, grounds });
    expect(await said()).toMatchObject({ reason: grounds, addressee: null });
  });

  it.each([
    ['nothing at all', {}],
    ['what it says already', { grounds: { vi: 'Dẫn đâù', en: null } }],
    ['what is not there taken away', { withoutAddressee: true }],
    ['one part twice over', { grounds, withoutGrounds: true }],
  ])('is refused with %s', async (_, parts) => {
    const refused = correctProposal(test.db, hall.secretary, { proposalId, reason, ...parts });
    expect(await codeOf(refused)).toBe('BAD_USER_INPUT');
  });

  it('changes nothing that is being voted on, was settled, or is over', async () => {
    await anOpenPoll(hall, { proposalId });
    expect(await codeOf(correct())).toBe('POLLS_OPEN');
    const other = await aHall(test.db);
    hall = other;
    const input = { awardCode: 'CO_TD_CHINH_PHU', memberId: at(hall.members, 0).id };
    ({ subject: proposalId } = await proposeAward(test.db, hall.secretary, {
      conferenceId: hall.conference.id,
      ...input,
    } as never));
    await agree();
    expect(await codeOf(correct())).toBe('PROPOSAL_STATE');
  });

  it('is over once the conference is closed, and for the desk of that conference', async () => {
    const stranger = (await aHall(test.db)).secretary;
    for (const viewer of [stranger, hall.observer]) expect(await codeOf(correct(viewer))).toBe('FORBIDDEN');
    await close();
    expect(await codeOf(correct())).toBe('CONFERENCE_STATE');
  });
});

describe('correctDecision', () => {
  const correctStep = async (step: DecisionStep | null, ordinal: number) => {
    const { id } = await test.db.manager.findOneByOrFail(Decision, { proposalId, ordinal });
    return correctDecisionOrAsk(test.db, hall.secretary, { decisionId: id, step, reason, number: '12/QĐ' });
  };

  it('of a wrong consensus, one account undoes while the conference lasts', async () => {
    await agree();
    expect((await correctStep(null, 1)).kind).toBe('decisionCorrected');
  });

  it('after the closing takes two accounts, and nothing may have been decided since', async () => {
    await agree();
    await close();
    await recordDecision(test.db, hall.secretary, { proposalId, step: DecisionStep.REFUSED });
    const asked = await correctStep(DecisionStep.APPROVED, 2);
    expect(asked.kind).toBe('actAsked');
    expect(await test.db.manager.countBy(Decision, { proposalId })).toBe(2);
    expect((await confirm(test.db, hall.chair, asked)).kind).toBe('decisionCorrected');
    expect((await logOf(hall)).at(-1)).toMatchObject({
      data: { from: 'REFUSED', to: 'APPROVED', twoKeys: { reason } },
    });
    const late = await correctStep(DecisionStep.REFUSED, 3);
    await recordDecision(test.db, hall.secretary, { proposalId, step: DecisionStep.AWARDED });
    expect(await codeOf(confirm(test.db, hall.chair, late))).toMatch(/ACT_OUTDATED|PROPOSAL_STATE/);
  });
});
