import { revokeAccount } from '../../src/auth/revoke-account';
import { Scope } from '../../src/auth/scope';
import { mayUse } from '../../src/graphql/authorize/authority';
import { publicViewer, Role } from '../../src/graphql/authorize/viewer';
import { issueApiKey } from '../support/acts';
import { refusalOf, systemLog } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, type Hall } from '../support/hall';
import { authenticate } from '../support/sign-in';

let test: TestDatabase;
let hall: Hall;

beforeAll(async () => {
  test = await freshDatabase();
  hall = await aHall(test.db);
});
afterAll(() => test.drop());

describe('issueApiKey', () => {
  it('makes a key without an end that opens its scopes and no more', async () => {
    const { account, token, receipt } = await issueApiKey(test.db, hall.administrator, {
      name: 'Cổng dữ liệu',
      scopes: [Scope.READ, Scope.IMPORT],
    });
    expect(receipt.kind).toBe('apiKeyIssued');
    const app = await authenticate(test.db, token);
    expect(app).toMatchObject({
      role: Role.APP,
      accountId: account.id,
      name: 'Cổng dữ liệu',
      scopes: ['import', 'read'],
      conferenceId: null,
      expiresAt: null,
    });
    expect(mayUse(app, 'Mutation.importConference')).toBe(true);
    expect(mayUse(app, 'Mutation.checkIn')).toBe(false);
    expect(mayUse(app, 'Mutation.castBallot')).toBe(false);
    expect(mayUse(app, 'Mutation.issueApiKey')).toBe(false);
  });

  it('makes another app of the same name each time', async () => {
    const input = { name: 'Bảng tin', scopes: [Scope.READ] };
    const keys = await Promise.all([1, 2].map(() => issueApiKey(test.db, hall.administrator, input)));
    expect(new Set(keys.map((key) => key.account.id)).size).toBe(2);
  });

  it('is refused from the moment its account is revoked', async () => {
    const key = await issueApiKey(test.db, hall.administrator, { name: 'Cũ', scopes: [Scope.WRITE] });
    await revokeAccount(test.db, hall.administrator, { accountId: key.account.id });
    expect((await refusalOf(authenticate(test.db, key.token))).code).toBe('UNAUTHENTICATED');
  });

  it('refuses everybody but administrators', async () => {
    const input = { name: 'x', scopes: [Scope.READ] };
    for (const viewer of [hall.chair, hall.secretary, at(hall.delegates, 0), hall.observer]) {
      expect((await refusalOf(issueApiKey(test.db, viewer, input))).code).toBe('FORBIDDEN');
    }
    expect((await refusalOf(issueApiKey(test.db, publicViewer, input))).code).toBe('UNAUTHENTICATED');
  });

  it('tells the system stream of the key, and not the key', async () => {
    const { account, token } = await issueApiKey(test.db, hall.administrator, { name: 'Log', scopes: [Scope.READ] });
    const event = (await systemLog(test.db)).at(-1);
    expect(event).toMatchObject({ kind: 'apiKeyIssued', topics: [`account:${account.id}`] });
    expect(event?.body).not.toContain(token);
  });
});
