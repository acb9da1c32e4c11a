import { rowById } from '../graphql/loading/loader';
import { pagesOf } from '../graphql/loading/paging';
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
