import type { EntityManager } from 'typeorm';
import type { Loader } from '../graphql/loading/loader';
import type { Counts } from './rules';
import { byMember, type Vote, weigh } from './weigh';

/** Counts of the ballots as they lie in the tables. */
export interface Counted extends Counts {
  /** Electors that the roll says have voted. As many as `cast`, but where ballots below the floor were deleted. */
  readonly voted: number;
  /** Of them, those who vote on paper, and those whose ballot the desk entered. */
  readonly onPaper: number;
  readonly byHand: number;
}

interface Row extends Counted {
  readonly id: string;
  /** Whether the rule gives weights, and whether it asks for both majorities. */
  readonly weighed: boolean;
  readonly byMember: boolean;
}

/**
 * Counts the ballots of polls as they lie in the tables, by one statement, whatever the polls' states; those that are not
 * counted by heads alone take another one.
 * Options nobody chose count 0. Who may be shown the counts is asked elsewhere (poll/rules `countsShown`).
 */
export async function countBallots(
  tx: EntityManager,
  pollIds: readonly string[],
): Promise<ReadonlyMap<string, Counted>> {
  const rows = await tx.query<Row[]>(statement, [pollIds]);
  const others = rows.filter(({ weighed, byMember }) => weighed || byMember);
  const votes = others.length ? await votesByPoll(tx, others) : new Map<string, Vote[]>();
  return new Map(
    rows.map(({ id, weighed, byMember: both, ...counts }) => {
      const [own, codes] = [votes.get(id) ?? [], Object.keys(counts.votes)];
      const weights = weighed ? { weights: weigh(own, codes) } : {};
      const members = both ? { members: byMember(own, codes) } : {};
      return [id, { ...counts, ...weights, ...members, ...(weighed || both ? { ballots: own } : {}) }];
    }),
  );
}

/** Every vote of named polls, cast or not. */
async function votesByPoll(tx: EntityManager, polls: readonly Pick<Row, 'id'>[]): Promise<ReadonlyMap<string, Vote[]>> {
  const rows = await tx.query<(Vote & { pollId: string })[]>(
    `select e.poll_id as "pollId", e.member_id as "memberId", e.weight, b.choices,
       e.present or r.elector_id is not null as present
     from poll_elector e left join poll_roll r using (poll_id, elector_id) left join named_ballot b using (poll_id, elector_id)
     where e.poll_id = any($1)`,
    [polls.map(({ id }) => id)],
  );
  const votes = new Map<string, Vote[]>(polls.map(({ id }) => [id, []]));
  for (const { pollId, ...vote } of rows) votes.get(pollId)?.push(vote);
  return votes;
}

export const countsByPoll: Loader<string, Counted> = {
  async read(reader, ids) {
    const counts = await countBallots(reader, ids);
    return ids.map(
      (id) =>
        counts.get(id) ?? { electors: 0, present: 0, voted: 0, onPaper: 0, byHand: 0, cast: 0, blank: 0, votes: {} },
    );
  },
};

const statement = `
  with ballot as (
    select poll_id, choices from named_ballot where poll_id = any($1)
    union all
    select poll_id, choices from unlinked_ballot where poll_id = any($1)
    union all
    -- What they say nobody knows yet.
    select poll_id, null from sealed_ballot where poll_id = any($1)
  ), turnout as (
    select e.poll_id, count(*)::int as electors,
      (count(*) filter (where e.present or r.elector_id is not null))::int as present,
      count(r.elector_id)::int as voted, (count(*) filter (where r.method = 'ON_PAPER'))::int as on_paper,
      (count(*) filter (where r.method = 'BY_HAND'))::int as by_hand
    from poll_elector e left join poll_roll r
      on r.poll_id = e.poll_id and r.elector_id = e.elector_id and r.poll_id = any($1)
    where e.poll_id = any($1) group by e.poll_id
  ), counted as (
    select poll_id, count(*)::int as cast, (count(*) filter (where cardinality(choices) = 0))::int as blank
    from ballot group by poll_id
  ), chosen as (
    select poll_id, code, count(*)::int as votes from ballot, unnest(choices) as code group by poll_id, code
  ), listed as (
    select o.poll_id, jsonb_object_agg(o.code, coalesce(c.votes, 0)) as votes
    from poll_option o left join chosen c using (poll_id, code)
    where o.poll_id = any($1) group by o.poll_id
  )
  select l.poll_id as id, coalesce(t.electors, 0) as electors, coalesce(t.present, 0) as present,
    coalesce(t.voted, 0) as voted, coalesce(t.on_paper, 0) as "onPaper", coalesce(t.by_hand, 0) as "byHand", coalesce(c.cast, 0) as cast, coalesce(c.blank, 0) as blank, l.votes,
    p.member_weights is not null as weighed, p.double_majority as "byMember"
  from listed l join poll p on p.id = l.poll_id left join turnout t using (poll_id) left join counted c using (poll_id)
`;
