import { Field, ID, InputType } from 'type-graphql';
import { now } from '../clock';
import type { Database } from '../database/database';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { accountRevoked } from './events';
import { holdHouse } from './hold-house';
import { lockManaged } from './lock-managed';

@InputType({ description: 'Whom to shut out.' })
export class RevokeAccountInput {
  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field(() => String, {
    nullable: true,
    description: 'Makes a retry safe: 8 to 100 characters, new for each request.',
  })
  idempotencyKey?: string | null;
}

/**
 * Shuts an account out for good: its sessions end, its badges and keys are worth nothing, its sockets are closed.
 * What it did stays. The person may get a badge again, for a new account. Doing it twice only says so twice.
 * @throws Refusal UNAUTHENTICATED, FORBIDDEN, NOT_FOUND
 */
export function revokeAccount(db: Database, viewer: Viewer, input: RevokeAccountInput): Promise<Receipt> {
  const accountId = asId(input.accountId);
  const ask = { act: 'revokeAccount', about: { accountId }, idempotencyKey: input.idempotencyKey, first: holdHouse };
  return act(db, viewer, ask, async (tx) => {
    const account = await lockManaged(tx, viewer, 'Mutation.revokeAccount', accountId);
    await tx.query('update account set revoked_at = coalesce(revoked_at, $2) where id = $1', [accountId, now()]);
    await tx.query('update session set revoked_at = $2 where account_id = $1 and revoked_at is null', [
      accountId,
      now(),
    ]);
    return accountRevoked(account);
  });
}
