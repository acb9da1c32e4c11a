import type { EntityManager } from 'typeorm';
import type { Member } from '../bloc/member';
import { membersOfYear } from '../bloc/read-members';
import type { Conference } from '../conference/conference';
import { Pact, PactState } from './pact';
import { Party } from './party';

/** Fixes who signs a pact, in place of whoever was to before: what becomes of the bloc later does not change it. */
export async function keepParties(
  tx: EntityManager,
  { id: pactId }: Pick<Pact, 'id'>,
  parties: readonly Member[],
): Promise<void> {
  await tx.delete(Party, { pactId });
  await tx.insert(
    Party,
    parties.map(({ id: memberId, officialName, shortName }, index) => ({
      pactId,
      memberId,
      ordinal: index + 1,
      officialName,
      shortName,
    })),
  );
}

/**
 * Fixes the parties of the pacts that a record of the past tells to be signed: the members of the pact's year as they are
 * known now. What later files say of the bloc does not change them; the record's own file, imported changed, does.
 */
export async function keepReportedParties(tx: EntityManager, { id, blocId }: Conference): Promise<void> {
  for (const pact of await tx.findBy(Pact, { conferenceId: id })) {
    const isDraft = pact.state === PactState.DRAFT;
    await keepParties(tx, pact, isDraft ? [] : await membersOfYear(tx, blocId, pact.year));
  }
}
