import type { ConferenceState } from '../conference/conference';
import type { DecisionMethod } from '../conference/resolution';
import type { Code } from '../errors/codes';
import type { Poll } from '../poll/poll';
import { outcomeOf, tiedOf, winnersOf } from '../poll/tie';
import { type DecisionStep, isAgreement } from './decision';
import type { ProposalState } from './proposal';

/** What a closed poll made of one proposal. A tie for the last seat leaves it to another round; too few ballots make nothing of it. */
export type Verdict = 'PROPOSED' | 'NOT_PROPOSED' | 'TIED';

/** How the conference settled a proposal: whether it goes to the council, and by what method. */
export interface Settlement {
  readonly proposed: boolean;
  readonly method: DecisionMethod;
}

/**
 * What the counted poll says of one proposal; null before it is counted, and for one set aside.
 * @param optionCode code of the proposal among the options, in a poll to choose
 */
export function verdictOf(
  poll: Pick<Poll, 'state' | 'kind' | 'result' | 'tieDecision' | 'rule' | 'maxChoices'>,
  optionCode: string | null,
): Verdict | null {
  if (poll.state !== 'CLOSED' || poll.result === null) return null;
  const outcome = outcomeOf(poll);
  if (outcome === 'TOO_FEW') return null;
  if (poll.kind === 'YES_NO_ABSTAIN') return outcome === 'PASSED' ? 'PROPOSED' : 'NOT_PROPOSED';
  if (optionCode === null) return null;
  if (winnersOf(poll).includes(optionCode)) return 'PROPOSED';
  return outcome === 'TIED' && tiedOf(poll).codes.includes(optionCode) ? 'TIED' : 'NOT_PROPOSED';
}

/** How the conference settled it, or null while it has not. A count goes before a consensus. */
export function settlementOf(steps: readonly DecisionStep[], verdict: Verdict | null): Settlement | null {
  if (verdict === 'PROPOSED' || verdict === 'NOT_PROPOSED')
    return { proposed: verdict === 'PROPOSED', method: 'POLL' as DecisionMethod };
  const agreed = steps.findLast(isAgreement);
  return agreed ? { proposed: true, method: (agreed === 'VOTED' ? 'POLL' : 'CONSENSUS') as DecisionMethod } : null;
}

/** Where a proposal stands. @param steps recorded steps, first to last */
export function proposalState(steps: readonly DecisionStep[], verdict: Verdict | null): ProposalState {
  const decided = steps.findLast((step) => !isAgreement(step));
  if (decided) return decided as string as ProposalState;
  const settled = settlementOf(steps, verdict);
  if (!settled) return 'NOMINATED' as ProposalState;
  return (settled.proposed ? 'PROPOSED' : 'NOT_PROPOSED') as ProposalState;
}

/** The states each step follows from. */
const comesFrom: Readonly<Record<DecisionStep, readonly `${ProposalState}`[]>> = {
  AGREED: ['NOMINATED'],
  VOTED: ['NOMINATED'],
  APPROVED: ['PROPOSED'],
  REFUSED: ['PROPOSED'],
  AWARDED: ['APPROVED'],
  REVOKED: ['APPROVED', 'AWARDED'],
  WITHDRAWN: ['NOMINATED', 'PROPOSED'],
  RETRACTED: [],
};

/**
 * Why a step may not be recorded, or null. The council decides after the conference, so only agreeing needs it in
 * session; nothing is decided while ballots about it are being taken, and what was counted is not agreed without a count.
 * @param polls whether a poll about the proposal is open, and whether one was counted
 */
export function decisionRefusal(
  step: DecisionStep,
  state: ProposalState,
  conference: ConferenceState,
  polls: { readonly open: boolean; readonly counted: boolean },
): Code | null {
  if (step === 'AGREED' && conference !== 'OPEN') return 'CONFERENCE_NOT_OPEN';
  if (polls.open) return 'POLLS_OPEN';
  if (step === 'AGREED' && polls.counted) return 'PROPOSAL_STATE';
  return comesFrom[step].includes(state) ? null : 'PROPOSAL_STATE';
}

/** Why what a proposal says may not be put right any more, or null: nothing is renamed behind a vote. */
export function rewordRefusal(state: ProposalState, conference: ConferenceState, voting: boolean): Code | null {
  if (voting) return 'POLLS_OPEN';
  return state === 'NOMINATED' ? proposeRefusal(conference) : 'PROPOSAL_STATE';
}

/** Why nothing may be proposed at a conference in this state any more, or null. */
export function proposeRefusal(conference: ConferenceState): Code | null {
  return conference === 'CLOSED' ? 'CONFERENCE_STATE' : null;
}

/** Whether the award may be proposed again. */
export function isEnded(state: ProposalState): boolean {
  return state === 'WITHDRAWN' || state === 'REFUSED' || state === 'REVOKED';
}

/** What is wrong with a step somebody gives as a decision, or null. */
export function stepFault(step: DecisionStep): { readonly argument: string; readonly cure: string } | null {
  if (step === 'WITHDRAWN') return { argument: 'step', cure: 'Use `withdrawProposal`.' };
  if (step === 'VOTED') return { argument: 'step', cure: 'Use `createPoll`, whose counts settle it.' };
  return step === 'RETRACTED' ? { argument: 'step', cure: 'Use `correctDecision` without a `step`.' } : null;
}

/**
 * Why the step at a place may not be corrected so, or null: every step must go on following from those before it.
 * @param steps those that stand, first to last
 * @param place of the one to correct; -1 for one that does not stand
 * @param step what takes its place; RETRACTED for nothing
 */
export function correctionRefusal(
  steps: readonly DecisionStep[],
  place: number,
  step: DecisionStep,
  now: { readonly conference: ConferenceState; readonly open: boolean; readonly counted: boolean },
  verdict: Verdict | null,
): Code | null {
  const wrong = steps[place];
  if (wrong === undefined) return 'PROPOSAL_STATE';
  // What a conference agreed on is its own: it stands once that is over.
  if ((isAgreement(wrong) || isAgreement(step)) && now.conference !== 'OPEN') return 'CONFERENCE_NOT_OPEN';
  if (now.open) return 'POLLS_OPEN';
  const corrected = steps.with(place, step).filter((each) => each !== 'RETRACTED');
  const fits = corrected.every((each, index) => {
    const before = proposalState(corrected.slice(0, index), verdict);
    return comesFrom[each].includes(before) && !(each === 'AGREED' && now.counted);
  });
  return fits ? null : 'PROPOSAL_STATE';
}
