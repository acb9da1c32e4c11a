import type { LeadershipTerm } from '../bloc/leadership-term';
import type { Member } from '../bloc/member';
import type { TextPair } from '../graphql/types/text-pair';
import type { DomainEvent } from '../log/append';
import type { Json } from '../log/canonical';
import { topics } from '../log/topics';
import type { AgendaItem } from './agenda-item';
import { type Conference, ConferenceNature } from './conference';
import type { Delegate } from './delegate';

const text = (pair: TextPair): Json => ({ vi: pair.vi, en: pair.en ?? null });

export function conferenceOpened(conference: Conference): DomainEvent {
  return about(conference, 'conferenceOpened', null);
}

/** `finished` is the agenda item that was current and ended with the conference. */
export function conferenceClosed(conference: Conference, finished: AgendaItem | null): DomainEvent {
  return about(conference, 'conferenceClosed', finished);
}

function about(conference: Conference, kind: string, finished: AgendaItem | null): DomainEvent {
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
    topics: [topics.conference(conference.id), topics.bloc(conference.blocId)],
  };
}

export function delegateCheckedIn(delegate: Delegate, member: Member | null): DomainEvent {
  return presence(delegate, member, 'delegateCheckedIn');
}

export function delegateCheckedOut(delegate: Delegate, member: Member | null): DomainEvent {
  return presence(delegate, member, 'delegateCheckedOut');
}

function presence(delegate: Delegate, member: Member | null, kind: string): DomainEvent {
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
    topics: [topics.conference(delegate.conferenceId)],
  };
}

/** `finished` is the item that was current until then. */
export function agendaItemStarted(item: AgendaItem, finished: AgendaItem | null): DomainEvent {
  return agenda(item, 'agendaItemStarted', { finished: finished && itemOf(finished) });
}

export function agendaItemFinished(item: AgendaItem): DomainEvent {
  return agenda(item, 'agendaItemFinished', {});
}

function agenda(item: AgendaItem, kind: string, more: { readonly [key: string]: Json }): DomainEvent {
  return {
    stream: item.conferenceId,
    kind,
    subject: item.id,
    data: { ...itemOf(item), ...more },
    topics: [topics.conference(item.conferenceId)],
  };
}

/** `terms` has the leader first; `superseded` are the terms of the year that stood until then. */
export function leadershipAppointed(
  conference: Conference,
  terms: readonly LeadershipTerm[],
  superseded: readonly LeadershipTerm[],
  members: ReadonlyMap<string, Member>,
): DomainEvent {
  const [leader] = terms;
  if (!leader) throw new Error(`leadershipAppointed: conference ${conference.id} appointed nobody`);
  const post = (term: LeadershipTerm): Json => {
    const member = members.get(term.memberId);
    return { termId: term.id, role: term.role, ordinal: term.ordinal, member: member ? memberOf(member) : null };
  };
  return {
    stream: conference.id,
    kind: 'leadershipAppointed',
    subject: leader.id,
    data: {
      blocId: conference.blocId,
      year: leader.year,
      mode: leader.mode,
      terms: terms.map(post),
      superseded: superseded.map(post),
    },
    // A rehearsal changes nothing for the bloc.
    topics:
      conference.nature === ConferenceNature.REHEARSAL
        ? [topics.conference(conference.id)]
        : [topics.conference(conference.id), topics.bloc(conference.blocId)],
  };
}

function itemOf(item: AgendaItem): { readonly [key: string]: Json } {
  return { itemId: item.id, code: item.code, ordinal: item.ordinal, title: text(item.title) };
}

function memberOf(member: Member): Json {
  return { id: member.id, code: member.code, name: text(member.shortName) };
}
