import { type EntityManager, In } from 'typeorm';
import { Account } from './account';

/** Those of the accounts online that belong to a conference, by name. */
export function readConnected(
  read: EntityManager,
  conferenceId: string,
  online: readonly string[],
): Promise<Account[]> {
  if (online.length === 0) return Promise.resolve([]);
  return read.find(Account, { where: { conferenceId, id: In([...online]) }, order: { name: 'ASC', id: 'ASC' } });
}
