import { type EntityManager, In } from 'typeorm';
import type { Loader } from '../graphql/loading/loader';
import { Poll } from '../poll/poll';

/** A poll about an award proposal, and the code the proposal has among its options; null in a yes/no poll. */
export interface Asked {
  readonly poll: Poll;
  readonly optionCode: string | null;
}

/**
 * Polls about each award proposal in the order they were made, those set aside too. Only its own conference can settle
 * it: a poll of another one, such as a rehearsal, that names its id is no poll about it.
 */
export const pollsAboutProposal: Loader<string, readonly Asked[]> = {
  async read(reader: EntityManager, ids: readonly string[]) {
    const rows = await reader.query<{ proposalId: string; pollId: string; optionCode: string | null }[]>(
      `select a.id as "proposalId", p.id as "pollId", null as "optionCode"
       from award_proposal a join poll p on p.proposal_id = a.id
       where a.id = any($1)
       union all
       select a.id, p.id, o.code
       from award_proposal a
       join poll_option o on o.proposal_id = a.id
       join poll p on p.id = o.poll_id and p.conference_id = a.conference_id
       where a.id = any($1)`,
      [ids],
    );
    const polls = await reader.find(Poll, {
      where: { id: In(rows.map((row) => row.pollId)) },
      order: { ordinal: 'ASC' },
    });
    return ids.map((id) =>
      polls.flatMap((poll) =>
        rows
          .filter((row) => row.proposalId === id && row.pollId === poll.id)
          .map(({ optionCode }) => ({ poll, optionCode })),
      ),
    );
  },
};
