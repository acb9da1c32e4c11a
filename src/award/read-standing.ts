import type { Context } from '../graphql/context';
import { decisionsByProposal, pollsByProposal } from './loaders';
import type { Proposal } from './proposal';
import { type ProposalStanding, standingOf } from './standing';

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
