import { type Loader, rowById, rowsBy } from '../graphql/loading/loader';
import { pagesOf } from '../graphql/loading/paging';
import { BallotChange } from './ballot-change';
import { Option } from './option';
import { Poll } from './poll';
import type { CastMethod } from './roll-entry';

/** Entries that change a tally and nothing else: the poll, its options and its conference stay as they were. */
const ballots = ['ballotCast', 'ballotChanged'];

export const pollById = rowById(Poll, ballots);

export const optionsByPoll = rowsBy(Option, 'pollId', { ordinal: 'ASC' }, ballots);

/** Polls of each conference by number. */
export const pollsByConference = pagesOf<Poll, null>({
  entity: Poll,
  alias: 'poll',
  parent: 'poll.conferenceId',
  keys: ['ordinal'],
  untouchedBy: ballots,
});

/** One vote of a poll, by its key. */
export interface VoteKey {
  readonly pollId: string;
  /** Id of the member or of the mandate (poll/elector). */
  readonly electorId: string;
}

/** The key of `voteByKey`. */
export const voteKey = ({ pollId, electorId }: VoteKey): string => `${pollId} ${electorId}`;

/** Whether a vote has been cast; null where the frozen electorate does not have it. */
export const voteByKey: Loader<string, { readonly voted: boolean; readonly method: CastMethod | null } | null> = {
  async read(reader, keys) {
    const asked = keys.map((key) => key.split(' '));
    const rows = await reader.query<(VoteKey & { voted: boolean; method: CastMethod | null })[]>(
      `select poll_id as "pollId", elector_id as "electorId", r.elector_id is not null as voted, r.method
       from unnest($1::uuid[], $2::uuid[]) as k (poll_id, elector_id)
       join poll_elector e using (poll_id, elector_id) left join poll_roll r using (poll_id, elector_id)`,
      [asked.map(([pollId]) => pollId), asked.map(([, electorId]) => electorId)],
    );
    const byKey = new Map(rows.map((row) => [voteKey(row), row]));
    return keys.map((key) => byKey.get(key) ?? null);
  },
};

/** Changes of one ballot of a NAMED poll, in order; nobody may be shown them before poll/rules `countsShown` says so. */
export const changesByBallot: Loader<string, readonly BallotChange[]> = {
  async read(reader, keys) {
    const asked = keys.map((key) => key.split(' '));
    const rows = await reader.query<BallotChange[]>(
      `select poll_id as "pollId", elector_id as "electorId", sequence::int, delegate_id as "delegateId", former, choices, at
       from unnest($1::uuid[], $2::uuid[]) as k (poll_id, elector_id) join named_ballot_change using (poll_id, elector_id)
       order by sequence`,
      [asked.map(([pollId]) => pollId), asked.map(([, electorId]) => electorId)],
    );
    const groups = new Map<string, BallotChange[]>(keys.map((key) => [key, []]));
    for (const row of rows) groups.get(voteKey(row))?.push(row);
    return keys.map((key) => groups.get(key) ?? []);
  },
};

/** What a vote was cast for in a NAMED poll; null before it was cast. For whoever holds that vote. */
export const choicesByVote: Loader<string, readonly string[] | null> = {
  async read(reader, keys) {
    const asked = keys.map((key) => key.split(' '));
    const rows = await reader.query<(VoteKey & { choices: string[] })[]>(
      `select poll_id as "pollId", elector_id as "electorId", choices
       from unnest($1::uuid[], $2::uuid[]) as k (poll_id, elector_id) join named_ballot using (poll_id, elector_id)`,
      [asked.map(([pollId]) => pollId), asked.map(([, electorId]) => electorId)],
    );
    const byKey = new Map(rows.map((row) => [voteKey(row), row.choices]));
    return keys.map((key) => byKey.get(key) ?? null);
  },
};
