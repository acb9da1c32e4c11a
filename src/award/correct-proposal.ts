import { ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { lockConference } from '../conference/lock-conference';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { sameText, TextPairInput, textPair } from '../graphql/types/text-pair';
import { Words, words } from '../graphql/types/words';
import { act, asked } from '../log/act';
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

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'True: there are no grounds; not together with `grounds`.',
  })
  withoutGrounds?: boolean | null;

  @Field(() => TextPairInput, { nullable: true, description: 'Council it is put to.' })
  @ValidateNested()
  addressee?: TextPairInput | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'True: it is put to no council; not together with `addressee`.',
  })
  withoutAddressee?: boolean | null;

  @Field(() => String, { description: 'What was wrong, 3 to 2,000 characters; everybody can read it.' })
  @Words(3, 2000)
  reason: string;
}

/**
 * Puts right what a proposal says before it is voted on; whom and what it is for stays: withdraw it and propose anew.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, CONFERENCE_STATE, POLLS_OPEN, PROPOSAL_STATE, BAD_USER_INPUT
 */
export async function correctProposal(db: Database, viewer: Viewer, input: CorrectProposalInput): Promise<Receipt> {
  const proposalId = asId(input.proposalId);
  const reason = words(input.reason);
  const said = rightOf(input);
  const { withoutGrounds, withoutAddressee } = input;
  const about = asked({
    ...{ proposalId, reason, grounds: said.reason, addressee: said.addressee },
    ...{ withoutGrounds: withoutGrounds || null, withoutAddressee: withoutAddressee || null },
  });
  return act(db, viewer, { act: 'correctProposal', about, idempotencyKey: input.idempotencyKey }, async (tx) => {
    const { conference, proposal, award, member, standing } = await holdProposal(tx, proposalId, lockConference);
    requireAllowed(viewer, 'Mutation.correctProposal', conference.id);
    const refusal = rewordRefusal(standing.state, conference.state, standing.openPoll !== null);
    if (refusal) throw new Refusal(refusal, { state: standing.state, conference: conference.state });
    const before = { reason: proposal.reason, addressee: proposal.addressee };
    const after = { ...before, ...said };
    if (sameText(after.reason, before.reason) && sameText(after.addressee, before.addressee))
      throw new Refusal('BAD_USER_INPUT', { argument: 'grounds', cure: 'It says this already. Send what differs.' });
    await tx.update(Proposal, proposalId, after);
    return proposalCorrected(proposal, award, member, after, reason);
  });
}

/** The parts that are given, as they are stored. @throws Refusal BAD_USER_INPUT where one is given and taken away */
function rightOf(input: CorrectProposalInput): Partial<Pick<Proposal, 'reason' | 'addressee'>> {
  const part = (name: 'grounds' | 'addressee', isTaken: boolean | null | undefined) => {
    const given = input[name];
    if (given && isTaken)
      throw new Refusal('BAD_USER_INPUT', { argument: name, cure: 'Give it, or say that there is none: not both.' });
    return isTaken ? null : given ? { ...textPair(given) } : undefined;
  };
  const [reason, addressee] = [part('grounds', input.withoutGrounds), part('addressee', input.withoutAddressee)];
  return { ...(reason === undefined ? {} : { reason }), ...(addressee === undefined ? {} : { addressee }) };
}
