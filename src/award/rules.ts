import type { ConferenceState } from '../conference/conference';
import type { DecisionMethod } from '../conference/resolution';
import type { Code } from '../errors/codes';
import type { Poll } from '../poll/poll';
import type { DecisionStep } from './decision';
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
export function verdictOf(poll: Pick<Poll, 'state' | 'kind' | 'result'>, optionCode: string | null): Verdict | null {
  if (poll.state !== 'CLOSED' || poll.result === null) return null;
  const { outcome, winners, votes } = poll.result;
  if (outcome === 'TOO_FEW') return null;
  if (poll.kind === 'YES_NO_ABSTAIN') return outcome === 'PASSED' ? 'PROPOSED' : 'NOT_PROPOSED';
  if (optionCode === null) return null;
  if (winners.includes(optionCode)) return 'PROPOSED';
  if (outcome !== 'TIED') return 'NOT_PROPOSED';
  // The tie is for the next seat, so it is among those with the most votes of the rest; fewer votes have lost.
  const most = Math.max(...Object.entries(votes).flatMap(([code, count]) => (winners.includes(code) ? [] : count)));
  const own = Object.hasOwn(votes, optionCode) ? votes[optionCode] : 0;
  return own === most ? 'TIED' : 'NOT_PROPOSED';
}

/** How the conference settled it, or null while it has not. A count goes before a consensus. */
export function settlementOf(steps: readonly DecisionStep[], verdict: Verdict | null): Settlement | null {
  if (verdict === 'PROPOSED' || verdict === 'NOT_PROPOSED')
    return { proposed: verdict === 'PROPOSED', method: 'POLL' as DecisionMethod };
  return steps.some((step) => step === 'AGREED') ? { proposed: true, method: 'CONSENSUS' as DecisionMethod } : null;
}

/** Where a proposal stands. @param steps recorded steps, first to last */
export function proposalState(steps: readonly DecisionStep[], verdict: Verdict | null): ProposalState {
  const decided = steps.findLast((step) => step !== 'AGREED');
  if (decided) return decided as string as ProposalState;
  const settled = settlementOf(steps, verdict);
  if (!settled) return 'NOMINATED' as ProposalState;
  return (settled.proposed ? 'PROPOSED' : 'NOT_PROPOSED') as ProposalState;
}

/** The states each step follows from. */
const comesFrom: Readonly<Record<DecisionStep, readonly `${ProposalState}`[]>> = {
  AGREED: ['NOMINATED'],
  APPROVED: ['PROPOSED'],
  REFUSED: ['PROPOSED'],
  AWARDED: ['APPROVED'],
  REVOKED: ['APPROVED', 'AWARDED'],
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

/** Why nothing may be proposed at a conference in this state any more, or null. */
export function proposeRefusal(conference: ConferenceState): Code | null {
  return conference === 'CLOSED' ? 'CONFERENCE_STATE' : null;
}
