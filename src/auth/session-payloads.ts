import { Field, ObjectType } from 'type-graphql';
import { ListSize } from '../graphql/loading/list-size';
import { Payload } from '../graphql/types/payload';
import { Instant } from '../graphql/types/scalars';
import { Account } from './account';
import { ApiKey } from './api-key';
import { Badge } from './badge';
import { Session } from './session';

@ObjectType({ description: 'A badge just made: the only moment its code is known.' })
export class IssuedBadge {
  @Field(() => Account, { description: 'Who signs in with it.' })
  account: Account;

  @Field(() => String, { description: 'The one-time code, `XXXX-XXXX-XXXX`.' })
  code: string;

  @Field(() => Instant, { description: 'Until when the code may be used.' })
  expiresAt: Date;
}

@ObjectType()
export class IssueBadgesPayload extends Payload {
  @ListSize(60)
  @Field(() => [IssuedBadge], {
    nullable: true,
    description:
      'The badges in the order asked for; null for a retry: issue them anew then, and only the newest codes are good.',
  })
  badges: readonly IssuedBadge[] | null;
}

@ObjectType()
export class RevokeSessionPayload extends Payload {
  @Field(() => Session, { nullable: true, description: 'The session as it is now.' })
  session: Promise<Session | null>;
}

@ObjectType()
export class RevokeBadgePayload extends Payload {
  @Field(() => Badge, { nullable: true, description: 'The badge as it is now.' })
  badge: Promise<Badge | null>;
}

@ObjectType()
export class RotateApiKeyPayload extends Payload {
  @Field(() => String, {
    nullable: true,
    description: 'The new key, not kept and not shown again; null for a retry: rotate the old one once more.',
  })
  token: string | null;

  @Field(() => ApiKey, { nullable: true, description: 'The new key as it is listed; null for a retry.' })
  apiKey: Promise<ApiKey | null>;

  @Field(() => ApiKey, { nullable: true, description: 'The old key, with the moment it ends.' })
  replaced: Promise<ApiKey | null>;
}

@ObjectType()
export class LimitApiKeyPayload extends Payload {
  @Field(() => ApiKey, { nullable: true, description: 'The key as it is now.' })
  apiKey: Promise<ApiKey | null>;
}
