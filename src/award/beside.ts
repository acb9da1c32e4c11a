import { type EntityManager, In } from 'typeorm';
import { standingNow } from './hold-proposal';
import { Proposal } from './proposal';
import { isEnded } from './rules';

/**
 * Proposals for these members and years that have not come to an end: at this conference, or at any that is no rehearsal.
 * @param conferenceId null for one that is not there yet
 */
export async function standingProposals(
  tx: EntityManager,
  conferenceId: string | null,
  memberIds: readonly string[],
  years: readonly number[],
): Promise<readonly Proposal[]> {
  const all = await tx
    .createQueryBuilder(Proposal, 'proposal')
    .where({ memberId: In([...memberIds]), year: In([...years]) })
    .andWhere(
      `(proposal.conferenceId = cast(:conferenceId as uuid) or exists (
        select from conference c where c.id = proposal.conferenceId and c.nature <> 'REHEARSAL'))`,
      { conferenceId },
    )
    .orderBy('proposal.ordinal')
    .getMany();
  const standing: Proposal[] = [];
  for (const each of all) {
    const { state } = await standingNow(tx, each.id);
    if (!isEnded(state) && state !== 'NOT_PROPOSED') standing.push(each);
  }
  return standing;
}

/** Those of them that are of other awards for the same member and year. */
export async function otherAwards(
  tx: EntityManager,
  { conferenceId, awardId, memberId, year }: Pick<Proposal, 'conferenceId' | 'awardId' | 'memberId' | 'year'>,
): Promise<readonly Proposal[]> {
  const standing = await standingProposals(tx, conferenceId, [memberId], [year]);
  return standing.filter((each) => each.awardId !== awardId);
}
