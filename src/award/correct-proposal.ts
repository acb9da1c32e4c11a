import { ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { lockConference } from '../conference/lock-conference';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { TextPairInput, textPair } from '../graphql/types/text-pair';
import { Words, words } from '../graphql/types/words';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { proposalCorrected } from './events';
import { holdProposal } from './hold-proposal';
import { Proposal } from './proposal';
import { rewordRefusal } from './rules';

@InputType({ description: 'What an award proposal says rightly. What is left out stays.' })
export class CorrectProposalInput extends ActInput {
  @Field(() => ID, { description: 'The proposal; the conference has not settled it, and is not voting on it.' })
  proposalId: string;

  @Field(() => TextPairInput, { nullable: true, description: 'Grounds for it.' })
  @ValidateNested()
  grounds?: TextPairInput | null;

  @Field(() => TextPairInput, { nullable: true, description: 'Council it is put to.' })
  @ValidateNested()
  addressee?: TextPairInput | null;

  @Field(() => String, { description: 'What was wrong, 3 to 2,000 characters; everybody can read it.' })
  @Words(3, 2000)
  reason: string;
}

/**
 * Puts right what a proposal says before it is voted on; whom and what it is for stays: withdraw it and propose anew.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, CONFERENCE_STATE, POLLS_OPEN, PROPOSAL_STATE
 */
export async function correctProposal(db: Database, viewer: Viewer, input: CorrectProposalInput): Promise<Receipt> {
  const proposalId = asId(input.proposalId);
  const reason = words(input.reason);
  const grounds = input.grounds ? textPair(input.grounds) : null;
  const addressee = input.addressee ? textPair(input.addressee) : null;
  const about = { proposalId, reason, grounds: grounds && { ...grounds }, addressee: addressee && { ...addressee } };
  return act(db, viewer, { act: 'correctProposal', about, idempotencyKey: input.idempotencyKey }, async (tx) => {
    const { conference, proposal, award, member, standing } = await holdProposal(tx, proposalId, lockConference);
    requireAllowed(viewer, 'Mutation.correctProposal', conference.id);
    const refusal = rewordRefusal(standing.state, conference.state, standing.openPoll !== null);
    if (refusal) throw new Refusal(refusal, { state: standing.state, conference: conference.state });
    const after = { reason: grounds ?? proposal.reason, addressee: addressee ?? proposal.addressee };
    await tx.update(Proposal, proposalId, after);
    return proposalCorrected(proposal, award, member, after, reason);
  });
}
