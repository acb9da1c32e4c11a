import { In, IsNull } from 'typeorm';
import { pagesOf } from '../graphql/loading/connection';
import { type Loader, rowById, rowsBy } from '../graphql/loading/loader';
import { AgendaItem } from './agenda-item';
import { Conference } from './conference';
import { Delegate } from './delegate';
import { Delegation } from './delegation';
import { Directive } from './directive';
import { KeyTask } from './key-task';
import { newestFirst } from './newest-first';
import { Presence } from './presence';
import { Resolution } from './resolution';
import { narrowToVisible, type VisibilityFilter } from './visibility';

export const conferenceById = rowById(Conference, ['ballotCast', 'pactSigned']);

export const agendaItemById = rowById(AgendaItem);

export const delegateById = rowById(Delegate);

export const rehearsalsByConference = rowsBy(Conference, 'rehearsesId', { slug: 'ASC' });

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

/** Whether each delegate is in the hall. */
export const presentByDelegate: Loader<string, boolean> = {
  async read(reader, ids) {
    const stays = await reader.findBy(Presence, { delegateId: In([...ids]), checkedOutAt: IsNull() });
    const present = new Set(stays.map((stay) => stay.delegateId));
    return ids.map((id) => present.has(id));
  },
};
