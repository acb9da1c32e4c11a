import { Ctx, Field, ObjectType } from 'type-graphql';
import { seen } from '../conference/visible';
import { loadAsked, targetOf } from '../confirmation/loaders';
import { PendingAct } from '../confirmation/pending-act';
import type { Context } from '../graphql/context';
import { Payload } from '../graphql/types/payload';
import { proposalById } from './loaders';
import { Proposal } from './proposal';

@ObjectType()
export class ProposalPayload extends Payload {
  @Field(() => Proposal, { nullable: true, description: 'The award proposal as it stands now.' })
  async proposal(@Ctx() ctx: Context): Promise<Proposal | null> {
    return seen(ctx, proposalById, await targetOf(ctx, this.receipt));
  }
}

@ObjectType()
export class AskedProposalPayload extends ProposalPayload {
  @Field(() => PendingAct, {
    nullable: true,
    description: 'What a second account has to confirm before anything changes; null where it is done.',
  })
  pendingAct(@Ctx() ctx: Context): Promise<PendingAct | null> {
    return loadAsked(ctx, this.receipt);
  }
}
