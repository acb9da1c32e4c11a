import { narrowToVisible, type VisibilityFilter } from '../conference/visibility';
import { rowById } from '../graphql/loading/loader';
import { pagesOf } from '../graphql/loading/paging';
import { Indicator } from './indicator';
import { Result } from './result';

export const indicatorById = rowById(Indicator);

const unnumbered = 2_147_483_647;

/** Indicators of each bloc in its own order, those without a place at the end. */
export const indicatorsByBloc = pagesOf<Indicator, null>({
  entity: Indicator,
  alias: 'indicator',
  parent: 'indicator.blocId',
  keys: [
    {
      sql: `coalesce(indicator.ordinal, ${unnumbered})`,
      of: (indicator) => indicator.ordinal ?? unnumbered,
    },
    'code',
  ],
});

/** What to leave out of the results of a bloc or a member. */
interface ResultFilter {
  readonly visibility: VisibilityFilter;
  readonly year: number | null;
  readonly indicatorCode: string | null;
  readonly memberCode: string | null;
}

const printedOrder = [
  { sql: `coalesce(result.ordinal, ${unnumbered})`, of: ({ ordinal }: Result) => ordinal ?? unnumbered },
  'id',
] as const;

/** Results of each bloc, newest year first, in printed order within a year. */
export const resultsByBloc = resultsBy('result.blocId');

/** Results of each member, newest year first, in printed order within a year. */
export const resultsByMember = resultsBy('result.memberId');

/** Results reported at each conference, in printed order. */
export const resultsByConference = pagesOf<Result, null>({
  entity: Result,
  alias: 'result',
  parent: 'result.conferenceId',
  keys: printedOrder,
});

function resultsBy(parent: string) {
  return pagesOf<Result, ResultFilter>({
    entity: Result,
    alias: 'result',
    parent,
    keys: [{ sql: '-result.year', of: (result) => -result.year }, ...printedOrder],
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
}
