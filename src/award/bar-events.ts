import type { Member } from '../bloc/member';
import type { DomainEvent } from '../log/append';
import type { EventKind } from '../log/kinds';
import { topics } from '../log/topics';
import type { Award } from './award';
import type { MemberBar } from './member-bar';

/** `award` is the code of the one award it is barred from; null for every award. */
export const memberBarred = (bar: MemberBar, member: Member, award: Award | null): DomainEvent =>
  barEvent('memberBarred', bar, member, { award: award?.code ?? null, document: bar.document, reason: bar.reason });

/** `before` is the last day it had. */
export const barEnded = (bar: MemberBar, member: Member, before: string | null): DomainEvent =>
  barEvent('barEnded', bar, member, { before, document: bar.document, reason: bar.endReason });

function barEvent(
  kind: EventKind,
  { id, conferenceId, memberId, fromDay, untilDay }: MemberBar,
  member: Member,
  more: { readonly [key: string]: string | null },
): DomainEvent {
  return {
    stream: conferenceId,
    kind,
    subject: id,
    data: { memberId, member: member.code, from: fromDay, until: untilDay, ...more },
    topics: [topics.conference(conferenceId), topics.proposals(conferenceId)],
  };
}
