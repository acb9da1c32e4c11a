import type { Period } from './use-known';

/** The parts of a year that are reported, as they end. */
export const periods = ['Q1', 'Q2', 'M6', 'Q3', 'M9', 'Q4', 'YEAR'] as const satisfies readonly Period[];

/** The period that an address names; null where it names none. */
export const periodIn = (more: string): Period | null => periods.find((each) => each === more.toUpperCase()) ?? null;

interface Standing {
  readonly year: number;
  readonly period: Period;
  readonly state: string;
}

interface Choice {
  readonly year: number;
  /** What the member owes, soonest first. */
  readonly due: readonly { readonly year: number; readonly period: Period | null }[];
  /** Newest reports of each period. */
  readonly latest: readonly Standing[];
  /** Today, `yyyy-mm-dd`. */
  readonly today: string;
}

/** The period an officer most likely comes for: one that was given back, then what is due first, then the one that runs. */
export function periodToReport({ year, due, latest, today }: Choice): Period {
  const returned = latest.find((report) => report.year === year && report.state === 'RETURNED');
  const owed = due.find((deadline) => deadline.year === year && deadline.period !== null);
  const quarter = (['Q1', 'Q2', 'Q3', 'Q4'] as const)[Math.floor((Number(today.slice(5, 7)) - 1) / 3)] ?? 'Q1';
  return returned?.period ?? owed?.period ?? (today.startsWith(String(year)) ? quarter : 'YEAR');
}
