import { Brackets, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { now } from '../clock';
import type { Connection, PageRequest } from '../graphql/loading/connection';
import { type Order, pageOf, pagesOf } from '../graphql/loading/paging';
import { Account } from './account';
import { Badge } from './badge';
import { Session } from './session';

const oldestFirst: Order<Session> = {
  keys: [{ sql: 'session.createdAt', of: ({ createdAt }) => createdAt.toISOString() }, 'id'],
};

const endingFirst: Order<Badge> = {
  keys: [{ sql: 'badge.expiresAt', of: ({ expiresAt }) => expiresAt.toISOString() }, 'id'],
};

/** Leaves those that have not ended. */
function narrowToHolding(query: SelectQueryBuilder<Session>): void {
  query
    .andWhere('session.revokedAt is null')
    .andWhere(
      new Brackets((either) =>
        either.where('session.expiresAt is null').orWhere('session.expiresAt > :at', { at: now() }),
      ),
    );
}

/** Sessions and keys of each account that have not ended, in the order they were made. */
export const sessionsByAccount = pagesOf<Session, null>({
  entity: Session,
  alias: 'session',
  parent: 'session.accountId',
  ...oldestFirst,
  narrow: narrowToHolding,
});

/** Keys of all apps that have not ended, in the order they were made. */
export function readApiKeys(read: EntityManager, page: PageRequest): Connection<Session> {
  const query = read
    .createQueryBuilder(Session, 'session')
    .where(`session.accountId in (select a.id from account a where a.role = 'APP' and a.revoked_at is null)`);
  narrowToHolding(query);
  return pageOf(query, oldestFirst, page);
}

/** Codes nobody has used yet and that still let somebody in, those that end first before the others. */
export function readBadges(read: EntityManager, conferenceId: string | null, page: PageRequest): Connection<Badge> {
  const query = read
    .createQueryBuilder(Badge, 'badge')
    .innerJoin(Account, 'account', 'account.id = badge.accountId and account.revokedAt is null')
    .where('badge.usedAt is null and badge.expiresAt > :at', { at: now() });
  if (conferenceId !== null) query.andWhere('account.conferenceId = :conferenceId', { conferenceId });
  return pageOf(query, endingFirst, page, { conferenceId });
}

/** Which accounts. */
export interface AccountFilter {
  readonly role?: string | null | undefined;
  readonly conferenceId?: string | null | undefined;
  readonly revoked?: boolean | null | undefined;
}

/** Accounts of all conferences and of none, by name. */
export function readAccounts(read: EntityManager, filter: AccountFilter, page: PageRequest): Connection<Account> {
  const query = read.createQueryBuilder(Account, 'account');
  const { role, conferenceId, revoked } = filter;
  if (role != null) query.andWhere('account.role = :role', { role });
  if (conferenceId != null) query.andWhere('account.conferenceId = :conferenceId', { conferenceId });
  if (revoked != null) query.andWhere(`account.revokedAt is ${revoked ? 'not ' : ''}null`);
  return pageOf(query, { keys: ['name', 'id'] }, page, { role, conferenceId, revoked });
}
