import { type EntityManager, Not } from 'typeorm';
import { standingNow } from './hold-proposal';
import { Proposal } from './proposal';
import { isEnded } from './rules';

/**
 * The other proposal of the same award for the same member and year at a conference that has not come to an end, or null.
 * Hold the conference FOR UPDATE, so that there is no second one in the making.
 */
export async function standingRival(
  tx: EntityManager,
  {
    id,
    conferenceId,
    awardId,
    memberId,
    year,
  }: Pick<Proposal, 'conferenceId' | 'awardId' | 'memberId' | 'year'> & {
    readonly id?: string;
  },
): Promise<Proposal | null> {
  const others = await tx.findBy(Proposal, { conferenceId, awardId, memberId, year, ...(id ? { id: Not(id) } : {}) });
  for (const other of others) if (!isEnded((await standingNow(tx, other.id)).state)) return other;
  return null;
}
