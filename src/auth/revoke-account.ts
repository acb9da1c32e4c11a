import { Field, ID, InputType } from 'type-graphql';
import { now } from '../clock';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed, requireField } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId, found } from '../graphql/context';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { Account } from './account';
import { accountRevoked, holdHouse } from './events';
import { manageRefusal } from './rules';

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
    requireField(viewer, 'Mutation.revokeAccount');
    const account = found(await tx.findOne(Account, { where: { id: accountId }, lock: { mode: 'for_no_key_update' } }));
    if (account.conferenceId !== null) requireAllowed(viewer, 'Mutation.revokeAccount', account.conferenceId);
    const refusal = manageRefusal(viewer.role, account.role);
    if (refusal) throw new Refusal(refusal, { field: 'Mutation.revokeAccount', role: account.role });
    await tx.query('update account set revoked_at = coalesce(revoked_at, $2) where id = $1', [accountId, now()]);
    await tx.query('update session set revoked_at = $2 where account_id = $1 and revoked_at is null', [
      accountId,
      now(),
    ]);
    return accountRevoked(account);
  });
}
