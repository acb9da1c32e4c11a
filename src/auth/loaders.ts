import { rowById } from '../graphql/loading/loader';
import { pagesOf } from '../graphql/loading/paging';
import { Account } from './account';
import { Badge } from './badge';
import { Session } from './session';

export const accountById = rowById(Account);

export const badgeById = rowById(Badge);

export const sessionById = rowById(Session);

/** Accounts of each conference, by name. */
export const accountsByConference = pagesOf<Account, null>({
  entity: Account,
  alias: 'account',
  parent: 'account.conferenceId',
  keys: ['name', 'id'],
});
