import { quorumNeeded, usualQuorum } from '../bloc/quorum';
import { Electorate } from '../bloc/rule';
import type { Loader } from '../graphql/loading/loader';
import type { Attendance, AttendanceCounts } from './attendance';

/** What attendance is worked out of. */
export interface AttendanceRow {
  readonly id: string;
  readonly present: number;
  readonly delegates: number;
  readonly voters: number;
  readonly votersPresent: number;
  readonly members: number;
  readonly membersPresent: number;
  readonly electorate: Electorate | null;
  readonly quorumNumerator: number | null;
  readonly quorumDenominator: number | null;
  /** As it was when the conference closed. */
  readonly kept: AttendanceCounts | null;
}

/** Attendance of each conference, in one statement; of one that is closed, as it was then. */
export const attendanceByConference: Loader<string, Attendance | null> = {
  async read(reader, ids) {
    const rows = await reader.query<AttendanceRow[]>(counts, [ids]);
    const byId = new Map(
      rows.map((row) => [row.id, row.kept ? { ...row.kept, conferenceId: row.id } : attendanceOf(row)]),
    );
    return ids.map((id) => byId.get(id) ?? null);
  },
};

/** What the counts come to by the rule. */
export function attendanceOf(row: AttendanceRow): Attendance {
  const electorate = row.electorate ?? usualQuorum.electorate;
  const [electors, electorsPresent] =
    electorate === Electorate.MEMBERS ? [row.members, row.membersPresent] : [row.voters, row.votersPresent];
  const quorum = quorumNeeded(
    {
      quorumNumerator: row.quorumNumerator ?? usualQuorum.quorumNumerator,
      quorumDenominator: row.quorumDenominator ?? usualQuorum.quorumDenominator,
    },
    electors,
  );
  const { present, delegates, members, membersPresent } = row;
  return {
    conferenceId: row.id,
    present,
    delegates,
    members,
    membersPresent,
    electorate,
    quorum,
    quorate: electors > 0 && electorsPresent >= quorum,
  };
}

// The year being judged is that of conference/evaluated-year. A conference of no year has no members to count.
const counts = `
  select c.id, case when c.state = 'CLOSED' then c.attendance_at_closing end as kept, d.present, d.delegates, d.voters, d.voters_present as "votersPresent",
    m.members, m.members_present as "membersPresent",
    r.electorate, r.quorum_numerator as "quorumNumerator", r.quorum_denominator as "quorumDenominator"
  from conference c
  cross join lateral (select coalesce(c.closes_year, c.reviews_year, c.opens_year) as judged) y
  cross join lateral (
    select count(*)::int as delegates, count(p.id)::int as present,
      (count(*) filter (where d.may_vote and b.member_id is not null))::int as voters,
      (count(p.id) filter (where d.may_vote and b.member_id is not null))::int as voters_present
    from delegate d
    left join presence p on p.delegate_id = d.id and p.checked_out_at is null
    left join lateral (
      select s.member_id from membership s
      where s.member_id = d.member_id
        and coalesce(s.from_year, y.judged) <= y.judged and coalesce(s.to_year, y.judged) >= y.judged
      limit 1
    ) b on true
    where d.conference_id = c.id and d.withdrawn_at is null
  ) d
  cross join lateral (
    select count(*)::int as members,
      (count(*) filter (where exists (
        select from delegate d join presence p on p.delegate_id = d.id and p.checked_out_at is null
        where d.conference_id = c.id and d.member_id = m.id and d.may_vote
      )))::int as members_present
    from member m
    where m.bloc_id = c.bloc_id and exists (
      select from membership s where s.member_id = m.id
        and coalesce(s.from_year, y.judged) <= y.judged and coalesce(s.to_year, y.judged) >= y.judged
    )
  ) m
  left join voting_rule r on r.bloc_id = c.bloc_id and r.year = y.judged and r.subject = 'RESOLUTION'
  where c.id = any($1)
`;
