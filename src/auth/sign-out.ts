import { now } from '../clock';
import type { Database } from '../database/database';
import { inTransaction } from '../database/transaction';
import { requireField } from '../graphql/authorize/authority';
import { Role, type Viewer } from '../graphql/authorize/viewer';
import type { CallerConnection } from '../graphql/context';
import { append, type Receipt } from '../log/append';
import { sessionRevoked } from './events';
import { holdHouse } from './hold-house';
import { Session } from './session';

/**
 * Ends the caller's session everywhere; sockets opened with it are closed. Ending it twice is no fault. An API key goes
 * on: it is ended by who may see it among the others (`revokeSession`).
 * @returns the receipt; null when it had ended just before, and for an API key
 * @throws Refusal UNAUTHENTICATED
 */
export async function signOut(db: Database, viewer: Viewer, door: CallerConnection): Promise<Receipt | null> {
  requireField(viewer, 'Mutation.signOut');
  if (viewer.role === Role.APP) return null;
  const { sessionId, accountId } = viewer;
  let receipt: Receipt | undefined;
  if (sessionId !== null && accountId !== null) {
    await inTransaction(db, async (tx) => {
      await holdHouse(tx);
      const { affected } = await tx
        .createQueryBuilder()
        .update(Session)
        .set({ revokedAt: now() })
        .where('id = :sessionId and revoked_at is null', { sessionId })
        .execute();
      if (affected) [receipt] = await append(tx, viewer, [sessionRevoked(sessionId, accountId)]);
    });
  }
  door.clearSession();
  return receipt ?? null;
}
