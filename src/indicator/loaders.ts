import { narrowToVisible, type VisibilityFilter } from '../conference/visibility';
import { pagesOf } from '../graphql/loading/connection';
import { rowById, rowsBy } from '../graphql/loading/loader';
import { Indicator } from './indicator';
import { Result } from './result';

export const indicatorById = rowById(Indicator);

export const indicatorsByBloc = rowsBy(Indicator, 'blocId', {
  ordinal: { direction: 'ASC', nulls: 'LAST' },
  code: 'ASC',
});

const printedOrder = { ordinal: { direction: 'ASC', nulls: 'LAST' }, id: 'ASC' } as const;

export const resultsByMember = rowsBy(Result, 'memberId', { year: 'DESC', ...printedOrder });

export const resultsByConference = rowsBy(Result, 'conferenceId', printedOrder);

/** What to leave out of the results of a bloc. */
export interface ResultFilter {
  readonly visibility: VisibilityFilter;
  readonly year: number | null;
  readonly indicatorCode: string | null;
  readonly memberCode: string | null;
}

/** Results of each bloc, newest year first, in printed order within a year. */
export const resultsByBloc = pagesOf<Result, ResultFilter>({
  entity: Result,
  alias: 'result',
  parent: 'result.blocId',
  keys: [
    { sql: '-result.year', of: (result) => -result.year },
    { sql: 'coalesce(result.ordinal, 2147483647)', of: (result) => result.ordinal ?? 2147483647 },
    'id',
  ],
  narrow(query, { visibility, year, indicatorCode, memberCode }) {
    narrowToVisible(query, 'result.conferenceId', visibility);
    if (year !== null) query.andWhere('result.year = :year', { year });
    if (indicatorCode !== null) {
      query.andWhere(
        'result.indicatorId in (select i.id from indicator i where i.bloc_id = result.blocId and i.code = :indicatorCode)',
        { indicatorCode },
      );
    }
    if (memberCode !== null) {
      query.andWhere(
        'result.memberId in (select m.id from member m where m.bloc_id = result.blocId and m.code = :memberCode)',
        { memberCode },
      );
    }
  },
});
