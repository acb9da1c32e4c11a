import { firstAdministratorBadge } from '../../src/auth/first-administrator-badge';
import { revokeAccount } from '../../src/auth/revoke-account';
import { operator, Role } from '../../src/graphql/authorize/viewer';
import { aCaller, systemLog } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { signIn } from '../support/sign-in';

let test: TestDatabase;

beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.drop());

describe('firstAdministratorBadge', () => {
  it('gives codes until an administrator has signed in, and again once all of them are shut out', async () => {
    const [first, second] = await Promise.all([firstAdministratorBadge(test.db), firstAdministratorBadge(test.db)]);
    expect(first?.code).not.toBe(second?.code);
    const accounts = await test.db.query(`select from account where role = 'ADMINISTRATOR'`);
    expect(accounts).toHaveLength(1);

    const { viewer } = await signIn(test.db, { code: first?.code ?? '' }, aCaller());
    expect(viewer).toMatchObject({ role: Role.ADMINISTRATOR, conferenceId: null });
    expect(await firstAdministratorBadge(test.db)).toBeNull();

    await revokeAccount(test.db, operator, { accountId: viewer.accountId as string });
    expect(await firstAdministratorBadge(test.db)).toMatchObject({ code: expect.any(String) });
    expect((await systemLog(test.db)).map((event) => event.kind)).toEqual([
      'badgeIssued',
      'badgeIssued',
      'accountRevoked',
      'badgeIssued',
    ]);
  });
});
