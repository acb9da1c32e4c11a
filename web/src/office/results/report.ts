import type { OfficeReportsQuery } from './results.documents';
import type { Period } from './use-known';

/** A report with its figures. */
export type Report = NonNullable<NonNullable<OfficeReportsQuery['member']>['reports']>['nodes'][number];

/** Whose report of which part of which year, by which account. */
export interface ReportOf {
  readonly accountId: string;
  readonly memberId: string;
  readonly year: number;
  readonly period: Period;
}
