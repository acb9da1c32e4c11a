import { issueBadge } from '../../src/auth/issue-badge';
import { signOut } from '../../src/auth/sign-out';
import { publicViewer, Role } from '../../src/graphql/authorize/viewer';
import { aCaller, refusalOf, systemLog } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, type Hall } from '../support/hall';
import { authenticate, signIn } from '../support/sign-in';

let test: TestDatabase;
let hall: Hall;

beforeAll(async () => {
  test = await freshDatabase();
  hall = await aHall(test.db);
});
afterAll(() => test.drop());

async function aSession() {
  const input = { role: Role.OBSERVER, conferenceId: hall.conference.id, ttlMinutes: 60 };
  const { code } = await issueBadge(test.db, hall.secretary, input);
  return signIn(test.db, { code }, aCaller());
}

describe('signOut', () => {
  it('ends the session, takes the cookie back and tells every node', async () => {
    const { token, viewer } = await aSession();
    const door = aCaller();
    expect(await signOut(test.db, viewer, door)).toMatchObject({ kind: 'sessionRevoked', subject: viewer.sessionId });
    expect(door.done).toEqual(['clear']);
    expect((await refusalOf(authenticate(test.db, token))).code).toBe('UNAUTHENTICATED');
    expect((await systemLog(test.db)).at(-1)).toMatchObject({
      kind: 'sessionRevoked',
      topics: [`session:${viewer.sessionId}`],
    });
  });

  it('leaves the other sessions of the same person alone', async () => {
    const [one, other] = [await aSession(), await aSession()];
    expect(one.viewer.accountId).toBe(other.viewer.accountId);
    await signOut(test.db, one.viewer, aCaller());
    expect((await authenticate(test.db, other.token)).role).toBe(Role.OBSERVER);
  });

  it('does nothing the second time, also when both come at once', async () => {
    const { viewer } = await aSession();
    const before = (await systemLog(test.db)).length;
    const receipts = await Promise.all([1, 2, 3].map(() => signOut(test.db, viewer, aCaller())));
    expect(receipts.filter((receipt) => receipt !== null)).toHaveLength(1);
    expect(await systemLog(test.db)).toHaveLength(before + 1);
  });

  it('refuses the public', async () => {
    expect((await refusalOf(signOut(test.db, publicViewer, aCaller()))).code).toBe('UNAUTHENTICATED');
  });
});
