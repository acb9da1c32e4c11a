import { Field, ID, InputType } from 'type-graphql';
import { now } from '../clock';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireField } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId, found } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { Badge } from './badge';
import { badgeRevoked } from './events';
import { holdHouse } from './hold-house';
import { lockManaged } from './lock-managed';

@InputType({ description: 'Which code to make worth nothing.' })
export class RevokeBadgeInput extends ActInput {
  @Field(() => ID, { description: 'The badge.' })
  badgeId: string;
}

/**
 * Makes a code that nobody has used worth nothing. One that was used has opened a session: `revokeSession` ends that.
 * @throws Refusal UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, ENDED
 */
export async function revokeBadge(db: Database, viewer: Viewer, input: RevokeBadgeInput): Promise<Receipt> {
  const badgeId = asId(input.badgeId);
  const ask = { act: 'revokeBadge', about: { badgeId }, idempotencyKey: input.idempotencyKey, first: holdHouse };
  return act(db, viewer, ask, async (tx) => {
    requireField(viewer, 'Mutation.revokeBadge');
    const { accountId } = found(await tx.findOneBy(Badge, { id: badgeId }));
    const account = await lockManaged(tx, viewer, 'Mutation.revokeBadge', accountId);
    // Who signs in with it at this moment holds its row, and has used it once this gets it.
    const { expiresAt, usedAt } = found(
      await tx.findOne(Badge, { where: { id: badgeId }, lock: { mode: 'for_no_key_update' } }),
    );
    if (usedAt || expiresAt <= now()) throw new Refusal('ENDED', { badgeId, usedAt: usedAt?.toISOString() ?? null });
    await tx.update(Badge, { id: badgeId }, { expiresAt: now() });
    return badgeRevoked(account, badgeId);
  });
}
