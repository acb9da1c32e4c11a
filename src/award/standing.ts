import { type Poll, PollState } from '../poll/poll';
import type { Decision } from './decision';
import type { Asked } from './polls-about';
import type { ProposalState } from './proposal';
import { proposalState, type Settlement, settlementOf, type Verdict, verdictOf } from './rules';
import { standingDecisions } from './standing-decisions';

/** All that says how far a proposal has come. */
export interface ProposalStanding {
  readonly state: ProposalState;
  readonly settlement: Settlement | null;
  /** All that were recorded, corrected ones too. */
  readonly decisions: readonly Decision[];
  /** Those that count now, corrections in the place of what they correct. */
  readonly standing: readonly Decision[];
  /** The latest poll about it that is not void, whatever its state. */
  readonly poll: Poll | null;
  /** The poll about it that takes ballots now, or null; there is never more than one (poll/open-poll). */
  readonly openPoll: Poll | null;
  /** What the last counted poll about it says; null where none was counted. */
  readonly verdict: Verdict | null;
  /** Whether ballots about it were counted; a poll with too few of them counted none. */
  readonly counted: boolean;
}

/** @param asked the polls about it in the order they were made, none of them void */
export function standingOf(decisions: readonly Decision[], asked: readonly Asked[]): ProposalStanding {
  const standing = standingDecisions(decisions);
  const steps = standing.map((decision) => decision.step);
  // A further round that is only prepared or running settles nothing yet: the last one counted stands.
  const counted = asked.findLast(({ poll }) => poll.state === PollState.CLOSED && poll.result?.outcome !== 'TOO_FEW');
  const verdict = counted ? verdictOf(counted.poll, counted.optionCode) : null;
  return {
    state: proposalState(steps, verdict),
    settlement: settlementOf(steps, verdict),
    decisions,
    standing,
    poll: asked.at(-1)?.poll ?? null,
    openPoll: asked.find(({ poll }) => poll.state === PollState.OPEN)?.poll ?? null,
    verdict,
    counted: counted !== undefined,
  };
}
