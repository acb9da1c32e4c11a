import type { EntityManager } from 'typeorm';
import { now } from '../clock';
import { Refusal } from '../errors/refusal';
import { type Field, holdsAt, mayUse, requireField } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId, found } from '../graphql/context';
import { Account } from './account';
import { manageRefusal } from './rules';
import { Session } from './session';

/** Whether the viewer may read of an account: at the desk of its conference, an administrator of any. */
function seesAccount(viewer: Viewer, { conferenceId }: Account): boolean {
  if (conferenceId === null) return mayUse(viewer, 'Query.accounts');
  return mayUse(viewer, 'Conference.accounts') && holdsAt(viewer, conferenceId);
}

/**
 * The account, held, where the viewer may give out accounts of its role and take them back. One that is not theirs to see
 * is to them not there.
 * @throws Refusal UNAUTHENTICATED, FORBIDDEN, NOT_FOUND
 */
export async function lockManaged(tx: EntityManager, viewer: Viewer, field: Field, accountId: string) {
  requireField(viewer, field);
  const where = { id: asId(accountId) };
  const account = found(await tx.findOne(Account, { where, lock: { mode: 'for_no_key_update' } }));
  const isElsewhere = account.conferenceId !== null && !holdsAt(viewer, account.conferenceId);
  const refusal = manageRefusal(viewer.role, account.role);
  if (!refusal && !isElsewhere) return account;
  if (!seesAccount(viewer, account)) throw new Refusal('NOT_FOUND');
  throw new Refusal('FORBIDDEN', { field, role: account.role });
}

/**
 * A session or key that still holds, and its account, both held.
 * @throws Refusal UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, ENDED
 */
export async function lockSession(tx: EntityManager, viewer: Viewer, field: Field, sessionId: string) {
  requireField(viewer, field);
  const where = { id: asId(sessionId) };
  const { accountId } = found(await tx.findOneBy(Session, where));
  const account = await lockManaged(tx, viewer, field, accountId);
  const session = found(await tx.findOne(Session, { where, lock: { mode: 'for_no_key_update' } }));
  const endedAt = session.revokedAt ?? session.expiresAt;
  if (session.revokedAt || (endedAt && endedAt <= now())) throw new Refusal('ENDED', { sessionId: session.id });
  return { account, session };
}
