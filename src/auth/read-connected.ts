import type { EntityManager } from 'typeorm';
import { type Connection, emptyConnection, type PageRequest } from '../graphql/loading/connection';
import { pageOf } from '../graphql/loading/paging';
import { Account } from './account';

/** Those of the accounts online that belong to a conference, by name. */
export function readConnected(
  read: EntityManager,
  conferenceId: string,
  online: readonly string[],
  page: PageRequest,
): Connection<Account> {
  if (online.length === 0) return emptyConnection();
  const query = read
    .createQueryBuilder(Account, 'account')
    .where('account.conferenceId = :conferenceId and account.id = any(:online)', { conferenceId, online: [...online] });
  return pageOf(query, { keys: ['name', 'id'] }, page, { conferenceId });
}
