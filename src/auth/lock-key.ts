import type { EntityManager } from 'typeorm';
import { Conference } from '../conference/conference';
import { Refusal } from '../errors/refusal';
import type { Field } from '../graphql/authorize/authority';
import { Role, type Viewer } from '../graphql/authorize/viewer';
import { asId, found } from '../graphql/context';
import { lockSession } from './lock-managed';

/** An API key that still holds, and its account, both held. @throws Refusal UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, ENDED */
export async function lockKey(tx: EntityManager, viewer: Viewer, field: Field, apiKeyId: string) {
  const { account, session: key } = await lockSession(tx, viewer, field, apiKeyId);
  return { account, key: found(account.role === Role.APP ? key : null) };
}

/** The conferences a key is limited to, each once, in one order; null for no limit. @throws Refusal NOT_FOUND */
export async function limitOf(tx: EntityManager, conferenceIds: readonly string[] | null | undefined) {
  if (conferenceIds == null) return null;
  const ids = [...new Set(conferenceIds.map(asId))].sort();
  for (const conferenceId of ids) {
    if (!(await tx.existsBy(Conference, { id: conferenceId }))) throw new Refusal('NOT_FOUND', { conferenceId });
  }
  return ids;
}
