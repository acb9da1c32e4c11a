import { Field, InputType } from 'type-graphql';

/** What the input of every act carries. */
@InputType()
export abstract class ActInput {
  @Field(() => String, {
    nullable: true,
    description: 'Makes a retry safe: 8 to 100 characters, new for each request, such as a random UUID.',
  })
  idempotencyKey?: string | null;
}
