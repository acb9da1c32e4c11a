import type { Member } from '../bloc/member';
import type { DomainEvent } from '../log/append';
import type { Json } from '../log/canonical';
import type { EventKind } from '../log/kinds';
import { topics } from '../log/topics';
import type { Deadline } from './deadline';

export const deadlineSet = (deadline: Deadline): DomainEvent => eventOf('deadlineSet', deadline, said(deadline));

export function deadlineChanged(before: Deadline, after: Deadline, reason: string): DomainEvent {
  return eventOf('deadlineChanged', after, { before: said(before), after: said(after), reason });
}

export function deadlineWithdrawn(deadline: Deadline, reason: string): DomainEvent {
  return eventOf('deadlineWithdrawn', deadline, { ...said(deadline), reason });
}

/** @param before the day that was recorded until then, null where none was */
export function reportReceived(
  deadline: Deadline,
  member: Member,
  receivedOn: string,
  before: string | null,
): DomainEvent {
  const { kind, year, period } = deadline;
  return eventOf('reportReceived', deadline, {
    ...{ kind, year, period, memberId: member.id, member: member.code, receivedOn, before },
  });
}

function said({ kind, title, year, period, dueOn, latestOn, memberIds }: Deadline): { readonly [key: string]: Json } {
  return { kind, title: title && { vi: title.vi, en: title.en ?? null }, year, period, dueOn, latestOn, memberIds };
}

function eventOf(kind: EventKind, { id, blocId }: Deadline, data: { readonly [key: string]: Json }): DomainEvent {
  return { stream: blocId, kind, subject: id, data, topics: [topics.bloc(blocId)] };
}
