import { In, IsNull, Not } from 'typeorm';
import { LeadershipTerm } from '../bloc/leadership-term';
import { type Loader, rowById, rowsBy } from '../graphql/loading/loader';
import { pagesOf } from '../graphql/loading/paging';
import { AgendaItem } from './agenda-item';
import { Conference, ConferenceNature, ConferenceState, Visibility } from './conference';
import { type ConferenceOrder, conferenceOrder } from './conference-order';
import { Delegate } from './delegate';
import { Delegation } from './delegation';
import { Directive } from './directive';
import { KeyTask } from './key-task';
import { MemberAtClosing } from './member-at-closing';
import { narrowToConferences, type WantedConferences } from './narrow-to-conferences';
import { Presence } from './presence';
import { Resolution } from './resolution';
import { narrowToVisible, narrowToVisibleFacts, type VisibilityFilter } from './visibility';

export const conferenceById = rowById(Conference, ['ballotCast', 'ballotChanged', 'pactSigned']);

export const agendaItemById = rowById(AgendaItem);

/** Neither a ballot nor a signature changes who is on the list. */
export const delegateById = rowById(Delegate, ['ballotCast', 'ballotChanged', 'pactSigned']);

/** Rehearsals of each conference in the order they were made: their slugs end in a number, and the tenth comes after the ninth. */
export const rehearsalsByConference = pagesOf<Conference, { readonly visibility: VisibilityFilter }>({
  entity: Conference,
  alias: 'rehearsal',
  parent: 'rehearsal.rehearsesId',
  keys: [{ sql: 'length(rehearsal.slug)', of: ({ slug }) => [...slug].length }, 'slug'],
  narrow: (query, { visibility }) => narrowToVisible(query, 'rehearsal.id', visibility, true),
});

/** A digest of who holds the mandates of each conference; the same for the same holders. */
export const mandateMarkByConference: Loader<string, string> = {
  async read(reader, ids) {
    const rows = await reader.query<{ id: string; mark: string }[]>(
      `select conference_id as id,
        left(md5(string_agg(id || may_vote::text || may_sign::text, ',' order by id)), 12) as mark
      from delegate where conference_id = any($1) and (may_vote or may_sign) group by conference_id`,
      [ids],
    );
    const byId = new Map(rows.map(({ id, mark }) => [id, mark]));
    return ids.map((id) => byId.get(id) ?? '');
  },
};

/** Members kept at the closing of each conference; none before. */
export const membersAtClosing = rowsBy(MemberAtClosing, 'conferenceId', { ordinal: 'ASC' });

export const agendaByConference = rowsBy(AgendaItem, 'conferenceId', { ordinal: 'ASC', code: 'ASC' });

export const delegationsByConference = rowsBy(Delegation, 'conferenceId', { ordinal: 'ASC', code: 'ASC' });

export const directivesByConference = rowsBy(Directive, 'conferenceId', { ordinal: 'ASC', code: 'ASC' });

export const keyTasksByConference = rowsBy(KeyTask, 'conferenceId', { ordinal: 'ASC', code: 'ASC' });

export const resolutionsByConference = rowsBy(Resolution, 'conferenceId', { ordinal: 'ASC', code: 'ASC' });

/** Which conferences, and how they are listed; null for any. */
interface ConferenceFilter extends WantedConferences {
  readonly visibility: VisibilityFilter;
  readonly order: ConferenceOrder | null;
}

/** Conferences of each bloc. */
export const conferencesByBloc = pagesOf<Conference, ConferenceFilter>({
  entity: Conference,
  alias: 'conference',
  parent: 'conference.blocId',
  orderOf: ({ order }) => conferenceOrder(order),
  narrow(query, { visibility, ...wanted }) {
    narrowToVisible(query, 'conference.id', visibility, wanted.rehearsals);
    narrowToConferences(query, wanted);
  },
});

/** Public conferences of each bloc that are in session, no rehearsals, the one opened last first. */
export const inSessionByBloc: Loader<string, readonly Conference[]> = {
  async read(reader, blocIds) {
    const conferences = await reader.find(Conference, {
      where: {
        blocId: In([...blocIds]),
        state: ConferenceState.OPEN,
        visibility: Visibility.PUBLIC,
        nature: Not(ConferenceNature.REHEARSAL),
      },
      order: { openedAt: 'DESC', id: 'ASC' },
    });
    return blocIds.map((blocId) => conferences.filter((conference) => conference.blocId === blocId));
  },
};

export const delegatesByConference = pagesOf<Delegate, null>({
  entity: Delegate,
  alias: 'delegate',
  parent: 'delegate.conferenceId',
  keys: ['ordinal', 'id'],
});

/** Stays in the hall, first check-in first; those that last only, or all. */
export const presencesByConference = pagesOf<Presence, { readonly current: boolean }>({
  entity: Presence,
  alias: 'presence',
  parent: 'presence.conferenceId',
  keys: [{ sql: 'presence.checkedInAt', of: (stay) => stay.checkedInAt.toISOString() }, 'id'],
  narrow: (query, { current }) => void (current && query.andWhere('presence.checkedOutAt is null')),
});

/** What to leave out of the leadership of a bloc or a member. */
interface LeadershipFilter {
  readonly visibility: VisibilityFilter;
  readonly year: number | null;
}

/** Standing terms of each bloc that no rehearsal made, newest year first, the leader before the deputies. */
export const leadershipByBloc = leadershipBy('term.blocId');

/** Standing terms of each member that no rehearsal made, newest year first. */
export const leadershipByMember = leadershipBy('term.memberId');

function leadershipBy(parent: string) {
  return pagesOf<LeadershipTerm, LeadershipFilter>({
    entity: LeadershipTerm,
    alias: 'term',
    parent,
    keys: [
      { sql: '-term.year', of: (term) => -term.year },
      { sql: `case term.role when 'LEADER' then 1 else 2 end`, of: (term) => (term.role === 'LEADER' ? 1 : 2) },
      'ordinal',
      'id',
    ],
    narrow(query, { visibility, year }) {
      query.andWhere('term.supersededAt is null and not term.rehearsal');
      narrowToVisibleFacts(query, 'term.conferenceId', visibility);
      if (year !== null) query.andWhere('term.year = :year', { year });
    },
  });
}

/** Whether each delegate is in the hall. */
export const presentByDelegate: Loader<string, boolean> = {
  async read(reader, ids) {
    const stays = await reader.findBy(Presence, { delegateId: In([...ids]), checkedOutAt: IsNull() });
    const present = new Set(stays.map((stay) => stay.delegateId));
    return ids.map((id) => present.has(id));
  },
};
