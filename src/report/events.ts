import type { Member } from '../bloc/member';
import type { DomainEvent } from '../log/append';
import type { Json } from '../log/canonical';
import { topics } from '../log/topics';
import type { ResultReport } from './result-report';
import { sealOf, type ToldFigure } from './sealed';

/** The log of a bloc is everybody's to read: no figure is told before it is confirmed, only a digest of them. */
export function resultsReported(
  report: ResultReport,
  member: Member,
  figures: readonly ToldFigure[],
  supersedes: string | null,
): DomainEvent {
  return reportEvent('resultsReported', report, member, {
    ...{ figures: figures.length, digest: sealOf(report.salt, figures), supersedes },
  });
}

/** @param results ids of the results that its figures became, in their order */
export function resultsConfirmed(
  report: ResultReport,
  member: Member,
  figures: readonly ToldFigure[],
  results: readonly string[],
): DomainEvent {
  const told = figures.map(({ indicator, raw, value, unit }): Json => ({ indicator, raw, value, unit }));
  return reportEvent('resultsConfirmed', report, member, { salt: report.salt, figures: told, results });
}

/** Why is for those who see the report: the reason may quote a figure. */
export function resultsReturned(report: ResultReport, member: Member): DomainEvent {
  return reportEvent('resultsReturned', report, member, {});
}

function reportEvent(
  kind: 'resultsReported' | 'resultsConfirmed' | 'resultsReturned',
  { id, blocId, year, period, number }: ResultReport,
  member: Member,
  more: { readonly [key: string]: Json },
): DomainEvent {
  return {
    ...{ stream: blocId, kind, subject: id },
    data: { memberId: member.id, member: member.code, year, period, number, ...more },
    topics: [topics.bloc(blocId)],
  };
}
