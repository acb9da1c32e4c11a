import { type Loader, rowById, rowsBy } from '../graphql/loading/loader';
import { NamedBallot } from './named-ballot';
import { Option } from './option';
import { Poll } from './poll';

/** Entries that change a tally and nothing else: the poll, its options and its conference stay as they were. */
const ballots = ['ballotCast'];

export const pollById = rowById(Poll, ballots);

export const optionsByPoll = rowsBy(Option, 'pollId', { ordinal: 'ASC' }, ballots);

export const pollsByConference = rowsBy(Poll, 'conferenceId', { ordinal: 'ASC' }, ballots);

/** Named ballots by poll; nobody may be shown them before poll/rules `countsShown` says so. */
export const ballotsByPoll = rowsBy(NamedBallot, 'pollId', { electorId: 'ASC' });

export interface RollRow {
  readonly pollId: string;
  readonly electorId: string;
  readonly memberId: string | null;
  /** The delegate who holds the vote, in polls of delegates. */
  readonly delegateId: string | null;
  readonly present: boolean;
  readonly voted: boolean;
}

/** The frozen electorate of a poll, and who of it has voted; never in the order of voting. */
export const rollByPoll: Loader<string, readonly RollRow[]> = {
  async read(reader, ids) {
    const rows = await reader.query<RollRow[]>(
      `select e.poll_id as "pollId", e.elector_id as "electorId", e.member_id as "memberId",
         e.delegate_id as "delegateId", e.present, r.elector_id is not null as voted
       from poll_elector e left join poll_roll r using (poll_id, elector_id)
       left join member m on m.id = e.member_id left join delegate d on d.id = e.delegate_id
       where e.poll_id = any($1)
       order by m.ordinal, d.ordinal, e.elector_id`,
      [ids],
    );
    const byPoll = new Map<string, RollRow[]>(ids.map((id) => [id, []]));
    for (const row of rows) byPoll.get(row.pollId)?.push(row);
    return ids.map((id) => byPoll.get(id) ?? []);
  },
};
