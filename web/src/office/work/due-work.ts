import type {
  DeadlineInOfficeFragment,
  OfficeMemberWorkQuery,
  OfficeWorkQuery,
  ReportInOfficeFragment,
} from './work.documents';

type MemberWork = NonNullable<OfficeMemberWorkQuery['member']>;
type BlocWork = NonNullable<OfficeWorkQuery['bloc']>;
type Deadline = DeadlineInOfficeFragment;
type Report = ReportInOfficeFragment;

/** One thing to do, with the day by which it is sorted. */
export type WorkItem =
  | { readonly is: 'due'; readonly day: string; readonly deadline: Deadline; readonly daysOverdue: number }
  | { readonly is: 'returned'; readonly day: string; readonly report: Report }
  | {
      readonly is: 'waiting';
      readonly day: string;
      readonly report: Report;
      readonly member: BlocWork['members'][number];
    }
  | {
      readonly is: 'behind';
      readonly day: string;
      readonly deadline: Deadline;
      readonly daysOverdue: number;
      /** Those that have not sent it. */
      readonly missing: BlocWork['thisYear']['nodes'][number]['items'];
      readonly all: number;
    };

/** Last day on which it is not late. */
export const lastDayOf = ({ dueOn, latestOn }: Pick<Deadline, 'dueOn' | 'latestOn'>): string => latestOn ?? dueOn;

/** What an officer has to do: what the member owes, and reports that were given back and not sent again; soonest first. */
export function workOfMember({ due, reports }: MemberWork, dayOf: (at: string) => string): readonly WorkItem[] {
  const owed = due.map(
    ({ deadline, daysOverdue }): WorkItem => ({ is: 'due', day: lastDayOf(deadline), deadline, daysOverdue }),
  );
  const returned = latestOf(reports?.nodes ?? [])
    .filter(({ state }) => state === 'RETURNED')
    .map((report): WorkItem => ({ is: 'returned', day: dayOf(report.settledAt ?? report.reportedAt), report }));
  return soonestFirst([...owed, ...returned]);
}

/** What an office has to do: reports that wait, and what members have not sent; soonest first. */
export function workOfBloc(
  { thisYear, lastYear, members }: BlocWork,
  dayOf: (at: string) => string,
): readonly WorkItem[] {
  const waiting = members.flatMap((member) =>
    (member.reports?.nodes ?? [])
      .filter(({ state }) => state === 'REPORTED')
      .map((report): WorkItem => ({ is: 'waiting', day: dayOf(report.reportedAt), report, member })),
  );
  const behind = [...lastYear.nodes, ...thisYear.nodes]
    .filter(({ withdrawnReason }) => withdrawnReason === null)
    .flatMap((deadline): readonly WorkItem[] => {
      const missing = deadline.items.filter(({ receivedOn }) => receivedOn === null);
      if (missing.length === 0) return [];
      const daysOverdue = Math.max(...missing.map((item) => item.daysOverdue));
      return [{ is: 'behind', day: lastDayOf(deadline), deadline, daysOverdue, missing, all: deadline.items.length }];
    });
  return soonestFirst([...waiting, ...behind]);
}

/** Of each year and period the newest report: what became of earlier ones counts no more. @param reports newest first */
export function latestOf<Each extends Pick<Report, 'year' | 'period'>>(reports: readonly Each[]): readonly Each[] {
  const latest = new Map<string, Each>();
  for (const report of reports) {
    const key = `${report.year} ${report.period}`;
    if (!latest.has(key)) latest.set(key, report);
  }
  return [...latest.values()];
}

const soonestFirst = (items: readonly WorkItem[]): readonly WorkItem[] =>
  [...items].sort((a, b) => a.day.localeCompare(b.day));
