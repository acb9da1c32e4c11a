import type { Key } from '../graphql/loading/paging';
import type { Conference } from './conference';

/**
 * Keys that, descending, list conferences newest first. One without a day stands at the end of the year it opens:
 * what is only planned comes before what was held that year.
 */
export const newestFirst: readonly Key<Conference>[] = [
  {
    sql: `coalesce(conference.heldOn, make_date(coalesce(conference.opensYear, conference.closesYear + 1, 9999), 12, 31))`,
    of: ({ heldOn, opensYear, closesYear }) =>
      heldOn ?? `${opensYear ?? (closesYear === null ? 9999 : closesYear + 1)}-12-31`,
  },
  'id',
];
