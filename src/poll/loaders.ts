import { type Loader, rowById, rowsBy } from '../graphql/loading/loader';
import { pagesOf } from '../graphql/loading/paging';
import { Option } from './option';
import { Poll } from './poll';

/** Entries that change a tally and nothing else: the poll, its options and its conference stay as they were. */
const ballots = ['ballotCast'];

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
  /** Id of the member or of the delegate who holds the vote. */
  readonly electorId: string;
}

/** The key of `voteByKey`. */
export const voteKey = ({ pollId, electorId }: VoteKey): string => `${pollId} ${electorId}`;

/** Whether a vote has been cast; null where the frozen electorate does not have it. */
export const voteByKey: Loader<string, { readonly voted: boolean } | null> = {
  async read(reader, keys) {
    const asked = keys.map((key) => key.split(' '));
    const rows = await reader.query<(VoteKey & { voted: boolean })[]>(
      `select poll_id as "pollId", elector_id as "electorId", r.elector_id is not null as voted
       from unnest($1::uuid[], $2::uuid[]) as k (poll_id, elector_id)
       join poll_elector e using (poll_id, elector_id) left join poll_roll r using (poll_id, elector_id)`,
      [asked.map(([pollId]) => pollId), asked.map(([, electorId]) => electorId)],
    );
    const byKey = new Map(rows.map((row) => [voteKey(row), row]));
    return keys.map((key) => byKey.get(key) ?? null);
  },
};
