import type { Code } from '../errors/codes';
import type { ResultReport } from './result-report';
import { ReportState } from './result-report';

/** What is wrong with one figure of a report, by its place from 1. */
export interface FigureFault {
  readonly figure: number;
  readonly indicatorId: string;
  readonly fault: 'NO_INDICATOR' | 'TWICE';
}

/**
 * Everything that is wrong with the figures of a report: indicators that the bloc has not, and those that are named again.
 * How a figure is written is never wrong; what cannot be read in one way is stored with a flag.
 * @param known ids of the indicators of the bloc
 */
export function figureFaults(indicatorIds: readonly string[], known: ReadonlySet<string>): readonly FigureFault[] {
  return indicatorIds.flatMap((indicatorId, index): FigureFault[] => {
    const at = { figure: index + 1, indicatorId };
    if (!known.has(indicatorId)) return [{ ...at, fault: 'NO_INDICATOR' }];
    return indicatorIds.indexOf(indicatorId) < index ? [{ ...at, fault: 'TWICE' }] : [];
  });
}

/** Why a report may not be confirmed or returned, or null: only one that waits may be. */
export function settleRefusal({ state }: Pick<ResultReport, 'state'>): Code | null {
  return state === ReportState.REPORTED ? null : 'REPORT_SETTLED';
}
