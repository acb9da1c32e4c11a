import { rowsBy } from '../graphql/loading/loader';
import { Movement } from './movement';

export const movementsByBloc = rowsBy(Movement, 'blocId', { year: 'DESC', ordinal: 'ASC', code: 'ASC' });

export const movementsByMember = rowsBy(Movement, 'memberId', { year: 'DESC', ordinal: 'ASC', code: 'ASC' });

export const movementsByConference = rowsBy(Movement, 'conferenceId', { year: 'ASC', ordinal: 'ASC', code: 'ASC' });
