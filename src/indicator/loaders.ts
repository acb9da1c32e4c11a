import type { SelectQueryBuilder } from 'typeorm';
import { narrowToVisibleFacts, type VisibilityFilter } from '../conference/visibility';
import { rowById } from '../graphql/loading/loader';
import { pagesOf } from '../graphql/loading/paging';
import { Chronology } from '../graphql/types/chronology';
import { Indicator } from './indicator';
import { Result } from './result';

export const indicatorById = rowById(Indicator);
export const resultById = rowById(Result);

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

/** Which results; null for any. */
interface ResultFilter {
  readonly year: number | null;
  readonly indicatorCode: string | null;
  readonly memberCode: string | null;
}

/** Which of the results of a bloc or a member, and from which end of time. */
interface DatedFilter extends ResultFilter {
  readonly visibility: VisibilityFilter;
  readonly order: Chronology;
}

const printedOrder = [
  { sql: `coalesce(result.ordinal, ${unnumbered})`, of: ({ ordinal }: Result) => ordinal ?? unnumbered },
  'id',
] as const;

/** Results of each bloc, in printed order within a year. */
export const resultsByBloc = resultsBy('result.blocId');

/** Results of each member, in printed order within a year. */
export const resultsByMember = resultsBy('result.memberId');

/** Results reported at each conference, in printed order. */
export const resultsByConference = pagesOf<Result, ResultFilter>({
  entity: Result,
  alias: 'result',
  parent: 'result.conferenceId',
  keys: printedOrder,
  narrow: narrowToWanted,
});

function resultsBy(parent: string) {
  return pagesOf<Result, DatedFilter>({
    entity: Result,
    alias: 'result',
    parent,
    orderOf: ({ order }) => ({
      keys: [
        order === Chronology.OLDEST_FIRST ? 'year' : { sql: '-result.year', of: ({ year }) => -year },
        ...printedOrder,
      ],
    }),
    narrow(query, { visibility, ...filter }) {
      narrowToVisibleFacts(query, 'result.conferenceId', visibility);
      narrowToWanted(query, filter);
    },
  });
}

function narrowToWanted(query: SelectQueryBuilder<Result>, { year, indicatorCode, memberCode }: ResultFilter): void {
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
}
