import { Ctx, Field, ObjectType } from 'type-graphql';
import { seen } from '../conference/visible';
import { loadAsked, targetOf } from '../confirmation/loaders';
import { PendingAct } from '../confirmation/pending-act';
import type { Context } from '../graphql/context';
import { Payload } from '../graphql/types/payload';
import { pollById } from './loaders';
import { Poll } from './poll';

@ObjectType()
export class PollPayload extends Payload {
  @Field(() => Poll, { nullable: true, description: 'The poll as it stands now.' })
  async poll(@Ctx() ctx: Context): Promise<Poll | null> {
    return seen(ctx, pollById, await targetOf(ctx, this.receipt));
  }
}

@ObjectType()
export class AskedPollPayload extends PollPayload {
  @Field(() => PendingAct, {
    nullable: true,
    description: 'What a second account has to confirm before anything changes; null where it is done.',
  })
  pendingAct(@Ctx() ctx: Context): Promise<PendingAct | null> {
    return loadAsked(ctx, this.receipt);
  }
}
