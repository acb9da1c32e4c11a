import type { DomainEvent } from '../log/append';
import type { Json } from '../log/canonical';
import type { EventKind } from '../log/kinds';
import { topics } from '../log/topics';
import type { PendingAct } from './pending-act';

/** What is asked stays out of the log until it is done: what nobody confirmed has not happened. */
function pendingEvent(pending: PendingAct, kind: EventKind): DomainEvent {
  const { id, conferenceId, targetId, partId, reason } = pending;
  return {
    stream: conferenceId,
    kind,
    subject: id,
    data: { act: pending.kind, targetId, partId, reason, askedBy: askedBy(pending) },
    topics: [topics.conference(conferenceId)],
  };
}

export const actAsked = (pending: PendingAct): DomainEvent => pendingEvent(pending, 'actAsked');

export const actDeclined = (pending: PendingAct, why: string | null): DomainEvent => {
  const event = pendingEvent(pending, 'actDeclined');
  return { ...event, data: { ...event.data, why } };
};

export const actWithdrawn = (pending: PendingAct): DomainEvent => pendingEvent(pending, 'actWithdrawn');

/** The entry of an act that was confirmed: its own, with both who had a part in it. */
export function confirmed(
  event: DomainEvent,
  pending: PendingAct,
  by: { readonly accountId: string; readonly name: string; readonly role: string },
): DomainEvent {
  const { id, conferenceId, reason } = pending;
  const confirmedBy = { id: by.accountId, name: by.name, role: by.role };
  const ofConference = topics.conference(conferenceId);
  return {
    ...event,
    data: { ...event.data, twoKeys: { pendingActId: id, reason, askedBy: askedBy(pending), confirmedBy } },
    topics: event.topics.includes(ofConference) ? event.topics : [...event.topics, ofConference],
  };
}

function askedBy({ askedById: id, askedBy: name, askedByRole: role }: PendingAct): Json {
  return { id, name, role };
}
