import { Ctx, Field, ObjectType } from 'type-graphql';
import { ConferencePayload } from '../conference/payload';
import { seen } from '../conference/visible';
import type { Context } from '../graphql/context';
import { speakerById } from './loaders';
import { Speaker } from './speaker';

@ObjectType()
export class SpeakerPayload extends ConferencePayload {
  @Field(() => Speaker, { nullable: true, description: 'The speaker as they stand now.' })
  speaker(@Ctx() ctx: Context): Promise<Speaker | null> {
    return seen(ctx, speakerById, this.receipt.subject);
  }
}
