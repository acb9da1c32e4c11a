import type { GraphBloc } from './graph-bloc';

/** Every emulation year from the first to the last that anything is known of; years in between belong to the line. */
export function yearsOf({ leadership, conferences, movements }: GraphBloc): readonly number[] {
  const known = [
    ...leadership.map(({ year }) => year),
    ...conferences.nodes.flatMap(({ closesYear, reviewsYear, opensYear }) => [closesYear, reviewsYear, opensYear]),
    ...movements.map(({ year }) => year),
  ].filter((year) => year !== null);
  if (known.length === 0) return [];
  const first = Math.min(...known);
  return Array.from({ length: Math.max(...known) - first + 1 }, (_, index) => first + index);
}
