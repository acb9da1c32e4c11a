import { Field, ID, ObjectType } from 'type-graphql';
import { Instant } from '../graphql/types/scalars';

/** A session of an app, as the graph shows it (auth/session). */
@ObjectType({ description: 'An API key of a client app. Its token is shown once, when it is made.' })
export class ApiKey {
  @Field(() => ID, { description: 'Its id.' })
  id: string;

  @Field(() => Instant, { description: 'When it was made.' })
  createdAt: Date;

  @Field(() => Instant, {
    nullable: true,
    description: 'When it was last shown, give or take an hour; null for never.',
  })
  lastUsedAt: Date | null;

  @Field(() => Instant, { nullable: true, description: 'When it ends; null for a key without an end.' })
  expiresAt: Date | null;

  @Field(() => Instant, { nullable: true, description: 'When it was ended; null while nobody has.' })
  revokedAt: Date | null;

  accountId: string;
  conferenceIds: string[] | null;
}
