import { randomUUID } from 'node:crypto';
import { ConferenceState } from '../../../src/conference/conference';
import type { Database } from '../../../src/database/database';
import { DeadlineKind } from '../../../src/deadline/deadline';
import { setDeadline } from '../../../src/deadline/set-deadline';
import { BlocRole, type Viewer } from '../../../src/graphql/authorize/viewer';
import { Indicator } from '../../../src/indicator/indicator';
import { ResultPeriod } from '../../../src/indicator/result';
import type { Receipt } from '../../../src/log/append';
import { reportResults } from '../../../src/report/report-results';
import { confirmResults, returnResults } from '../../../src/report/settle-report';
import { aHall, at, type Hall } from '../../support/hall';
import { anOfficer } from '../../support/reports';
import { aStaff } from '../../support/staff';

const zone = 'Asia/Ho_Chi_Minh';
const msPerDay = 86_400_000;

/** So many days from today by the calendar of Vietnam, `yyyy-mm-dd`. */
export const dayIn = (days: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(Date.now() + days * msPerDay));

/** What is measured, with the usual units. */
const measured = [
  ['REVENUE', 'Thu ngân sách', 'tỉ đồng'],
  ['GROWTH', 'Tốc độ tăng trưởng', '%'],
  ['POVERTY', 'Tỷ lệ hộ nghèo', '%'],
  ['SCHOOLS', 'Trường đạt chuẩn quốc gia', 'trường'],
] as const;

/** A bloc between two conferences: its leader's office is of member 0, officers are of members 1 and 2. */
export interface BlocYear {
  readonly hall: Hall;
  readonly slug: string;
  /** The current one by the calendar of Vietnam. */
  readonly year: number;
  readonly indicators: readonly Indicator[];
  readonly leader: Viewer;
  readonly council: Viewer;
  readonly officers: readonly [Viewer, Viewer];
  /** What reports of the first quarter are due by. */
  due(dueOn: string): Promise<Receipt>;
  /** Figures of the first indicators for the first quarter, by the officer of the first or the second of the two members. */
  report(place: 0 | 1, raws: readonly string[], year?: number): Promise<Receipt>;
  confirm(report: Receipt): Promise<Receipt>;
  giveBack(report: Receipt, reason: string): Promise<Receipt>;
}

/** Many fit in one database. */
export async function aBlocYear(db: Database): Promise<BlocYear> {
  const hall = await aHall(db, { state: ConferenceState.CLOSED });
  const { id: blocId } = hall.bloc;
  const name = { vi: 'Cụm thi đua các đơn vị', en: 'The bloc of the units' };
  await db.query('update bloc set name = $2 where id = $1', [blocId, JSON.stringify(name)]);
  const indicators = measured.map(([code, vi, unit], index): Indicator => {
    const unitPair = { vi: unit, en: null };
    return { ...{ id: randomUUID(), blocId, code, ordinal: index + 1 }, name: { vi, en: null }, unit: unitPair };
  });
  await db.manager.insert(Indicator, indicators);
  const officers = [await anOfficer(hall, 1), await anOfficer(hall, 2)] as const;
  const leader = await aStaff(hall, BlocRole.LEADER_OFFICE);
  const year = Number(dayIn(0).slice(0, 4));
  return {
    ...{ hall, slug: hall.bloc.slug, year, indicators, leader, officers },
    council: await aStaff(hall, BlocRole.COUNCIL_OFFICE),
    due: (dueOn) =>
      setDeadline(db, leader, {
        ...{ blocId, kind: DeadlineKind.QUARTER_REPORT, year, period: ResultPeriod.Q1, dueOn },
      }),
    report: (place, raws, of = year) =>
      reportResults(db, officers[place], {
        ...{ memberId: at(hall.members, place + 1).id, year: of, period: ResultPeriod.Q1 },
        figures: raws.map((raw, index) => ({
          ...{ indicatorId: at(indicators, index).id, raw, unit: at(indicators, index).unit?.vi ?? null },
        })),
      }),
    confirm: ({ subject }) => confirmResults(db, leader, { reportId: subject }),
    giveBack: ({ subject }, reason) => returnResults(db, leader, { reportId: subject, reason }),
  };
}
