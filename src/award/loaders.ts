import { type EntityManager, In } from 'typeorm';
import { narrowToSight, type Sight } from '../conference/sight';
import { Poll, PollState } from '../poll/poll';
import { pagesOf } from '../request/connection';
import { type Loader, rowById, rowsBy } from '../request/loader';
import { Award } from './award';
import { Decision } from './decision';
import { Proposal } from './proposal';

export const awardById = rowById(Award);

export const proposalById = rowById(Proposal);

export const proposalsByMember = rowsBy(Proposal, 'memberId', { year: 'DESC', ordinal: 'ASC', id: 'ASC' });

export const proposalsByConference = rowsBy(Proposal, 'conferenceId', { ordinal: 'ASC', id: 'ASC' });

export const decisionsByProposal = rowsBy(Decision, 'proposalId', { ordinal: 'ASC' });

/** A poll about a proposal, and the code the proposal has among its options; null in a yes/no poll. */
export interface Asked {
  readonly poll: Poll;
  readonly optionCode: string | null;
}

/**
 * Polls about each proposal in the order they were made, without those set aside. Only its own conference can settle
 * it: a poll of another one, such as a rehearsal, that names its id is no poll about it.
 */
export const pollsByProposal: Loader<string, readonly Asked[]> = {
  async read(reader: EntityManager, ids: readonly string[]) {
    const rows = await reader.query<{ proposalId: string; pollId: string; optionCode: string | null }[]>(
      `select a.id as "proposalId", p.id as "pollId", null as "optionCode"
       from award_proposal a join poll p on p.subject_id = a.id and p.conference_id = a.conference_id
       where a.id = any($1) and p.kind = 'YES_NO_ABSTAIN'
       union all
       select a.id, p.id, o.code
       from award_proposal a
       join poll_option o on o.subject_id = a.id
       join poll p on p.id = o.poll_id and p.conference_id = a.conference_id
       where a.id = any($1)`,
      [ids],
    );
    const polls = await reader.find(Poll, {
      where: { id: In(rows.map((row) => row.pollId)) },
      order: { ordinal: 'ASC' },
    });
    const standing = polls.filter((poll) => poll.state !== PollState.VOID);
    return ids.map((id) =>
      standing.flatMap((poll) =>
        rows
          .filter((row) => row.proposalId === id && row.pollId === poll.id)
          .map(({ optionCode }) => ({ poll, optionCode })),
      ),
    );
  },
};

/** What to leave out of the proposals of a bloc. */
export interface ProposalFilter {
  readonly sight: Sight;
  readonly year: number | null;
  readonly memberCode: string | null;
  readonly awardCode: string | null;
}

/** Proposals for the members of each bloc, newest year first, in printed order within a year. */
export const proposalsByBloc = pagesOf<Proposal, ProposalFilter>({
  entity: Proposal,
  alias: 'proposal',
  parent: '(select m.bloc_id from member m where m.id = proposal.memberId)',
  keys: [{ sql: '-proposal.year', of: (proposal) => -proposal.year }, 'ordinal', 'id'],
  narrow(query, { sight, year, memberCode, awardCode }) {
    narrowToSight(query, 'proposal.conferenceId', sight);
    if (year !== null) query.andWhere('proposal.year = :year', { year });
    if (memberCode !== null)
      query.andWhere('(select m.code from member m where m.id = proposal.memberId) = :memberCode', { memberCode });
    if (awardCode !== null)
      query.andWhere('(select a.code from award a where a.id = proposal.awardId) = :awardCode', { awardCode });
  },
});
