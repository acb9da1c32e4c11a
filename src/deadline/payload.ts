import { Ctx, Field, ObjectType } from 'type-graphql';
import type { Context } from '../graphql/context';
import { Payload } from '../graphql/types/payload';
import { Deadline } from './deadline';
import { deadlineById } from './loaders';

@ObjectType()
export class DeadlinePayload extends Payload {
  @Field(() => Deadline, { nullable: true, description: 'The deadline as it stands now.' })
  deadline(@Ctx() ctx: Context): Promise<Deadline | null> {
    return ctx.load(deadlineById, this.receipt.subject);
  }
}
