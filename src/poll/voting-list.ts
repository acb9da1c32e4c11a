import type { EntityManager } from 'typeorm';
import { paperHoldsSql } from '../conference/paper-holds';
import type { Database } from '../database/database';
import { found } from '../graphql/context';
import { type Poll, PollState } from './poll';

/** What a ballot needs to know of its poll. */
export interface VotedPoll
  extends Pick<
    Poll,
    | 'id'
    | 'conferenceId'
    | 'ordinal'
    | 'kind'
    | 'maxChoices'
    | 'secrecy'
    | 'liveTally'
    | 'mayChange'
    | 'state'
    | 'openings'
    | 'ballotKey'
  > {
  readonly codes: readonly string[];
}

/** The vote a delegate may cast in a poll: their member's, or by the mandate they hold. */
export interface Voter {
  readonly electorId: string;
  readonly delegateId: string;
  readonly present: boolean;
}

/** A poll, and the votes that may be cast in it, by delegate: what ballots are checked against. */
export interface VotingList {
  readonly poll: VotedPoll;
  readonly voters: ReadonlyMap<string, Voter>;
}

/**
 * The list as it is now.
 * @param delegateIds whose votes are asked for; null for all of the poll
 * @throws Refusal NOT_FOUND
 */
export async function readVotingList(
  db: Pick<Database, 'query'> | EntityManager,
  pollId: string,
  delegateIds: readonly string[] | null,
): Promise<VotingList> {
  const [row] = await db.query<(VotedPoll & { voters: Voter[] | null })[]>(
    delegateIds ? statement('d.id = any($2)') : statement('d.conference_id = p.conference_id'),
    delegateIds ? [pollId, delegateIds] : [pollId],
  );
  const { voters, ...poll } = found(row);
  return { poll, voters: new Map(voters?.map((voter) => [voter.delegateId, voter])) };
}

const statement = (whose: string) => `
  select p.id, p.conference_id as "conferenceId", p.ordinal, p.kind, p.max_choices as "maxChoices", p.secrecy,
    p.live_tally as "liveTally", p.may_change as "mayChange", p.state, p.openings, p.ballot_key as "ballotKey",
    array(select o.code from poll_option o where o.poll_id = $1 order by o.ordinal) as codes,
    (
      select jsonb_agg(jsonb_build_object('electorId', own.elector_id, 'delegateId', d.id, 'present', exists (
        select from presence where delegate_id = d.id and checked_out_at is null
      )))
      from delegate d
      -- By the whole key, twice, so that no plan can compare each delegate with the whole electorate: with 2,560 electors
      -- it took 30 ms for 64 ballots, and a second while the planner had not heard of the new poll.
      cross join lateral (
        select elector_id from poll_elector where poll_id = $1 and elector_id = coalesce(d.mandate_id, d.id)
        union all select elector_id from poll_elector where poll_id = $1 and elector_id = d.member_id
      ) as own
      where ${whose} and d.may_vote and ${paperHoldsSql('clock_timestamp()')}
    ) as voters
  from poll p where p.id = $1
`;

/** More polls than are ever open at once; the one not used for longest is forgotten. */
const most = 16;

/**
 * Lists of open polls, remembered by this process. Nothing rests on them: a poll does not change once it is open, save
 * to be closed or to be a draft again, and the statement that writes a ballot checks state, opening, mandate, electorate and presence again. A ballot
 * that a remembered list cannot place is checked against a fresh one.
 */
export class VotingLists {
  private readonly lists = new Map<string, VotingList>();
  private readonly asked = new Set<string>();

  of(pollId: string): VotingList | undefined {
    const list = this.lists.get(pollId);
    if (list) {
      this.lists.delete(pollId);
      this.lists.set(pollId, list);
    }
    return list;
  }

  forget(pollId: string): void {
    this.lists.delete(pollId);
  }

  /** Reads the list of an open poll for the ballots to come, beside everything else, unless it is known. */
  learn(db: Database, pollId: string): void {
    if (this.asked.has(pollId) || this.lists.has(pollId)) return;
    this.asked.add(pollId);
    // A list that cannot be read is not needed.
    const read = readVotingList(db, pollId, null).catch(() => undefined);
    void read.then((list) => {
      this.asked.delete(pollId);
      if (list?.poll.state === PollState.OPEN) this.keep(list);
    });
  }

  private keep(list: VotingList): void {
    this.lists.set(list.poll.id, list);
    const [oldest] = this.lists.keys();
    if (oldest !== undefined && this.lists.size > most) this.lists.delete(oldest);
  }
}
