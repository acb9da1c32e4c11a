import { randomUUID } from 'node:crypto';
import { BlocRole, type Viewer } from '../../src/graphql/authorize/viewer';
import { Indicator } from '../../src/indicator/indicator';
import { ResultPeriod } from '../../src/indicator/result';
import type { Receipt } from '../../src/log/append';
import { type ReportResultsInput, reportResults } from '../../src/report/report-results';
import { confirmResults } from '../../src/report/settle-report';
import { at, type Hall, opensYear } from './hall';
import { aStaff } from './staff';

/** Indicators of the bloc of a hall, `CT_1` and so on. */
export async function indicatorsOf({ db, bloc }: Hall, count: number): Promise<readonly Indicator[]> {
  const made = Array.from({ length: count }, (_, index): Indicator => {
    const name = { vi: `Chỉ tiêu ${index + 1}`, en: null };
    return { id: randomUUID(), blocId: bloc.id, code: `CT_${index + 1}`, ordinal: index + 1, name, unit: null };
  });
  await db.manager.insert(Indicator, made);
  return made;
}

/** The officer of a member of a hall, by its place. */
export const anOfficer = (hall: Hall, member: number): Promise<Viewer> =>
  aStaff(hall, BlocRole.OFFICER, { memberId: at(hall.members, member).id });

/** Who reports and who confirms at the bloc of a hall. */
export interface Office {
  readonly hall: Hall;
  readonly indicators: readonly Indicator[];
  /** Of member 1. */
  readonly officer: Viewer;
  readonly leader: Viewer;
}

export async function anOffice(hall: Hall): Promise<Office> {
  return {
    ...{ hall, indicators: await indicatorsOf(hall, 3), officer: await anOfficer(hall, 1) },
    leader: await aStaff(hall, BlocRole.LEADER_OFFICE),
  };
}

/** Reports figures as printed, of the first indicators in their order, by the officer of member 1 unless by another. */
export function report(
  { hall, indicators, officer }: Office,
  raws: readonly string[],
  changes: Partial<ReportResultsInput> = {},
  by = officer,
): Promise<Receipt> {
  return reportResults(hall.db, by, {
    ...{ memberId: at(hall.members, 1).id, year: opensYear, period: ResultPeriod.Q1 },
    figures: raws.map((raw, index) => ({ indicatorId: at(indicators, index).id, raw })),
    ...changes,
  });
}

export const confirmReport = ({ hall, leader }: Office, { subject }: Receipt): Promise<Receipt> =>
  confirmResults(hall.db, leader, { reportId: subject });
