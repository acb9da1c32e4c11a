import { In, IsNull } from 'typeorm';
import { LeadershipTerm } from '../bloc/leadership-term';
import { type Loader, rowById, rowsBy } from '../graphql/loading/loader';
import { pagesOf } from '../graphql/loading/paging';
import { AgendaItem } from './agenda-item';
import { Conference } from './conference';
import { Delegate } from './delegate';
import { Delegation } from './delegation';
import { Directive } from './directive';
import { KeyTask } from './key-task';
import { newestFirst } from './newest-first';
import { Presence } from './presence';
import { Resolution } from './resolution';
import { narrowToVisible, narrowToVisibleFacts, type VisibilityFilter } from './visibility';

export const conferenceById = rowById(Conference, ['ballotCast', 'pactSigned']);

export const agendaItemById = rowById(AgendaItem);

/** Neither a ballot nor a signature changes who is on the list. */
export const delegateById = rowById(Delegate, ['ballotCast', 'pactSigned']);

/** Rehearsals of each conference in the order they were made: their slugs end in a number, and the tenth comes after the ninth. */
export const rehearsalsByConference = pagesOf<Conference, { readonly visibility: VisibilityFilter }>({
  entity: Conference,
  alias: 'rehearsal',
  parent: 'rehearsal.rehearsesId',
  keys: [{ sql: 'length(rehearsal.slug)', of: ({ slug }) => [...slug].length }, 'slug'],
  narrow: (query, { visibility }) => narrowToVisible(query, 'rehearsal.id', visibility, true),
});

export const agendaByConference = rowsBy(AgendaItem, 'conferenceId', { ordinal: 'ASC', code: 'ASC' });

export const delegationsByConference = rowsBy(Delegation, 'conferenceId', { ordinal: 'ASC', code: 'ASC' });

export const directivesByConference = rowsBy(Directive, 'conferenceId', { ordinal: 'ASC', code: 'ASC' });

export const keyTasksByConference = rowsBy(KeyTask, 'conferenceId', { ordinal: 'ASC', code: 'ASC' });

export const resolutionsByConference = rowsBy(Resolution, 'conferenceId', { ordinal: 'ASC', code: 'ASC' });

/** Conferences of each bloc, newest first. */
export const conferencesByBloc = pagesOf<
  Conference,
  { readonly visibility: VisibilityFilter; readonly rehearsals: boolean }
>({
  entity: Conference,
  alias: 'conference',
  parent: 'conference.blocId',
  keys: newestFirst,
  direction: 'DESC',
  narrow: (query, { visibility, rehearsals }) => narrowToVisible(query, 'conference.id', visibility, rehearsals),
});

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
