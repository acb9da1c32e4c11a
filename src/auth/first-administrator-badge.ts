import type { Database } from '../database/database';
import { inTransaction } from '../database/transaction';
import { operator, Role } from '../graphql/authorize/viewer';
import { append } from '../log/append';
import { holdHouse } from './hold-house';
import { defaultName } from './rules';
import { writeBadge } from './write-badge';

/** A badge to print for the person at the server's own keyboard. */
export interface PrintedBadge {
  readonly code: string;
  readonly expiresAt: Date;
}

const ttlMinutes = 24 * 60;

/**
 * A badge for the first administrator, or null once an administrator who is not shut out has signed in. Until then each
 * call makes another code; the ones before stay good for their day.
 */
export function firstAdministratorBadge(db: Database): Promise<PrintedBadge | null> {
  return inTransaction(db, async (tx) => {
    await holdHouse(tx);
    const [found] = await tx.query<unknown[]>(seenAdministrator);
    if (found) return null;
    const role = Role.ADMINISTRATOR;
    const holder = { role, name: defaultName(role), conferenceId: null, delegateId: null };
    const { code, expiresAt, domainEvent } = await writeBadge(tx, holder, ttlMinutes, operator.sessionId);
    await append(tx, operator, [domainEvent]);
    return { code, expiresAt };
  });
}

const seenAdministrator = `
  select 1 from account
  where role = 'ADMINISTRATOR' and revoked_at is null
    and (exists (select from session where session.account_id = account.id)
      or exists (select from badge where badge.account_id = account.id and badge.used_at is not null))
  limit 1
`;
