import type { EntityManager } from 'typeorm';
import { type DomainEvent, startLog } from '../log/append';
import { systemStream } from '../log/system-stream';
import { topics } from '../log/topics';
import type { Account } from './account';

/**
 * Takes the head of the system stream before anything else, so that acts on accounts go one after another: two badges
 * for one delegate at once then make one account. Starts the log when this is its first act.
 */
export async function holdHouse(tx: EntityManager): Promise<void> {
  await startLog(tx, systemStream);
  await tx.query('select from log_head where stream = $1 for update', [systemStream]);
}

export function badgeIssued(account: Account, badgeId: string, expiresAt: Date): DomainEvent {
  return {
    stream: systemStream,
    kind: 'badgeIssued',
    subject: account.id,
    data: {
      badgeId,
      role: account.role,
      conferenceId: account.conferenceId,
      delegateId: account.delegateId,
      expiresAt: expiresAt.toISOString(),
    },
    topics: [topics.account(account.id)],
  };
}

export function apiKeyIssued(account: Account, sessionId: string): DomainEvent {
  return {
    stream: systemStream,
    kind: 'apiKeyIssued',
    subject: account.id,
    data: { sessionId, name: account.name, scopes: account.scopes },
    topics: [topics.account(account.id)],
  };
}

export function accountRevoked(account: Account): DomainEvent {
  return {
    stream: systemStream,
    kind: 'accountRevoked',
    subject: account.id,
    data: { role: account.role, conferenceId: account.conferenceId, delegateId: account.delegateId },
    topics: [topics.account(account.id)],
  };
}

export function sessionRevoked(sessionId: string, accountId: string): DomainEvent {
  return {
    stream: systemStream,
    kind: 'sessionRevoked',
    subject: sessionId,
    data: { accountId },
    topics: [topics.session(sessionId)],
  };
}
