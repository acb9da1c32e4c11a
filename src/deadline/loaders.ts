import type { Loader } from '../graphql/loading/loader';
import { rowById } from '../graphql/loading/loader';
import { pagesOf } from '../graphql/loading/paging';
import { dayOf } from './calendar';
import { Deadline } from './deadline';
import { type DueItem, ReceivedBy } from './due-item';

export const deadlineById = rowById(Deadline);

/** Deadlines of each bloc that stand, of one year, soonest first. */
export const deadlinesByBloc = pagesOf<Deadline, { readonly year: number }>({
  entity: Deadline,
  alias: 'deadline',
  parent: 'deadline.blocId',
  keys: ['dueOn', 'id'],
  narrow: (query, { year }) =>
    void query.andWhere('deadline.withdrawnReason is null and deadline.year = :year', { year }),
});

/** What each member owes by each deadline, in the order of the members. */
export const itemsByDeadline: Loader<string, readonly DueItem[]> = {
  async read(reader, keys) {
    const rows = await reader.query<ItemRow[]>(`${items} where d.id = any($1) order by m.ordinal, m.id`, [keys]);
    return keys.map((key) => rows.filter(({ deadlineId }) => deadlineId === key).map(itemOf));
  },
};

/** What each member owes by deadlines that stand and has not brought yet, soonest first. */
export const owedByMember: Loader<string, readonly DueItem[]> = {
  async read(reader, keys) {
    const rows = await reader.query<ItemRow[]>(
      `${items} where m.id = any($1) and d.withdrawn_reason is null order by d.due_on, d.id`,
      [keys],
    );
    const owed = rows.map(itemOf).filter(({ receivedOn }) => receivedOn === null);
    return keys.map((key) => owed.filter(({ memberId }) => memberId === key));
  },
};

interface ItemRow {
  readonly deadlineId: string;
  readonly memberId: string;
  /** `yyyy-mm-dd`. */
  readonly lastDay: string;
  readonly byHand: string | null;
  readonly reportedAt: Date | null;
}

/** When a report came is what the log of the bloc says: the first one of that year and period counts, whatever became of it. */
const items = `
  select d.id as "deadlineId", m.id as "memberId", coalesce(d.latest_on, d.due_on)::text as "lastDay",
    h.received_on::text as "byHand",
    (select min(e.at) from result_report r join event e on e.stream = r.bloc_id and e.sequence = r.sequence
     where r.member_id = m.id and r.year = d.year and r.period = d.period) as "reportedAt"
  from deadline d
  join member m on m.bloc_id = d.bloc_id and case
    when d.member_ids is not null then m.id = any(d.member_ids)
    else exists (
      select from membership s where s.member_id = m.id
        and coalesce(s.from_year, d.year) <= d.year and coalesce(s.to_year, d.year) >= d.year
    ) end
  left join received_report h on h.deadline_id = d.id and h.member_id = m.id
`;

/** Of paper and report, the earlier one is what came. */
function itemOf({ deadlineId, memberId, lastDay, byHand, reportedAt }: ItemRow): DueItem {
  const reportedOn = reportedAt && dayOf(reportedAt);
  const isOnPaper = byHand !== null && (reportedOn === null || byHand < reportedOn);
  const receivedBy = isOnPaper ? ReceivedBy.HAND : reportedOn ? ReceivedBy.REPORT : null;
  return { deadlineId, memberId, lastDay, receivedOn: isOnPaper ? byHand : reportedOn, receivedBy };
}
