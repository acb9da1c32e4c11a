import type { CombinedError } from '@urql/core';
import { useMemo } from 'react';
import { useWhole } from '../../connection/use-whole';
import { useFresh } from '../use-fresh';
import {
  type IndicatorInOfficeFragment,
  OfficeIndicatorsDocument,
  type OfficeIndicatorsQuery,
  OfficeMemberResultsDocument,
  type OfficeMemberResultsQuery,
} from './results.documents';

export type OfficeIndicator = IndicatorInOfficeFragment;
export type KnownResult = NonNullable<OfficeMemberResultsQuery['member']>['results']['nodes'][number];
export type Period = KnownResult['period'];

const indicatorsIn = ({ bloc }: OfficeIndicatorsQuery) => bloc?.indicators;

interface Indicators {
  /** Null before the first answer. */
  readonly indicators: readonly OfficeIndicator[] | null;
  readonly error: CombinedError | null;
}

/** What the bloc measures, in its order. */
export function useIndicators(slug: string, version: number): Indicators {
  const { data, error } = useFresh(OfficeIndicatorsDocument, { slug }, version);
  const all = useWhole(data?.bloc?.indicators, OfficeIndicatorsDocument, { slug }, indicatorsIn);
  return { indicators: data ? all : null, error };
}

const resultsIn = ({ member }: OfficeMemberResultsQuery) => member?.results;

/** The results of a member for a year, as everybody sees them. */
export function useMemberResults(id: string, year: number, version: number): readonly KnownResult[] {
  const variables = useMemo(() => ({ id, year }), [id, year]);
  const { data } = useFresh(OfficeMemberResultsDocument, variables, version);
  return useWhole(data?.member?.results, OfficeMemberResultsDocument, variables, resultsIn);
}

/** Figures of one period by the id of their indicator; what the member reported itself before what a conference has. */
export function byIndicator(results: readonly KnownResult[], period: Period): ReadonlyMap<string, KnownResult> {
  const figures = results.filter((result) => result.period === period && result.kind === 'FIGURE');
  const ownLast = [...figures].sort((a, b) => Number(a.confirmedAt !== null) - Number(b.confirmedAt !== null));
  return new Map(ownLast.map((result) => [result.indicator.id, result]));
}
