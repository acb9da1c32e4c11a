import type { LeadershipTerm } from '../bloc/leadership-term';
import type { Member } from '../bloc/member';
import type { TextPair } from '../graphql/types/text-pair';
import type { DomainEvent } from '../log/append';
import type { Json } from '../log/canonical';
import type { EventKind } from '../log/kinds';
import { topics } from '../log/topics';
import type { AgendaItem } from './agenda-item';
import type { BlocPart } from './bloc-part';
import type { Conference } from './conference';
import type { Delegate } from './delegate';
import type { KeptAtClosing } from './keep-at-closing';
import { inBothLogs } from './told-to-bloc';
import type { Appointed, Appointment } from './write-leadership';

const text = (pair: TextPair): Json => ({ vi: pair.vi, en: pair.en ?? null });

/** `part` is what it rests on of the bloc, as the bloc is now. */
export function conferenceOpened(conference: Conference, part: BlocPart): readonly DomainEvent[] {
  const opened = about(conference, 'conferenceOpened', null);
  return ofConferences(conference, { ...opened, data: { ...opened.data, ...blocPart(part) } });
}

const blocPart = ({ voting, signing, quorum }: BlocPart) => ({ voting, signing, quorum: quorum && { ...quorum } });

/** `finished` is the agenda item that was current and ended with the conference, `kept` what holds of it from now on. */
export function conferenceClosed(
  conference: Conference,
  finished: AgendaItem | null,
  { voting, signing, attendance }: KeptAtClosing,
): readonly DomainEvent[] {
  const closed = about(conference, 'conferenceClosed', finished);
  return ofConferences(conference, {
    ...closed,
    data: { ...closed.data, voting, signing, attendance: { ...attendance } },
  });
}

const ofConferences = (conference: Conference, happened: DomainEvent) =>
  inBothLogs(conference, happened, [topics.conferences(conference.blocId)]);

function about(conference: Conference, kind: EventKind, finished: AgendaItem | null): DomainEvent {
  return {
    stream: conference.id,
    kind,
    subject: conference.id,
    data: {
      slug: conference.slug,
      name: text(conference.name),
      nature: conference.nature,
      ...(finished ? { finished: itemOf(finished) } : {}),
    },
    topics: [
      topics.conference(conference.id),
      topics.bloc(conference.blocId),
      ...(finished ? [topics.agenda(conference.id)] : []),
    ],
  };
}

export function delegateCheckedIn(delegate: Delegate, member: Member | null): DomainEvent {
  return presence(delegate, member, 'delegateCheckedIn');
}

export function delegateCheckedOut(delegate: Delegate, member: Member | null): DomainEvent {
  return presence(delegate, member, 'delegateCheckedOut');
}

function presence(delegate: Delegate, member: Member | null, kind: EventKind): DomainEvent {
  return {
    stream: delegate.conferenceId,
    kind,
    subject: delegate.id,
    data: {
      code: delegate.code,
      name: text(delegate.name),
      member: member && memberOf(member),
      mayVote: delegate.mayVote,
      maySign: delegate.maySign,
    },
    topics: [topics.conference(delegate.conferenceId), topics.attendance(delegate.conferenceId)],
  };
}

export function delegateAdded(delegate: Delegate, member: Member | null): DomainEvent {
  return listed(delegate, 'delegateAdded', { after: delegateOf(delegate, member) });
}

export function delegateWithdrawn(
  before: Delegate,
  after: Delegate,
  member: Member | null,
  reason: string,
): DomainEvent {
  const states = { before: delegateOf(before, member), after: delegateOf(after, member) };
  return listed(before, 'delegateWithdrawn', { ...states, reason });
}

export function delegateCorrected(
  before: readonly [Delegate, Member | null],
  after: readonly [Delegate, Member | null],
  reason: string | null,
): DomainEvent {
  const states = { before: delegateOf(...before), after: delegateOf(...after) };
  return listed(after[0], 'delegateCorrected', { ...states, reason });
}

/** Of both, as they were and as they are; its subject is who has the mandates now. */
export function delegateReplaced(
  member: Member | null,
  giver: readonly [before: Delegate, after: Delegate],
  standIn: readonly [before: Delegate, after: Delegate],
): DomainEvent {
  const both = [standIn, giver];
  return listed(standIn[0], 'delegateReplaced', {
    replaced: giver[0].id,
    before: both.map(([before]) => delegateOf(before, member)),
    after: both.map(([, after]) => delegateOf(after, member)),
  });
}

/** Heard by who follows attendance, and by who waits for a vote: it may be theirs now. */
function listed(delegate: Delegate, kind: EventKind, data: { readonly [key: string]: Json }): DomainEvent {
  const { conferenceId } = delegate;
  return {
    ...{ stream: conferenceId, kind, subject: delegate.id, data },
    topics: [topics.conference(conferenceId), topics.attendance(conferenceId), topics.polls(conferenceId)],
  };
}

function delegateOf(delegate: Delegate, member: Member | null): Json {
  const { id, code, ordinal, name, posts, mayVote, maySign, mandateId, proxyForId, proxyPaper } = delegate;
  return {
    ...{ id, code, ordinal, name: text(name), posts: posts.map(({ title }) => text(title)) },
    member: member && memberOf(member),
    ...{ mayVote, maySign, mandate: mandateId, proxyFor: proxyForId, paper: proxyPaper },
    from: delegate.proxyFrom?.toISOString() ?? null,
    until: delegate.proxyUntil?.toISOString() ?? null,
    withdrawnAt: delegate.withdrawnAt?.toISOString() ?? null,
  };
}

/** `finished` is the item that was current until then. */
export function agendaItemStarted(item: AgendaItem, finished: AgendaItem | null): DomainEvent {
  return agenda(item, 'agendaItemStarted', { finished: finished && itemOf(finished) });
}

export function agendaItemFinished(item: AgendaItem): DomainEvent {
  return agenda(item, 'agendaItemFinished', {});
}

/** `order` has the ids of the items as the agenda reads now. */
export function agendaItemAdded(item: AgendaItem, order: readonly string[]): DomainEvent {
  return agenda(item, 'agendaItemAdded', { session: item.session, order });
}

/** @param before as it read until then */
export function agendaItemCorrected(item: AgendaItem, before: AgendaItem): DomainEvent {
  const reads = ({ title, session }: AgendaItem): Json => ({ title: text(title), session });
  return agenda(item, 'agendaItemCorrected', { before: reads(before), after: reads(item) });
}

/** @param from its place until then, from 1 */
export function agendaItemMoved(item: AgendaItem, from: number, order: readonly string[]): DomainEvent {
  return agenda(item, 'agendaItemMoved', { from, to: item.ordinal, order });
}

export function agendaItemRemoved(item: AgendaItem, order: readonly string[]): DomainEvent {
  return agenda(item, 'agendaItemRemoved', { session: item.session, order });
}

/** @param resumed the item that is current again; null when none was before */
export function agendaStartUndone(item: AgendaItem, resumed: AgendaItem | null): DomainEvent {
  return agenda(item, 'agendaStartUndone', { state: item.state, resumed: resumed && itemOf(resumed) });
}

function agenda(item: AgendaItem, kind: EventKind, more: { readonly [key: string]: Json }): DomainEvent {
  return {
    stream: item.conferenceId,
    kind,
    subject: item.id,
    data: { ...itemOf(item), ...more },
    topics: [topics.conference(item.conferenceId), topics.agenda(item.conferenceId)],
  };
}

/** `terms` has the leader first; `superseded` are the terms of the year that stood until then. */
export function leadershipAppointed(
  { blocId, conferenceId, rehearsal }: Appointment,
  { terms, superseded, members }: Appointed,
): DomainEvent {
  const [leader] = terms;
  if (!leader) throw new Error(`leadershipAppointed: nobody was appointed in bloc ${blocId}`);
  const post = (term: LeadershipTerm): Json => {
    const member = members.get(term.memberId);
    return { termId: term.id, role: term.role, ordinal: term.ordinal, member: member ? memberOf(member) : null };
  };
  return {
    stream: conferenceId ?? blocId,
    kind: 'leadershipAppointed',
    subject: leader.id,
    data: {
      blocId,
      year: leader.year,
      mode: leader.mode,
      terms: terms.map(post),
      superseded: superseded.map(post),
    },
    // A rehearsal changes nothing for the bloc.
    topics: [
      ...(conferenceId === null ? [] : [topics.conference(conferenceId)]),
      ...(rehearsal ? [] : [topics.bloc(blocId)]),
    ],
  };
}

function itemOf(item: AgendaItem): { readonly [key: string]: Json } {
  return { itemId: item.id, code: item.code, ordinal: item.ordinal, title: text(item.title) };
}

function memberOf(member: Member): Json {
  return { id: member.id, code: member.code, name: text(member.shortName) };
}
