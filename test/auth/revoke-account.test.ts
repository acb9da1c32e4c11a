import { randomUUID } from 'node:crypto';
import { issueBadge } from '../../src/auth/issue-badge';
import { revokeAccount } from '../../src/auth/revoke-account';
import { publicViewer, Role } from '../../src/graphql/authorize/viewer';
import { aCaller, refusalOf, systemLog } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, aViewer, type Hall } from '../support/hall';
import { authenticate, signIn } from '../support/sign-in';

let test: TestDatabase;
let hall: Hall;
let other: Hall;

beforeAll(async () => {
  test = await freshDatabase();
  hall = await aHall(test.db);
  other = await aHall(test.db);
});
afterAll(() => test.drop());

async function aDelegate() {
  const [conferenceId, delegateId] = [hall.conference.id, at(hall.people, 0).id];
  const badge = (ttlMinutes = 60) =>
    issueBadge(test.db, hall.secretary, { role: Role.DELEGATE, conferenceId, delegateId, ttlMinutes });
  const { account, code } = await badge();
  return { account, badge, session: await signIn(test.db, { code }, aCaller()) };
}

describe('revokeAccount', () => {
  it('ends the sessions, spoils the badges and tells every node', async () => {
    const { account, badge, session } = await aDelegate();
    const unused = await badge();
    const receipt = await revokeAccount(test.db, hall.secretary, { accountId: account.id });
    expect(receipt).toMatchObject({ kind: 'accountRevoked', subject: account.id });
    expect((await refusalOf(authenticate(test.db, session.token))).code).toBe('UNAUTHENTICATED');
    expect((await refusalOf(signIn(test.db, { code: unused.code }, aCaller()))).code).toBe('BADGE_INVALID');
    expect((await systemLog(test.db)).at(-1)).toMatchObject({
      kind: 'accountRevoked',
      topics: [`account:${account.id}`],
    });
    const open = await test.db.query('select from session where account_id = $1 and revoked_at is null', [account.id]);
    expect(open).toEqual([]);
  });

  it('lets the person come back with a new badge and a new account', async () => {
    const { account, badge } = await aDelegate();
    await revokeAccount(test.db, hall.secretary, { accountId: account.id });
    const again = await badge();
    expect(again.account.id).not.toBe(account.id);
    expect((await signIn(test.db, { code: again.code }, aCaller())).viewer.delegateId).toBe(account.delegateId);
  });

  it('gives the same receipt for the same key, and does it once', async () => {
    const { account } = await aDelegate();
    const input = { accountId: account.id, idempotencyKey: randomUUID() };
    const receipts = await Promise.all([1, 2, 3].map(() => revokeAccount(test.db, hall.secretary, input)));
    expect(new Set(receipts.map((receipt) => receipt.sequence)).size).toBe(1);
  });

  it('keeps the first moment when done again', async () => {
    const { account } = await aDelegate();
    const moment = () => test.db.query('select revoked_at from account where id = $1', [account.id]);
    await revokeAccount(test.db, hall.secretary, { accountId: account.id });
    const first = await moment();
    await revokeAccount(test.db, hall.secretary, { accountId: account.id });
    expect(await moment()).toEqual(first);
  });

  it('opens no session that outlives a revocation at the same moment', async () => {
    const conferenceId = hall.conference.id;
    for (let round = 0; round < 10; round += 1) {
      const input = { role: Role.OBSERVER, conferenceId, name: `Khách ${round}`, ttlMinutes: 60 };
      const { account, code } = await issueBadge(test.db, hall.secretary, input);
      const [signedIn] = await Promise.allSettled([
        signIn(test.db, { code }, aCaller()),
        revokeAccount(test.db, hall.secretary, { accountId: account.id }),
      ]);
      if (signedIn.status === 'fulfilled') {
        expect((await refusalOf(authenticate(test.db, signedIn.value.token))).code).toBe('UNAUTHENTICATED');
      }
    }
  });

  it('refuses the desk of another conference, and roles the caller could not give', async () => {
    const { account } = await aDelegate();
    const refused = async (viewer: Hall['chair'], accountId: string | null) =>
      (await refusalOf(() => revokeAccount(test.db, viewer, { accountId: accountId as string }))).code;
    expect(await refused(other.secretary, account.id)).toBe('NOT_FOUND');
    expect(await refused(hall.secretary, hall.chair.accountId)).toBe('FORBIDDEN');
    expect(await refused(hall.chair, hall.administrator.accountId)).toBe('NOT_FOUND');
    expect(await refused(hall.chair, (await aViewer(test.db, Role.APP)).accountId)).toBe('NOT_FOUND');
    expect(await refused(at(hall.delegates, 1), account.id)).toBe('FORBIDDEN');
    expect(await refused(publicViewer, account.id)).toBe('UNAUTHENTICATED');
    expect(await refused(hall.administrator, randomUUID())).toBe('NOT_FOUND');
  });

  it('lets an administrator revoke anybody', async () => {
    for (const viewer of [hall.chair, hall.secretary, await aViewer(test.db, Role.ADMINISTRATOR)]) {
      await revokeAccount(test.db, hall.administrator, { accountId: viewer.accountId as string });
    }
  });
});
