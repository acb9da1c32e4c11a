import { useAll } from '../use-all';
import { GraphAwardsDocument, GraphResultsDocument } from './bloc.documents';
import { proposalsOf, resultsOf } from './pick';

interface YearCounts {
  /** By year; null until they are read. */
  readonly proposals: ReadonlyMap<number, number> | null;
  readonly results: ReadonlyMap<number, number> | null;
}

/** How many award proposals and results are on record for each year. */
export function useYearCounts(slug: string): YearCounts {
  const proposals = useAll(GraphAwardsDocument, slug, proposalsOf).nodes;
  const results = useAll(GraphResultsDocument, slug, resultsOf).nodes;
  return { proposals: proposals && byYear(proposals), results: results && byYear(results) };
}

function byYear(all: readonly { readonly year: number }[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { year } of all) counts.set(year, (counts.get(year) ?? 0) + 1);
  return counts;
}
