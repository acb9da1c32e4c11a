import { pagesOf } from '../request/connection';
import { rowById } from '../request/loader';
import { Account } from './account';
import { Session } from './session';

export const sessionById = rowById(Session);

/** Accounts of each conference, by name. */
export const accountsByConference = pagesOf<Account, null>({
  entity: Account,
  alias: 'account',
  parent: 'account.conferenceId',
  keys: ['name', 'id'],
});
