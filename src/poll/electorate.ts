import type { EntityManager } from 'typeorm';
import type { Conference } from '../conference/conference';
import { evaluatedYear } from '../conference/evaluated-year';
import { paperHoldsSql } from '../conference/paper-holds';
import type { Elector } from './elector';
import type { Option } from './option';
import type { Poll } from './poll';
import type { PollSubjects } from './subjects';

/**
 * The votes of a poll as it opens: one per member of the year being judged, present when one of its voting delegates is in
 * the hall by a mandate that holds, or one per mandate to vote, whoever holds it then; each with its weight. Where the rule lets nobody vote on
 * itself, without the members the poll is about.
 */
export async function electorate(
  tx: EntityManager,
  poll: Poll,
  conference: Conference,
  options: readonly Option[],
  subjects: PollSubjects,
): Promise<Elector[]> {
  const { electorate: of, selfVote, memberWeights } = poll.rule;
  const statement = of === 'MEMBERS' ? memberElectors : delegateElectors;
  const left = selfVote ? [] : [...(await memberOfOption(tx, poll, options, subjects)).values()];
  const rows = await tx.query<Omit<Elector, 'pollId' | 'weight'>[]>(statement, [
    conference.id,
    conference.blocId,
    evaluatedYear(conference),
  ]);
  return rows
    .filter(({ memberId }) => memberId === null || !left.includes(memberId))
    .map((row) => ({ ...row, pollId: poll.id, weight: weightOf(memberWeights, row.memberId) }));
}

function weightOf(weights: Poll['rule']['memberWeights'], memberId: string | null): string {
  return (memberId !== null && weights && Object.hasOwn(weights, memberId) && weights[memberId]) || '1';
}

/** The members that a poll is about: by code of the option that stands for each, or under `''` of the whole question. */
export async function memberOfOption(
  tx: EntityManager,
  poll: Pick<Poll, 'conferenceId' | 'proposalId'>,
  options: readonly Option[],
  subjects: PollSubjects,
): Promise<ReadonlyMap<string, string>> {
  const asked = [{ code: '', memberId: null, proposalId: poll.proposalId }, ...options];
  const ids = asked.map(({ proposalId }) => proposalId).filter((id) => id !== null);
  const proposals = await subjects.proposals(tx, poll.conferenceId, ids);
  const memberOf = new Map(proposals.map(({ id, memberId }) => [id, memberId]));
  return new Map(
    asked.flatMap(({ code, memberId, proposalId }) => {
      const member = memberId ?? (proposalId === null ? undefined : memberOf.get(proposalId));
      return member === undefined ? [] : [[code, member] as const];
    }),
  );
}

const memberElectors = `
  select m.id as "electorId", m.id as "memberId", null as "delegateId",
    exists (
      select from delegate d join presence p on p.delegate_id = d.id and p.checked_out_at is null
      where d.conference_id = $1 and d.member_id = m.id and d.may_vote and ${paperHoldsSql('clock_timestamp()')}
    ) as present
  from member m
  where m.bloc_id = $2 and exists (
    select from membership s where s.member_id = m.id
      and coalesce(s.from_year, $3) <= $3 and coalesce(s.to_year, $3) >= $3
  )
  order by m.ordinal
`;

const delegateElectors = `
  select coalesce(d.mandate_id, d.id) as "electorId", d.member_id as "memberId", coalesce(d.mandate_id, d.id) as "delegateId",
    exists (select from presence p where p.delegate_id = d.id and p.checked_out_at is null)
      and ${paperHoldsSql('clock_timestamp()')} as present
  from delegate d join member m on m.id = d.member_id and m.bloc_id = $2
  where d.conference_id = $1 and d.may_vote and d.withdrawn_at is null and exists (
    select from membership s where s.member_id = m.id
      and coalesce(s.from_year, $3) <= $3 and coalesce(s.to_year, $3) >= $3
  )
  order by d.ordinal
`;
