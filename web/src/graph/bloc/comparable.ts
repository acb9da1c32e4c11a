import type { GraphResult } from './pick';

export interface Comparable {
  readonly unit: string;
  readonly figures: readonly GraphResult[];
}

/** The figures of one indicator that can stand beside each other: at least two that were read, in the same unit. */
export function comparable(results: readonly GraphResult[]): readonly Comparable[] {
  const units = [...new Set(results.map(({ unit }) => unit ?? ''))];
  return units
    .map((unit) => ({
      unit,
      figures: results.filter((result) => result.value !== null && (result.unit ?? '') === unit),
    }))
    .filter(({ figures }) => figures.length >= 2);
}
