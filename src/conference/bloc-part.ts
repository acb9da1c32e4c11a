import type { EntityManager } from 'typeorm';
import { membersOfYear } from '../bloc/read-members';
import type { Rule } from '../bloc/rule';
import { VotingRule } from '../bloc/voting-rule';
import type { Conference } from './conference';
import { evaluatedYear } from './evaluated-year';

/** What a conference rests on that belongs to its bloc. Ids of members are in the order of the bloc. */
export interface BlocPart {
  /** Members of the year that is judged. */
  readonly voting: readonly string[];
  /** Members of the year that is opened. */
  readonly signing: readonly string[];
  /** Who must be there, by the bloc's rule of the year for resolutions; null where it settled none. */
  readonly quorum: Pick<Rule, 'electorate' | 'quorumNumerator' | 'quorumDenominator'> | null;
}

/** The bloc's part of a conference as the bloc is now. */
export async function readBlocPart(tx: EntityManager, conference: Conference): Promise<BlocPart> {
  const { blocId, opensYear } = conference;
  const year = evaluatedYear(conference);
  const idsOf = async (of: number | null) =>
    of === null ? [] : (await membersOfYear(tx, blocId, of)).map((member) => member.id);
  const settled = year === null ? null : await tx.findOneBy(VotingRule, { blocId, year, subject: 'RESOLUTION' });
  const { electorate, quorumNumerator, quorumDenominator } = settled?.rule ?? {};
  return {
    voting: await idsOf(year),
    signing: await idsOf(opensYear),
    quorum:
      electorate && quorumNumerator !== undefined && quorumDenominator !== undefined
        ? { electorate, quorumNumerator, quorumDenominator }
        : null,
  };
}
