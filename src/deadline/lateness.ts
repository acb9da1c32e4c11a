import { daysBetween } from './calendar';

/** What lateness of so many days costs. */
export interface LatenessBand {
  readonly fromDays: number;
  /** First number of days above it; null for no end. */
  readonly belowDays: number | null;
  /** Taken off; negative. */
  readonly points: number;
}

/**
 * Points off for a late report: 5 for five days or more, 10 for ten or more, 20 for fifteen or more; under five days nothing.
 * Source: draft guidance of the province of Hưng Yên on scoring blocs, 2021, table of penalties. A bloc's own score table may
 * set others.
 */
export const latenessBands: readonly LatenessBand[] = [
  { fromDays: 5, belowDays: 10, points: -5 },
  { fromDays: 10, belowDays: 15, points: -10 },
  { fromDays: 15, belowDays: null, points: -20 },
];

/** The last day on which something due is not late. */
export const lastDayOf = ({ dueOn, latestOn }: { readonly dueOn: string; readonly latestOn: string | null }): string =>
  latestOn ?? dueOn;

/** Calendar days after the last day in time, 0 in time. @param on day it came, or today for what has not come */
export const daysLate = (lastDay: string, on: string): number => Math.max(0, daysBetween(lastDay, on));

/** The band of a lateness; null in time and for fewer days than the first band has. */
export function bandOf(days: number): LatenessBand | null {
  return latenessBands.find(({ fromDays, belowDays }) => days >= fromDays && days < (belowDays ?? Infinity)) ?? null;
}
