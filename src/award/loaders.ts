import { narrowToVisible, type VisibilityFilter } from '../conference/visibility';
import { type Loader, rowById, rowsBy } from '../graphql/loading/loader';
import { pagesOf } from '../graphql/loading/paging';
import { PollState } from '../poll/poll';
import { Award } from './award';
import { Decision } from './decision';
import { type Asked, pollsAboutProposal } from './polls-about';
import { Proposal } from './proposal';

export const awardById = rowById(Award);

export const proposalById = rowById(Proposal);

export const decisionsByProposal = rowsBy(Decision, 'proposalId', { ordinal: 'ASC' });

/** Polls about each proposal in the order they were made, without those set aside. */
export const pollsByProposal: Loader<string, readonly Asked[]> = {
  async read(reader, ids) {
    const asked = await pollsAboutProposal.read(reader, ids);
    return asked.map((each) => each.filter(({ poll }) => poll.state !== PollState.VOID));
  },
};

/** What to leave out of the proposals of a bloc or for a member. */
interface ProposalFilter {
  readonly visibility: VisibilityFilter;
  readonly year: number | null;
  readonly memberCode: string | null;
  readonly awardCode: string | null;
}

/** Proposals for the members of each bloc, newest year first, in printed order within a year. */
export const proposalsByBloc = proposalsBy('(select m.bloc_id from member m where m.id = proposal.memberId)');

/** Proposals for each member, newest year first, in printed order within a year. */
export const proposalsByMember = proposalsBy('proposal.memberId');

/** Proposals put before each conference, in printed order. */
export const proposalsByConference = pagesOf<Proposal, null>({
  entity: Proposal,
  alias: 'proposal',
  parent: 'proposal.conferenceId',
  keys: ['ordinal', 'id'],
});

function proposalsBy(parent: string) {
  return pagesOf<Proposal, ProposalFilter>({
    entity: Proposal,
    alias: 'proposal',
    parent,
    keys: [{ sql: '-proposal.year', of: (proposal) => -proposal.year }, 'ordinal', 'id'],
    narrow(query, { visibility, year, memberCode, awardCode }) {
      narrowToVisible(query, 'proposal.conferenceId', visibility);
      if (year !== null) query.andWhere('proposal.year = :year', { year });
      if (memberCode !== null)
        query.andWhere('(select m.code from member m where m.id = proposal.memberId) = :memberCode', { memberCode });
      if (awardCode !== null)
        query.andWhere('(select a.code from award a where a.id = proposal.awardId) = :awardCode', { awardCode });
    },
  });
}
