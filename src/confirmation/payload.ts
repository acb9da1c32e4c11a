import { Ctx, Field, ObjectType } from 'type-graphql';
import { seen } from '../conference/visible';
import type { Context } from '../graphql/context';
import { Payload } from '../graphql/types/payload';
import { pendingActById } from './loaders';
import { PendingAct } from './pending-act';

@ObjectType()
export class PendingActPayload extends Payload {
  pendingActId: string;

  @Field(() => PendingAct, { nullable: true, description: 'The act as it stands now.' })
  pendingAct(@Ctx() ctx: Context): Promise<PendingAct | null> {
    return seen(ctx, pendingActById, this.pendingActId);
  }
}
