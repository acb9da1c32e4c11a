import { Ctx, Field, ObjectType } from 'type-graphql';
import { HeldRole } from '../bloc/held-role';
import { LeadershipTerm } from '../bloc/leadership-term';
import { termById } from '../bloc/loaders';
import { heldRoleById } from '../bloc/read-held-roles';
import type { Context } from '../graphql/context';
import { Payload } from '../graphql/types/payload';
import { ReceiptType } from '../graphql/types/receipt';
import { Instant } from '../graphql/types/scalars';
import type { Receipt } from '../log/append';
import { Account } from './account';
import { ApiKey } from './api-key';
import { accountById } from './loaders';

@ObjectType()
export class AccountPayload extends Payload {
  @Field(() => Account, { nullable: true, description: 'The account as it stands now.' })
  account(@Ctx() ctx: Context): Promise<Account | null> {
    return ctx.load(accountById, this.receipt.subject);
  }
}

@ObjectType()
export class BadgePayload extends AccountPayload {
  @Field(() => String, {
    nullable: true,
    description:
      'The one-time code, `XXXX-XXXX-XXXX`. It is not kept: null for a retry under the same idempotency key. Ask for another badge then.',
  })
  code: string | null;

  @Field(() => Instant, { nullable: true, description: 'Until when the code may be used; null for a retry.' })
  expiresAt: Date | null;
}

@ObjectType()
export class ApiKeyPayload extends AccountPayload {
  @Field(() => String, {
    nullable: true,
    description:
      'The key, for `Authorization: Bearer`. It is not kept: null for a retry under the same idempotency key. `rotateApiKey` gives another then.',
  })
  token: string | null;

  @Field(() => ApiKey, { nullable: true, description: 'The key itself, as it is listed; null for a retry.' })
  apiKey: ApiKey | null;
}

@ObjectType({ description: 'What `signOut` answers.' })
export class SignOutPayload {
  @Field(() => ReceiptType, {
    nullable: true,
    description:
      'Proof that the session is ended; null where it had ended just before, and for an API key, which goes on.',
  })
  receipt: Receipt | null;
}

@ObjectType()
export class HeldRolePayload extends Payload {
  @Field(() => HeldRole, { nullable: true, description: 'The role as it stands now.' })
  heldRole(@Ctx() ctx: Context): Promise<HeldRole | null> {
    return ctx.load(heldRoleById, this.receipt.subject);
  }
}

@ObjectType()
export class OfficePayload extends Payload {
  @Field(() => LeadershipTerm, {
    nullable: true,
    description: 'The term by which the accounts that were named are the office from now on.',
  })
  term(@Ctx() ctx: Context): Promise<LeadershipTerm | null> {
    return ctx.load(termById, this.receipt.subject);
  }
}
