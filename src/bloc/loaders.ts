import { type EntityManager, In, IsNull } from 'typeorm';
import { type Loader, rowById, rowsBy } from '../graphql/loading/loader';
import { Bloc } from './bloc';
import { LeadershipTerm } from './leadership-term';
import { Member } from './member';
import { Membership } from './membership';
import { VotingRule } from './voting-rule';

export const blocById = rowById(Bloc);

export const memberById = rowById(Member);

/** All that ever belonged, as the bloc lists them. */
export const membersByBloc = rowsBy(Member, 'blocId', { ordinal: 'ASC', id: 'ASC' });

export const membershipsByMember = rowsBy(Membership, 'memberId', { fromYear: { direction: 'ASC', nulls: 'FIRST' } });

/** Newest year first. */
export const rulesByBloc = rowsBy(VotingRule, 'blocId', { year: 'DESC', subject: 'ASC' });

/** Standing terms, newest year first, the leader before the deputies; none of a rehearsal. */
export const termsByBloc = standingTermsBy('blocId', false);

/** Standing terms of one member, newest year first; none of a rehearsal. */
export const termsByMember = standingTermsBy('memberId', false);

/** Standing terms appointed by a conference, a rehearsal too. */
export const termsByConference = standingTermsBy('conferenceId', true);

function standingTermsBy(
  column: 'blocId' | 'memberId' | 'conferenceId',
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
