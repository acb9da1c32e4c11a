import { DecisionStep } from '../../src/award/decision';
import { ProposalState } from '../../src/award/proposal';
import { decisionRefusal, proposalState, proposeRefusal, settlementOf, verdictOf } from '../../src/award/rules';
import { ConferenceState } from '../../src/conference/conference';
import { DecisionMethod } from '../../src/conference/resolution';
import { Outcome, PollKind, PollState, type Result } from '../../src/poll/poll';

const { AGREED, APPROVED, REFUSED, AWARDED, REVOKED } = DecisionStep;
const { PLANNED, OPEN, CLOSED } = ConferenceState;

function result(outcome: Outcome, votes: Record<string, number> = {}, winners: readonly string[] = []): Result {
  return { outcome, votes, winners, cast: 5, blank: 0 };
}

describe('verdictOf', () => {
  const yesNo = (outcome: Outcome) => ({
    state: PollState.CLOSED,
    kind: PollKind.YES_NO_ABSTAIN,
    result: result(outcome, { YES: 4, NO: 1, ABSTAIN: 0 }),
  });
  const choose = (outcome: Outcome, votes: Record<string, number>, winners: readonly string[]) => ({
    state: PollState.CLOSED,
    kind: PollKind.CHOOSE,
    result: result(outcome, votes, winners),
  });

  it('follows a yes/no poll', () => {
    expect(verdictOf(yesNo(Outcome.PASSED), null)).toBe('PROPOSED');
    expect(verdictOf(yesNo(Outcome.REJECTED), null)).toBe('NOT_PROPOSED');
  });

  it.each([PollState.DRAFT, PollState.OPEN, PollState.VOID])('says nothing of a poll that is %s', (state) => {
    expect(verdictOf({ ...yesNo(Outcome.PASSED), state }, null)).toBeNull();
    expect(verdictOf({ state, kind: PollKind.YES_NO_ABSTAIN, result: null }, null)).toBeNull();
  });

  it('says nothing of a poll with too few ballots (TOO_FEW)', () => {
    expect(verdictOf(yesNo(Outcome.TOO_FEW), null)).toBeNull();
    expect(verdictOf(choose(Outcome.TOO_FEW, {}, []), 'a')).toBeNull();
  });

  it('proposes the winners of a poll to choose, and nobody else', () => {
    const poll = choose(Outcome.PASSED, { a: 5, b: 4, c: 1 }, ['a', 'b']);
    expect(['a', 'b', 'c'].map((code) => verdictOf(poll, code))).toEqual(['PROPOSED', 'PROPOSED', 'NOT_PROPOSED']);
    expect(verdictOf(choose(Outcome.REJECTED, { a: 1, b: 1 }, []), 'a')).toBe('NOT_PROPOSED');
  });

  it('says nothing of a poll without a result, or to choose among others', () => {
    expect(verdictOf({ ...yesNo(Outcome.PASSED), result: null }, null)).toBeNull();
    expect(verdictOf(choose(Outcome.PASSED, { a: 5, b: 4 }, ['a']), null)).toBeNull();
  });

  it('leaves those tied for the last seat to another round, and has those behind them lose', () => {
    const poll = choose(Outcome.TIED, { a: 5, b: 3, c: 3, d: 1 }, ['a']);
    expect(['a', 'b', 'c', 'd'].map((code) => verdictOf(poll, code))).toEqual([
      'PROPOSED',
      'TIED',
      'TIED',
      'NOT_PROPOSED',
    ]);
  });
});

describe('settlementOf', () => {
  it('takes a count before a consensus, and a consensus before a tie', () => {
    expect(settlementOf([], null)).toBeNull();
    expect(settlementOf([], 'TIED')).toBeNull();
    expect(settlementOf([APPROVED, AWARDED], null)).toBeNull();
    expect(settlementOf([AGREED], null)).toEqual({ proposed: true, method: DecisionMethod.CONSENSUS });
    expect(settlementOf([AGREED], 'TIED')).toEqual({ proposed: true, method: DecisionMethod.CONSENSUS });
    expect(settlementOf([AGREED], 'NOT_PROPOSED')).toEqual({ proposed: false, method: DecisionMethod.POLL });
    expect(settlementOf([], 'PROPOSED')).toEqual({ proposed: true, method: DecisionMethod.POLL });
  });
});

describe('proposalState', () => {
  it.each([
    [[], null, ProposalState.NOMINATED],
    [[], 'TIED', ProposalState.NOMINATED],
    [[], 'PROPOSED', ProposalState.PROPOSED],
    [[], 'NOT_PROPOSED', ProposalState.NOT_PROPOSED],
    [[AGREED], null, ProposalState.PROPOSED],
    [[AGREED, APPROVED], null, ProposalState.APPROVED],
    [[AGREED, REFUSED], null, ProposalState.REFUSED],
    [[APPROVED, AWARDED], 'PROPOSED', ProposalState.AWARDED],
    [[APPROVED, AWARDED, REVOKED], 'PROPOSED', ProposalState.REVOKED],
  ] as const)('after %j and a count of %s it is %s', (steps, verdict, state) => {
    expect(proposalState(steps, verdict)).toBe(state);
  });
});

describe('decisionRefusal', () => {
  const allowed: Record<DecisionStep, readonly ProposalState[]> = {
    AGREED: [ProposalState.NOMINATED],
    APPROVED: [ProposalState.PROPOSED],
    REFUSED: [ProposalState.PROPOSED],
    AWARDED: [ProposalState.APPROVED],
    REVOKED: [ProposalState.APPROVED, ProposalState.AWARDED],
  };

  const none = { open: false, counted: false };

  it.each(Object.values(DecisionStep))('lets %s follow from its own states only', (step) => {
    const from = Object.values(ProposalState).filter((state) => decisionRefusal(step, state, OPEN, none) === null);
    expect(from).toEqual(allowed[step]);
    const others = Object.values(ProposalState).filter((state) => !from.includes(state));
    const codes = others.map((state) => decisionRefusal(step, state, OPEN, none));
    expect(new Set(codes)).toEqual(new Set(['PROPOSAL_STATE']));
  });

  it('agrees in session only, the council decides at any time', () => {
    expect(
      [PLANNED, OPEN, CLOSED].map((state) => decisionRefusal(AGREED, ProposalState.NOMINATED, state, none)),
    ).toEqual(['CONFERENCE_NOT_OPEN', null, 'CONFERENCE_NOT_OPEN']);
    expect(decisionRefusal(APPROVED, ProposalState.PROPOSED, CLOSED, { open: false, counted: true })).toBeNull();
  });

  it('agrees to nothing that was put to the vote', () => {
    expect(decisionRefusal(AGREED, ProposalState.NOMINATED, OPEN, { open: false, counted: true })).toBe(
      'PROPOSAL_STATE',
    );
  });

  it.each(Object.values(DecisionStep))('records no %s while a poll about it is open', (step) => {
    const codes = Object.values(ProposalState).map((state) =>
      decisionRefusal(step, state, OPEN, { open: true, counted: true }),
    );
    expect(new Set(codes)).toEqual(new Set(['POLLS_OPEN']));
  });
});

describe('proposeRefusal', () => {
  it.each([
    [PLANNED, null],
    [OPEN, null],
    [CLOSED, 'CONFERENCE_STATE'],
  ])('%s', (state, refusal) => {
    expect(proposeRefusal(state)).toBe(refusal);
  });
});
