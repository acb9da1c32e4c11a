import { randomUUID } from 'node:crypto';
import { newToken, secretHash } from '../../src/auth/secret';
import { Session } from '../../src/auth/session';
import type { Database } from '../../src/database/database';
import type { Hall } from '../../test/support/hall';

/** A session for each delegate, so that every ballot comes from somebody signed in. */
export async function tokensOf(db: Database, hall: Hall): Promise<string[]> {
  const createdAt = new Date();
  const made = hall.delegates.map((viewer) => ({ viewer, token: newToken() }));
  for (let from = 0; from < made.length; from += 1_000) {
    await db.manager.insert(
      Session,
      made.slice(from, from + 1_000).map(({ viewer, token }) => ({
        id: randomUUID(),
        accountId: viewer.accountId as string,
        tokenHash: secretHash(token),
        createdAt,
        expiresAt: new Date(createdAt.getTime() + 36_000_000),
        revokedAt: null,
      })),
    );
  }
  return made.map(({ token }) => token);
}
