import type { EntityManager } from 'typeorm';
import { type Happening, startLog } from '../log/append';
import { houseStream } from '../log/house';
import type { Account } from './account';

/** What somebody waits for who must hear when this account is shut out. */
const accountTopic = (accountId: string) => `account:${accountId}`;

/** What somebody waits for who must hear when this session ends. */
const sessionTopic = (sessionId: string) => `session:${sessionId}`;

/**
 * Takes the head of the house log before anything else, so that acts on accounts go one after another: two badges
 * for one delegate at once then make one account. Starts the log when this is its first act.
 */
export async function holdHouse(tx: EntityManager): Promise<void> {
  await startLog(tx, houseStream);
  await tx.query('select from log_head where stream = $1 for update', [houseStream]);
}

export function badgeIssued(account: Account, badgeId: string, expiresAt: Date): Happening {
  return {
    stream: houseStream,
    kind: 'badgeIssued',
    subject: account.id,
    data: {
      badgeId,
      role: account.role,
      conferenceId: account.conferenceId,
      delegateId: account.delegateId,
      expiresAt: expiresAt.toISOString(),
    },
    topics: [accountTopic(account.id)],
  };
}

export function apiKeyIssued(account: Account, sessionId: string): Happening {
  return {
    stream: houseStream,
    kind: 'apiKeyIssued',
    subject: account.id,
    data: { sessionId, name: account.name, scopes: account.scopes },
    topics: [accountTopic(account.id)],
  };
}

export function accountRevoked(account: Account): Happening {
  return {
    stream: houseStream,
    kind: 'accountRevoked',
    subject: account.id,
    data: { role: account.role, conferenceId: account.conferenceId, delegateId: account.delegateId },
    topics: [accountTopic(account.id)],
  };
}

export function sessionRevoked(sessionId: string, accountId: string): Happening {
  return {
    stream: houseStream,
    kind: 'sessionRevoked',
    subject: sessionId,
    data: { accountId },
    topics: [sessionTopic(sessionId)],
  };
}
