import { narrowToVisible, type VisibilityFilter } from '../conference/visibility';
import { pagesOf } from '../graphql/loading/paging';
import { Movement } from './movement';

/** What to leave out of the movements of a bloc or a member. */
interface MovementFilter {
  readonly visibility: VisibilityFilter;
  readonly year: number | null;
}

const newestYearFirst = [
  { sql: '-movement.year', of: ({ year }: Movement) => -year },
  'ordinal',
  'code',
  'id',
] as const;

/** Movements of each bloc and its members, newest year first. */
export const movementsByBloc = movementsBy('movement.blocId');

/** Movements of each member's own, newest year first. */
export const movementsByMember = movementsBy('movement.memberId');

/** Movements each conference launched, in printed order. */
export const movementsByConference = pagesOf<Movement, null>({
  entity: Movement,
  alias: 'movement',
  parent: 'movement.conferenceId',
  keys: ['year', 'ordinal', 'code', 'id'],
});

function movementsBy(parent: string) {
  return pagesOf<Movement, MovementFilter>({
    entity: Movement,
    alias: 'movement',
    parent,
    keys: newestYearFirst,
    narrow(query, { visibility, year }) {
      narrowToVisible(query, 'movement.conferenceId', visibility);
      if (year !== null) query.andWhere('movement.year = :year', { year });
    },
  });
}
