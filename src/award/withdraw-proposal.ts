import { randomUUID } from 'node:crypto';
import { Field, ID, InputType } from 'type-graphql';
import { now } from '../clock';
import { lockConference } from '../conference/lock-conference';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { Words, words } from '../graphql/types/words';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { Decision, DecisionStep } from './decision';
import { proposalWithdrawn } from './events';
import { holdProposal } from './hold-proposal';
import { ProposalState } from './proposal';
import { decisionRefusal } from './rules';

@InputType({ description: 'Which award proposal to withdraw, and why.' })
export class WithdrawProposalInput extends ActInput {
  @Field(() => ID, { description: 'The proposal; the council has not decided on it yet.' })
  proposalId: string;

  @Field(() => String, { description: 'Why, 3 to 2,000 characters; everybody can read it.' })
  @Words(3, 2000)
  reason: string;
}

/**
 * Takes back a proposal that the council has not decided on. The award may be proposed again, as another proposal.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, POLLS_OPEN, PROPOSAL_STATE
 */
export async function withdrawProposal(db: Database, viewer: Viewer, input: WithdrawProposalInput): Promise<Receipt> {
  const proposalId = asId(input.proposalId);
  const reason = words(input.reason);
  const ask = { act: 'withdrawProposal', about: { proposalId, reason }, idempotencyKey: input.idempotencyKey };
  return act(db, viewer, ask, async (tx) => {
    const { conference, proposal, award, member, standing } = await holdProposal(tx, proposalId, lockConference);
    requireAllowed(viewer, 'Mutation.withdrawProposal', conference.id);
    const polls = { open: standing.openPoll !== null, counted: standing.counted };
    const refusal = decisionRefusal(DecisionStep.WITHDRAWN, standing.state, conference.state, polls);
    if (refusal) throw new Refusal(refusal, { state: standing.state, polls: standing.openPoll?.id ?? null });
    const decision: Decision = {
      ...{ id: randomUUID(), proposalId, ordinal: standing.decisions.length + 1, step: DecisionStep.WITHDRAWN, reason },
      ...{ number: null, decidedOn: null, note: null, correctsId: null, recordedAt: now() },
    };
    await tx.insert(Decision, decision);
    return proposalWithdrawn(proposal, award, member, decision, {
      from: standing.state,
      to: ProposalState.WITHDRAWN,
    });
  });
}
