import { now } from '../clock';
import type { Database } from '../database/database';
import { inTransaction } from '../database/transaction';
import { requireField } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import type { CallerConnection } from '../graphql/context';
import { append } from '../log/append';
import { holdHouse, sessionRevoked } from './events';
import { Session } from './session';

/**
 * Ends the caller's session everywhere; sockets opened with it are closed. Ending it twice is no fault.
 * @returns true
 * @throws Refusal UNAUTHENTICATED
 */
export async function signOut(db: Database, viewer: Viewer, door: CallerConnection): Promise<boolean> {
  requireField(viewer, 'Mutation.signOut');
  const { sessionId, accountId } = viewer;
  if (sessionId !== null && accountId !== null) {
    await inTransaction(db, async (tx) => {
      await holdHouse(tx);
      const { affected } = await tx
        .createQueryBuilder()
        .update(Session)
        .set({ revokedAt: now() })
        .where('id = :sessionId and revoked_at is null', { sessionId })
        .execute();
      if (affected) await append(tx, viewer, [sessionRevoked(sessionId, accountId)]);
    });
  }
  door.clearSession();
  return true;
}
