import { Ctx, Field, ObjectType } from 'type-graphql';
import { seen } from '../conference/visible';
import { loadAsked, targetOf } from '../confirmation/loaders';
import { PendingAct } from '../confirmation/pending-act';
import type { Context } from '../graphql/context';
import { Payload } from '../graphql/types/payload';
import { resultById } from './loaders';
import { Result } from './result';

@ObjectType()
export class AskedResultPayload extends Payload {
  @Field(() => Result, { nullable: true, description: 'The result as it stands now.' })
  async result(@Ctx() ctx: Context): Promise<Result | null> {
    return seen(ctx, resultById, await targetOf(ctx, this.receipt));
  }

  @Field(() => PendingAct, {
    nullable: true,
    description: 'What a second account has to confirm before anything changes; null where it is done.',
  })
  pendingAct(@Ctx() ctx: Context): Promise<PendingAct | null> {
    return loadAsked(ctx, this.receipt);
  }
}
