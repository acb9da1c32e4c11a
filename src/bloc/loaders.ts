import { type EntityManager, In, IsNull } from 'typeorm';
import { type Loader, rowById, rowsBy } from '../graphql/loading/loader';
import { pagesOf } from '../graphql/loading/paging';
import { Bloc } from './bloc';
import { LeadershipTerm } from './leadership-term';
import { Member } from './member';
import { Membership } from './membership';
import { YearPactRule } from './pact-rule';
import { VotingRule } from './voting-rule';

export const blocById = rowById(Bloc);

/** Neither a ballot nor a signature changes a member, and no file does while a conference is in session. */
export const memberById = rowById(Member, ['ballotCast', 'ballotChanged', 'pactSigned']);

/** All that ever belonged, as the bloc lists them. */
export const membersByBloc = rowsBy(Member, 'blocId', { ordinal: 'ASC', id: 'ASC' });

export const membershipsByMember = rowsBy(Membership, 'memberId', { fromYear: { direction: 'ASC', nulls: 'FIRST' } });

/** Newest year first; those of one year, or all. */
export const rulesByBloc = pagesOf<VotingRule, { readonly year: number | null }>({
  entity: VotingRule,
  alias: 'rule',
  parent: 'rule.blocId',
  keys: [{ sql: '-rule.year', of: (rule) => -rule.year }, 'subject'],
  narrow: (query, { year }) => void (year !== null && query.andWhere('rule.year = :year', { year })),
});

/** At most one a year. */
export const pactRulesByBloc = rowsBy(YearPactRule, 'blocId', { year: 'ASC' });

export const termById = rowById(LeadershipTerm);

/** Standing terms, newest year first, the leader before the deputies; none of a rehearsal. */
export const termsByBloc = standingTermsBy('blocId', false);

/** Every term a conference has appointed, a rehearsal too, standing or not. */
export const appointedByConference = rowsBy(LeadershipTerm, 'conferenceId', {
  year: 'DESC',
  role: 'DESC',
  ordinal: 'ASC',
});

/** Standing terms appointed by a conference, a rehearsal too. */
export const termsByConference = standingTermsBy('conferenceId', true);

function standingTermsBy(
  column: 'blocId' | 'conferenceId',
  rehearsals: boolean,
): Loader<string, readonly LeadershipTerm[]> {
  return {
    async read(reader: EntityManager, keys: readonly string[]) {
      const terms = await reader.find(LeadershipTerm, {
        where: { [column]: In([...keys]), supersededAt: IsNull(), ...(rehearsals ? {} : { rehearsal: false }) },
        // LEADER after DEPUTY in the alphabet.
        order: { year: 'DESC', role: 'DESC', ordinal: 'ASC' },
      });
      return keys.map((key) => terms.filter((term) => term[column] === key));
    },
  };
}
