import type { HeldRole } from '../bloc/held-role';
import type { LeadershipTerm } from '../bloc/leadership-term';
import type { Member } from '../bloc/member';
import type { DomainEvent } from '../log/append';
import type { Json } from '../log/canonical';
import type { EventKind } from '../log/kinds';
import { systemStream } from '../log/system-stream';
import { topics } from '../log/topics';
import type { Account } from './account';
import type { Session } from './session';

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

export function badgeRevoked(account: Account, badgeId: string): DomainEvent {
  return {
    stream: systemStream,
    kind: 'badgeRevoked',
    subject: account.id,
    data: { badgeId, role: account.role, conferenceId: account.conferenceId, delegateId: account.delegateId },
    topics: [topics.account(account.id)],
  };
}

export function apiKeyIssued(account: Account, key: Session): DomainEvent {
  return {
    stream: systemStream,
    kind: 'apiKeyIssued',
    subject: account.id,
    data: { ...keyOf(key), name: account.name, scopes: account.scopes },
    topics: [topics.account(account.id)],
  };
}

/** `old` ends when it says now, and whoever holds its sockets ends them then (transport/connections). */
export function apiKeyRotated(account: Account, old: Session, fresh: Session): DomainEvent {
  return {
    stream: systemStream,
    kind: 'apiKeyRotated',
    subject: account.id,
    data: { ...keyOf(fresh), old: keyOf(old), name: account.name },
    topics: [topics.session(old.id)],
  };
}

export function apiKeyLimited(account: Account, key: Session): DomainEvent {
  return {
    stream: systemStream,
    kind: 'apiKeyLimited',
    subject: account.id,
    data: { ...keyOf(key), name: account.name },
    topics: [topics.session(key.id)],
  };
}

function keyOf({ id, expiresAt, conferenceIds }: Session): { readonly [name: string]: Json } {
  return { sessionId: id, expiresAt: expiresAt?.toISOString() ?? null, conferenceIds };
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

/** In the log that is told: of a bloc, of a conference, or the system stream, which ends the connections. */
export function accountRecovered(account: Account, stream: string): DomainEvent {
  return {
    stream,
    kind: 'accountRecovered',
    subject: account.id,
    data: { role: account.role, conferenceId: account.conferenceId, delegateId: account.delegateId },
    topics: stream === systemStream ? [topics.account(account.id)] : [],
  };
}

export function blocRoleGranted(role: HeldRole): DomainEvent {
  return heldRoleEvent('blocRoleGranted', role, {});
}

/** @param before its end until then */
export function blocRoleEnded(role: HeldRole, before: Date | null): DomainEvent {
  return heldRoleEvent('blocRoleEnded', role, { before: before?.toISOString() ?? null });
}

/** What becomes of the offices of a bloc when one hands over. */
export interface OfficeHandover {
  /** The term by which the next office has it. */
  readonly term: LeadershipTerm;
  /** The member that takes over. */
  readonly member: Member;
  /** Roles of offices of other terms as they were before. */
  readonly ended: readonly HeldRole[];
  readonly granted: readonly HeldRole[];
}

/** Whose office it is from now on. One entry for all roles that end and begin. */
export function officeHandedOver({ term, member, ended, granted }: OfficeHandover): DomainEvent {
  const { vi, en } = member.shortName;
  return {
    stream: term.blocId,
    kind: 'officeHandedOver',
    subject: term.id,
    data: {
      year: term.year,
      member: { id: member.id, code: member.code, name: { vi, en: en ?? null } },
      ended: ended.map(({ id, accountId, memberId, termId, validUntil }) => ({
        ...{ heldRoleId: id, accountId, memberId, termId, before: validUntil?.toISOString() ?? null },
      })),
      granted: granted.map(({ id, accountId, validFrom }) => ({
        ...{ heldRoleId: id, accountId, from: validFrom.toISOString() },
      })),
    },
    topics: [topics.bloc(term.blocId)],
  };
}

/** The log of a bloc is for everybody to read, and says of officers whose they are, not their names. */
function heldRoleEvent(kind: EventKind, role: HeldRole, more: { readonly [key: string]: Json }): DomainEvent {
  return {
    stream: role.blocId,
    kind,
    subject: role.id,
    data: {
      role: role.role,
      accountId: role.accountId,
      memberId: role.memberId,
      termId: role.termId,
      from: role.validFrom.toISOString(),
      until: role.validUntil?.toISOString() ?? null,
      ...more,
    },
    topics: [topics.bloc(role.blocId)],
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
