import type { Context } from '../graphql/context';
import { type Poll, PollState } from '../poll/poll';
import type { Decision } from './decision';
import { decisionsByProposal, pollsByProposal } from './loaders';
import type { Asked } from './polls-about';
import type { Proposal, ProposalState } from './proposal';
import { proposalState, type Settlement, settlementOf, verdictOf } from './rules';

/** All that says how far a proposal has come. */
export interface ProposalStanding {
  readonly state: ProposalState;
  readonly settlement: Settlement | null;
  readonly decisions: readonly Decision[];
  /** The latest poll about it that is not void, whatever its state. */
  readonly poll: Poll | null;
  /** The poll about it that takes ballots now, or null; there is never more than one (poll/open-poll). */
  readonly openPoll: Poll | null;
  /** Whether ballots about it were counted; a poll with too few of them counted none. */
  readonly counted: boolean;
}

/** How far a proposal has come: many at once take a fixed number of statements. */
export async function loadStanding(
  ctx: Pick<Context, 'load'>,
  proposal: Pick<Proposal, 'id'>,
): Promise<ProposalStanding> {
  const [decisions, asked] = await Promise.all([
    ctx.load(decisionsByProposal, proposal.id),
    ctx.load(pollsByProposal, proposal.id),
  ]);
  return standingOf(decisions, asked);
}

/** @param asked the polls about it in the order they were made, none of them void */
export function standingOf(decisions: readonly Decision[], asked: readonly Asked[]): ProposalStanding {
  const steps = decisions.map((decision) => decision.step);
  // A further round that is only prepared or running settles nothing yet: the last one counted stands.
  const counted = asked.findLast(({ poll }) => poll.state === PollState.CLOSED && poll.result?.outcome !== 'TOO_FEW');
  const verdict = counted ? verdictOf(counted.poll, counted.optionCode) : null;
  return {
    state: proposalState(steps, verdict),
    settlement: settlementOf(steps, verdict),
    decisions,
    poll: asked.at(-1)?.poll ?? null,
    openPoll: asked.find(({ poll }) => poll.state === PollState.OPEN)?.poll ?? null,
    counted: counted !== undefined,
  };
}
