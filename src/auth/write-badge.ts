import { randomUUID } from 'node:crypto';
import { type EntityManager, IsNull } from 'typeorm';
import { now } from '../clock';
import type { Role } from '../graphql/authorize/viewer';
import type { DomainEvent } from '../log/append';
import { Account } from './account';
import { Badge } from './badge';
import { badgeIssued } from './events';
import { newCode, readCode, secretHash } from './secret';

/** Whom a badge is for. */
export interface Holder {
  readonly role: Role;
  readonly name: string;
  readonly conferenceId: string | null;
  readonly delegateId: string | null;
}

/** A badge just made: the only moment its code is known. */
export interface NewBadge {
  readonly account: Account;
  /** As printed: `XXXX-XXXX-XXXX`. */
  readonly code: string;
  readonly expiresAt: Date;
  readonly domainEvent: DomainEvent;
}

/**
 * Writes a badge for the holder's account, which is made when there is none that may sign in; earlier codes of a
 * delegate that nobody used are void from now on. Needs `holdHouse`.
 */
export async function writeBadge(tx: EntityManager, holder: Holder, ttlMinutes: number): Promise<NewBadge> {
  const account = await accountOf(tx, holder);
  // At most one unused code per delegate: whoever holds an older one has to ask again, and is missed.
  if (holder.delegateId) {
    await tx.query('update badge set expires_at = $2 where account_id = $1 and used_at is null and expires_at > $2', [
      account.id,
      now(),
    ]);
  }
  const code = newCode();
  const id = randomUUID();
  const expiresAt = new Date(now().getTime() + ttlMinutes * 60_000);
  await tx.insert(Badge, {
    id,
    accountId: account.id,
    codeHash: secretHash(readCode(code) as string),
    expiresAt,
    usedAt: null,
  });
  return { account, code, expiresAt, domainEvent: badgeIssued(account, id, expiresAt) };
}

async function accountOf(tx: EntityManager, holder: Holder): Promise<Account> {
  const { role, name, conferenceId, delegateId } = holder;
  const found = await tx.findOneBy(Account, {
    role,
    // A delegate's account is theirs even when the list of delegates spells the name anew.
    ...(delegateId === null ? { name, delegateId: IsNull() } : { delegateId }),
    conferenceId: conferenceId ?? IsNull(),
    revokedAt: IsNull(),
  });
  if (found) return found;
  const account = tx.create(Account, {
    id: randomUUID(),
    role,
    name,
    conferenceId,
    delegateId,
    scopes: [],
    revokedAt: null,
  });
  await tx.insert(Account, account);
  return account;
}
