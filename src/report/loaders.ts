import { type Loader, rowById, rowsBy } from '../graphql/loading/loader';
import { pagesOf } from '../graphql/loading/paging';
import type { ResultPeriod } from '../indicator/result';
import { ReportedFigure } from './reported-figure';
import { ResultReport } from './result-report';

export const reportById = rowById(ResultReport);

export const figuresByReport = rowsBy(ReportedFigure, 'reportId', { ordinal: 'ASC' });

/** Which reports of a member; null for any. */
interface ReportFilter {
  readonly year: number | null;
  readonly period: ResultPeriod | null;
}

/** Reports of each member, the newest first. */
export const reportsByMember = pagesOf<ResultReport, ReportFilter>({
  entity: ResultReport,
  alias: 'report',
  parent: 'report.memberId',
  keys: [{ sql: '-report.sequence', of: ({ sequence }) => -sequence }],
  narrow(query, { year, period }) {
    if (year !== null) query.andWhere('report.year = :year', { year });
    if (period !== null) query.andWhere('report.period = :period', { period });
  },
});

/** When the entry of a log was written. A key is the stream, a space, and the position. */
export const entryTime: Loader<string, Date | null> = {
  async read(reader, keys) {
    const pairs = keys.map((key) => key.split(' ') as [string, string]);
    const rows = await reader.query<{ key: string; at: Date }[]>(
      `select e.stream || ' ' || e.sequence as key, e.at
       from unnest($1::uuid[], $2::bigint[]) as k (stream, sequence) join event e using (stream, sequence)`,
      [pairs.map(([stream]) => stream), pairs.map(([, sequence]) => sequence)],
    );
    const times = new Map(rows.map(({ key, at }) => [key, at]));
    return keys.map((key) => times.get(key) ?? null);
  },
};
