import { randomUUID } from 'node:crypto';
import { newToken, secretHash } from '../../src/auth/secret';
import { Session } from '../../src/auth/session';
import { now, setClock } from '../../src/clock';
import { publicViewer, Role } from '../../src/graphql/authorize/viewer';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, type Hall } from '../support/hall';
import { authenticate } from '../support/sign-in';

let test: TestDatabase;
let hall: Hall;

beforeAll(async () => {
  test = await freshDatabase();
  hall = await aHall(test.db);
});
afterAll(() => test.drop());

async function aToken(accountId: string | null, parts: Partial<Session> = {}): Promise<string> {
  const token = newToken();
  const expiresAt = new Date(now().getTime() + 60_000);
  const tokenHash = secretHash(token);
  await test.db.manager.insert(Session, {
    id: randomUUID(),
    accountId: accountId as string,
    tokenHash,
    createdAt: now(),
    expiresAt,
    revokedAt: null,
    ...parts,
  });
  return token;
}

describe('authenticate', () => {
  it('takes somebody without a token for the public', async () => {
    expect(await authenticate(test.db, null)).toEqual({ ...publicViewer, expiresAt: null });
  });

  it('knows the holder of a session, with role, conference and end', async () => {
    const expiresAt = new Date('2100-01-01T00:00:00Z');
    const viewer = await authenticate(test.db, await aToken(hall.chair.accountId, { expiresAt }));
    const { sessionId: _, ...chair } = hall.chair;
    expect(viewer).toEqual({ ...chair, sessionId: expect.any(String), expiresAt });
    expect(viewer.role).toBe(Role.CHAIR);
  });

  it('asks the database once', async () => {
    const token = await aToken(hall.chair.accountId);
    const query = jest.spyOn(test.db, 'query');
    await authenticate(test.db, token);
    expect(query).toHaveBeenCalledTimes(1);
    query.mockRestore();
  });

  it('knows a session without an end', async () => {
    const token = await aToken(hall.chair.accountId, { expiresAt: null });
    expect((await authenticate(test.db, token)).expiresAt).toBeNull();
  });

  it.each(['', 'x', `${'a'.repeat(42)}=`, 'a'.repeat(43), 'a'.repeat(10_000), "' or true --"])(
    'refuses a token that is none: %.20s',
    async (token) => {
      expect((await refusalOf(authenticate(test.db, token))).code).toBe('UNAUTHENTICATED');
    },
  );

  it('refuses a session from the moment it ends', async () => {
    const expiresAt = new Date(now().getTime() + 60_000);
    const token = await aToken(hall.chair.accountId, { expiresAt });
    const last = setClock(() => new Date(expiresAt.getTime() - 1));
    expect((await authenticate(test.db, token)).role).toBe(Role.CHAIR);
    last();
    const over = setClock(() => expiresAt);
    expect((await refusalOf(authenticate(test.db, token))).code).toBe('UNAUTHENTICATED');
    over();
  });

  it('refuses a revoked session', async () => {
    const token = await aToken(hall.chair.accountId, { revokedAt: now() });
    expect((await refusalOf(authenticate(test.db, token))).code).toBe('UNAUTHENTICATED');
  });

  it('refuses a session of a revoked account, though the session itself is not', async () => {
    const token = await aToken(hall.observer.accountId);
    await test.db.query('update account set revoked_at = now() where id = $1', [hall.observer.accountId]);
    expect((await refusalOf(authenticate(test.db, token))).code).toBe('UNAUTHENTICATED');
  });
});
