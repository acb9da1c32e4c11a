import { dateFault } from '../../src/award/date-fault';
import { DecisionStep } from '../../src/award/decision';
import { ProposalState } from '../../src/award/proposal';
import {
  correctionRefusal,
  decisionRefusal,
  isEnded,
  proposalState,
  proposeRefusal,
  rewordRefusal,
  settlementOf,
  stepFault,
  verdictOf,
} from '../../src/award/rules';
import { standingDecisions } from '../../src/award/standing-decisions';
import { ConferenceState } from '../../src/conference/conference';
import { DecisionMethod } from '../../src/conference/resolution';
import { Outcome, PollKind, PollState, type Result } from '../../src/poll/poll';
import { defaultRule } from '../../src/poll/rules';

const { AGREED, VOTED, APPROVED, REFUSED, AWARDED, REVOKED } = DecisionStep;
const { PLANNED, OPEN, CLOSED } = ConferenceState;

function result(outcome: Outcome, votes: Record<string, number> = {}, winners: readonly string[] = []): Result {
  return { outcome, votes, winners, cast: 5, blank: 0 };
}

describe('verdictOf', () => {
  const asked = { rule: defaultRule(false), maxChoices: 2, tieDecision: null };
  const yesNo = (outcome: Outcome) => ({
    ...asked,
    state: PollState.CLOSED,
    kind: PollKind.YES_NO_ABSTAIN,
    result: result(outcome, { YES: 4, NO: 1, ABSTAIN: 0 }),
  });
  const choose = (outcome: Outcome, votes: Record<string, number>, winners: readonly string[]) => ({
    ...asked,
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
    expect(verdictOf({ ...asked, state, kind: PollKind.YES_NO_ABSTAIN, result: null }, null)).toBeNull();
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

  it('follows the counts in who is tied, where they say so: votes of more weight are not more votes', () => {
    const poll = choose(Outcome.TIED, { a: 5, b: 3, c: 2, d: 3 }, ['a']);
    const weighed = { ...poll, result: { ...poll.result, tied: ['b', 'c'] } };
    expect(['b', 'c', 'd'].map((code) => verdictOf(weighed, code))).toEqual(['TIED', 'TIED', 'NOT_PROPOSED']);
  });

  it('proposes whom leader and deputy gave the seat left, and nobody else of the tie', () => {
    const poll = choose(Outcome.TIED, { a: 5, b: 3, c: 3, d: 1 }, ['a']);
    const decision = {
      winners: ['c'],
      leaderId: '1',
      deputyId: '2',
      reason: 'Dẫn đầu',
      decidedAt: '2026-03-20T01:30:00Z',
    };
    const decided = { ...poll, tieDecision: decision };
    expect(['a', 'b', 'c', 'd'].map((code) => verdictOf(decided, code))).toEqual([
      'PROPOSED',
      'NOT_PROPOSED',
      'PROPOSED',
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
    expect(settlementOf([VOTED], null)).toEqual({ proposed: true, method: DecisionMethod.POLL });
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
    [[VOTED], null, ProposalState.PROPOSED],
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
    VOTED: [ProposalState.NOMINATED],
    APPROVED: [ProposalState.PROPOSED],
    REFUSED: [ProposalState.PROPOSED],
    AWARDED: [ProposalState.APPROVED],
    REVOKED: [ProposalState.APPROVED, ProposalState.AWARDED],
    WITHDRAWN: [ProposalState.NOMINATED, ProposalState.PROPOSED],
    RETRACTED: [],
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

describe('dateFault', () => {
  it('finds nothing where dates begin in the year and never run backwards', () => {
    expect(dateFault([], 2025)).toBeNull();
    expect(dateFault([null, '2025-01-01', null, '2025-01-01', '2026-03-02'], 2025)).toBeNull();
  });

  it('names the first date that is too early, and from when on it may be', () => {
    expect(dateFault(['2024-12-31'], 2025)).toEqual({ decidedOn: '2024-12-31', notBefore: '2025-01-01' });
    expect(dateFault(['2025-06-02', null, '2025-06-01', '2025-05-01'], 2025)).toEqual({
      decidedOn: '2025-06-01',
      notBefore: '2025-06-02',
    });
  });
});

describe('standingDecisions', () => {
  const decision = (id: string, step: DecisionStep, correctsId: string | null = null) => ({ id, step, correctsId });

  it('are those nobody corrected, in their order', () => {
    const [a, b] = [decision('a', AGREED), decision('b', APPROVED)];
    expect(standingDecisions([a, b])).toEqual([a, b]);
  });

  it('have the last correction in the place of what it corrects', () => {
    const [a, b] = [decision('a', AGREED), decision('b', APPROVED)];
    const [once, twice] = [decision('c', REFUSED, 'a'), decision('d', VOTED, 'c')];
    expect(standingDecisions([a, b, once, twice])).toEqual([twice, b]);
  });

  it('leave out what had not happened', () => {
    const [a, b] = [decision('a', AGREED), decision('b', APPROVED)];
    expect(standingDecisions([a, b, decision('c', DecisionStep.RETRACTED, 'a')])).toEqual([b]);
  });
});

describe('rewordRefusal', () => {
  it('rewords what is nominated, until the conference is over, and nothing during a vote', () => {
    expect(rewordRefusal(ProposalState.NOMINATED, OPEN, false)).toBeNull();
    expect(rewordRefusal(ProposalState.NOMINATED, CLOSED, false)).toBe('CONFERENCE_STATE');
    expect(rewordRefusal(ProposalState.NOMINATED, OPEN, true)).toBe('POLLS_OPEN');
    const others = Object.values(ProposalState).filter((state) => state !== ProposalState.NOMINATED);
    expect(new Set(others.map((state) => rewordRefusal(state, OPEN, false)))).toEqual(new Set(['PROPOSAL_STATE']));
  });
});

describe('isEnded', () => {
  it('is what may be proposed again', () => {
    expect(Object.values(ProposalState).filter(isEnded).sort()).toEqual(['REFUSED', 'REVOKED', 'WITHDRAWN']);
  });
});

describe('stepFault', () => {
  it('names the act for each step that is none of a decision', () => {
    const faults = Object.values(DecisionStep).map((step) => [step, stepFault(step)] as const);
    expect(Object.fromEntries(faults.filter(([, fault]) => fault))).toEqual({
      WITHDRAWN: { argument: 'step', cure: 'Use `withdrawProposal`.' },
      VOTED: { argument: 'step', cure: 'Use `createPoll`, whose counts settle it.' },
      RETRACTED: { argument: 'step', cure: 'Use `correctDecision` without a `step`.' },
    });
  });
});

describe('correctionRefusal', () => {
  const now = { conference: OPEN, open: false, counted: false };
  const { RETRACTED } = DecisionStep;

  it('takes another step that goes on following, and one that had not happened', () => {
    expect(correctionRefusal([AGREED, APPROVED], 1, REFUSED, now, null)).toBeNull();
    expect(correctionRefusal([AGREED, APPROVED], 1, RETRACTED, now, null)).toBeNull();
    expect(correctionRefusal([APPROVED], 0, REFUSED, { ...now, counted: true }, 'PROPOSED')).toBeNull();
  });

  it('leaves no step that follows from nothing', () => {
    expect(correctionRefusal([AGREED, APPROVED], 0, RETRACTED, now, null)).toBe('PROPOSAL_STATE');
    expect(correctionRefusal([AGREED, APPROVED, AWARDED], 1, REFUSED, now, null)).toBe('PROPOSAL_STATE');
    expect(correctionRefusal([AGREED, APPROVED], 1, AWARDED, now, null)).toBe('PROPOSAL_STATE');
  });

  it('corrects nothing that does not stand', () => {
    for (const place of [-1, 1]) expect(correctionRefusal([AGREED], place, REFUSED, now, null)).toBe('PROPOSAL_STATE');
  });

  it.each([PLANNED, CLOSED])('leaves what was agreed, and agrees to nothing, while it is %s', (conference) => {
    const refusal = (steps: DecisionStep[], place: number, step: DecisionStep) =>
      correctionRefusal(steps, place, step, { ...now, conference }, null);
    expect(refusal([AGREED], 0, RETRACTED)).toBe('CONFERENCE_NOT_OPEN');
    expect(refusal([AGREED, APPROVED], 1, AGREED)).toBe('CONFERENCE_NOT_OPEN');
    expect(refusal([AGREED, APPROVED], 1, REFUSED)).toBeNull();
  });

  it('waits for a poll, and agrees to nothing that was counted', () => {
    expect(correctionRefusal([APPROVED], 0, REFUSED, { ...now, open: true }, 'PROPOSED')).toBe('POLLS_OPEN');
    expect(correctionRefusal([VOTED], 0, AGREED, { ...now, counted: true }, null)).toBe('PROPOSAL_STATE');
    expect(correctionRefusal([VOTED], 0, AGREED, now, null)).toBeNull();
  });
});
