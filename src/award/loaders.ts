import { type EntityManager, In, type SelectQueryBuilder } from 'typeorm';
import { narrowToVisible, type VisibilityFilter } from '../conference/visibility';
import { type Charge, type Loader, rowById, rowsBy } from '../graphql/loading/loader';
import { pagesOf } from '../graphql/loading/paging';
import { Chronology } from '../graphql/types/chronology';
import { PollState } from '../poll/poll';
import { Award } from './award';
import { Decision } from './decision';
import { type Asked, pollsAboutProposal } from './polls-about';
import { Proposal, type ProposalState } from './proposal';
import { standingOf } from './standing';

export const awardById = rowById(Award);

/** The award of each code, or null. */
export const awardByCode: Loader<string, Award | null> = {
  async read(reader, codes) {
    const awards = new Map((await reader.findBy(Award, { code: In([...codes]) })).map((award) => [award.code, award]));
    return codes.map((code) => awards.get(code) ?? null);
  },
};

export const proposalById = rowById(Proposal);

export const decisionsByProposal = rowsBy(Decision, 'proposalId', { ordinal: 'ASC' });

/** Polls about each proposal in the order they were made, without those set aside. */
export const pollsByProposal: Loader<string, readonly Asked[]> = {
  async read(reader, ids) {
    const asked = await pollsAboutProposal.read(reader, ids);
    return asked.map((each) => each.filter(({ poll }) => poll.state !== PollState.VOID));
  },
};

/** Which proposals; null for any. */
interface ProposalFilter {
  readonly state: ProposalState | null;
  readonly memberCode: string | null;
  readonly awardCode: string | null;
}

/** Which of the proposals of a bloc or for a member, and from which end of time. */
interface DatedFilter extends ProposalFilter {
  readonly visibility: VisibilityFilter;
  readonly year: number | null;
  readonly order: Chronology;
}

/** Proposals for the members of each bloc, in printed order within a year. */
export const proposalsByBloc = proposalsBy('(select m.bloc_id from member m where m.id = proposal.memberId)');

/** Proposals for each member, in printed order within a year. */
export const proposalsByMember = proposalsBy('proposal.memberId');

/** Proposals put before each conference, in printed order. */
export const proposalsByConference = pagesOf<Proposal, ProposalFilter>({
  entity: Proposal,
  alias: 'proposal',
  parent: 'proposal.conferenceId',
  keys: ['ordinal', 'id'],
  narrow: narrowToWanted,
  idsWanted: idsInState,
});

function proposalsBy(parent: string) {
  return pagesOf<Proposal, DatedFilter>({
    entity: Proposal,
    alias: 'proposal',
    parent,
    idsWanted: idsInState,
    orderOf: ({ order }) => ({
      keys: [
        order === Chronology.OLDEST_FIRST ? 'year' : { sql: '-proposal.year', of: ({ year }) => -year },
        'ordinal',
        'id',
      ],
    }),
    narrow(query, { visibility, year, ...filter }) {
      narrowToVisible(query, 'proposal.conferenceId', visibility);
      if (year !== null) query.andWhere('proposal.year = :year', { year });
      narrowToWanted(query, filter);
    },
  });
}

function narrowToWanted(
  query: SelectQueryBuilder<Proposal>,
  { memberCode, awardCode }: Pick<ProposalFilter, 'memberCode' | 'awardCode'>,
): void {
  if (memberCode !== null)
    query.andWhere('(select m.code from member m where m.id = proposal.memberId) = :memberCode', { memberCode });
  if (awardCode !== null)
    query.andWhere('(select a.code from award a where a.id = proposal.awardId) = :awardCode', { awardCode });
}

/** How far a proposal has come stands in no column: its steps and polls say it. */
async function idsInState(
  reader: EntityManager,
  query: SelectQueryBuilder<Proposal>,
  { state }: Pick<ProposalFilter, 'state'>,
  charge?: Charge,
): Promise<readonly string[] | null> {
  if (state === null) return null;
  const rows = await query.select('proposal.id', 'id').getRawMany<{ id: string }>();
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return ids;
  await charge?.(ids.length);
  const [decisions, asked] = [await decisionsByProposal.read(reader, ids), await pollsByProposal.read(reader, ids)];
  await charge?.([...decisions, ...asked].reduce((rows, { length }) => rows + length, 0));
  return ids.filter((_, index) => standingOf(decisions[index] ?? [], asked[index] ?? []).state === state);
}
