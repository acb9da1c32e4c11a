import { Field, ObjectType } from 'type-graphql';
import { ConferencePayload } from '../conference/payload';

@ObjectType()
export class RehearsalPayload extends ConferencePayload {
  @Field(() => String, {
    nullable: true,
    description:
      'One-time code of a badge of its chair, good for a day. It is not kept: null for a retry under the same idempotency key. Begin another rehearsal then.',
  })
  chairCode: string | null;
}
