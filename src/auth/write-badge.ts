import { randomUUID } from 'node:crypto';
import { type EntityManager, In, IsNull } from 'typeorm';
import { now } from '../clock';
import type { Delegate } from '../conference/delegate';
import { Role } from '../graphql/authorize/viewer';
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
 * @param by session of whoever gives it, null for the operator: who may confirm an act rests on it (confirmation)
 */
export async function writeBadge(
  tx: EntityManager,
  holder: Holder,
  ttlMinutes: number,
  by: string | null,
): Promise<NewBadge> {
  return insertBadge(tx, await accountOf(tx, holder), ttlMinutes, by);
}

/** Writes a badge for an account that is there. Needs `holdHouse`. */
export async function insertBadge(
  tx: EntityManager,
  account: Account,
  ttlMinutes: number,
  by: string | null,
): Promise<NewBadge> {
  const [badge] = await badgesOf(tx, [account], ttlMinutes, by);
  return badge as NewBadge;
}

/** The same for many delegates of one conference, by few statements; in their order. */
export async function writeDelegateBadges(
  tx: EntityManager,
  delegates: readonly Delegate[],
  ttlMinutes: number,
  by: string | null,
): Promise<readonly NewBadge[]> {
  const role = Role.DELEGATE;
  const ids = delegates.map(({ id }) => id);
  const known = await tx.findBy(Account, { role, delegateId: In(ids), revokedAt: IsNull() });
  const byDelegate = new Map(known.map((account) => [account.delegateId, account]));
  const fresh = delegates
    .filter(({ id }) => !byDelegate.has(id))
    .map(({ id, conferenceId, name }) => newAccount({ role, name: name.vi, conferenceId, delegateId: id }));
  if (fresh.length > 0) await tx.insert(Account, fresh);
  for (const account of fresh) byDelegate.set(account.delegateId, account);
  return badgesOf(
    tx,
    ids.map((id) => byDelegate.get(id) as Account),
    ttlMinutes,
    by,
  );
}

async function badgesOf(
  tx: EntityManager,
  accounts: readonly Account[],
  ttlMinutes: number,
  by: string | null,
): Promise<NewBadge[]> {
  // At most one unused code per delegate: whoever holds an older one has to ask again, and is missed.
  const ofDelegates = accounts.filter(({ delegateId }) => delegateId).map(({ id }) => id);
  if (ofDelegates.length > 0) {
    await tx.query(
      'update badge set expires_at = $2 where account_id = any($1::uuid[]) and used_at is null and expires_at > $2',
      [ofDelegates, now()],
    );
  }
  const givenAt = now();
  const expiresAt = new Date(givenAt.getTime() + ttlMinutes * 60_000);
  const made = accounts.map((account) => ({ id: randomUUID(), account, code: newCode() }));
  const rows = made.map(({ id, account, code }) => {
    return {
      id,
      accountId: account.id,
      codeHash: secretHash(readCode(code) as string),
      expiresAt,
      usedAt: null,
      givenIn: by,
      givenAt,
    };
  });
  await tx.insert(Badge, rows);
  return made.map(({ id, account, code }) => {
    return { account, code, expiresAt, domainEvent: badgeIssued(account, id, expiresAt) };
  });
}

async function accountOf(tx: EntityManager, holder: Holder): Promise<Account> {
  const { role, name, conferenceId, delegateId } = holder;
  // Two officers may have one name, and neither may come to the other's roles: recoverAccount is for the same account.
  const found =
    role === Role.STAFF
      ? null
      : await tx.findOneBy(Account, {
          role,
          // A delegate's account is theirs even when the list of delegates spells the name anew.
          ...(delegateId === null ? { name, delegateId: IsNull() } : { delegateId }),
          conferenceId: conferenceId ?? IsNull(),
          revokedAt: IsNull(),
        });
  if (found) return found;
  const account = newAccount(holder);
  await tx.insert(Account, account);
  return account;
}

function newAccount(holder: Holder): Account {
  return { ...holder, id: randomUUID(), scopes: [], revokedAt: null };
}
