import { ResultPeriod } from '../indicator/result';
import { DeadlineKind } from './deadline';

/** What a deadline says, as far as it can be wrong by itself. */
export interface DeadlineTerms {
  readonly kind: DeadlineKind;
  readonly title: object | null;
  readonly year: number;
  readonly period: ResultPeriod | null;
  readonly dueOn: string;
  readonly latestOn: string | null;
}

interface Fault {
  readonly argument: string;
  readonly cure: string;
}

const { YEAR, Q1, Q2, Q3, Q4, M6, M9 } = ResultPeriod;

/** Periods that a report of a kind can be about; what is no report is about none. */
const periodsOf: Readonly<Record<DeadlineKind, readonly ResultPeriod[]>> = {
  QUARTER_REPORT: [Q1, Q2, Q3, Q4, M9],
  HALF_YEAR_REPORT: [M6],
  YEAR_REPORT: [YEAR],
  SELF_SCORE: [],
  NOMINATION: [],
  OTHER: [],
};

/** The period of a deadline: as given, or the one there is for its kind. */
export function periodOf(kind: DeadlineKind, given: ResultPeriod | null): ResultPeriod | null {
  const [only, ...others] = periodsOf[kind];
  return given ?? (others.length === 0 ? (only ?? null) : null);
}

/** Everything that is wrong with a deadline by itself. @param terms with the period that `periodOf` gives */
export function deadlineFaults({ kind, title, year, period, dueOn, latestOn }: DeadlineTerms): readonly Fault[] {
  const periods = periodsOf[kind];
  const isOfKind = period === null ? periods.length === 0 : periods.includes(period);
  const wanted = periods.length === 0 ? 'Leave it out: this is no report.' : `Give one of ${periods.join(', ')}.`;
  const away = Number(dueOn.slice(0, 4)) - year;
  return [
    ...(isOfKind ? [] : [{ argument: 'period', cure: wanted }]),
    ...(kind === DeadlineKind.OTHER && !title ? [{ argument: 'title', cure: 'Say what is due.' }] : []),
    ...(Math.abs(away) > 1 ? [{ argument: 'dueOn', cure: 'Give a day within a year of the emulation year.' }] : []),
    ...(latestOn !== null && latestOn < dueOn ? [{ argument: 'latestOn', cure: `Not before ${dueOn}.` }] : []),
  ];
}
