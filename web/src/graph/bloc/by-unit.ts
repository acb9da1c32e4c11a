import type { GraphResult } from './pick';

interface OfUnit {
  readonly unit: string;
  readonly figures: readonly GraphResult[];
}

/** The figures of one indicator that were read, those of the same unit together: they can stand in one chart. */
export function byUnit(results: readonly GraphResult[]): readonly OfUnit[] {
  const figures = results.filter(({ value }) => value !== null);
  const units = [...new Set(figures.map(({ unit }) => unit ?? ''))];
  return units.map((unit) => ({ unit, figures: figures.filter((result) => (result.unit ?? '') === unit) }));
}
