import { randomUUID } from 'node:crypto';
import { linkIdentity, unlinkIdentity } from '../../../src/auth/oidc/link-identity';
import { revokeAccount } from '../../../src/auth/revoke-account';
import { publicViewer, Role, type Viewer } from '../../../src/graphql/authorize/viewer';
import { makeSchema } from '../../../src/schema';
import { refusalOf, systemLog } from '../../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../../support/database';
import { dataOf } from '../../support/graph';
import { aHall, at, aViewer, type Hall } from '../../support/hall';

let database: TestDatabase;
let hall: Hall;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  hall = await aHall(database.db);
  await database.db.query('delete from identity');
});

const whom = { issuer: 'https://id.example.vn', subject: 'a1' };
const link = (of: Viewer, by = hall.administrator, subject = whom.subject) =>
  linkIdentity(database.db, by, { ...whom, subject, accountId: of.accountId as string });
const unlink = (by = hall.administrator) => unlinkIdentity(database.db, by, whom);

describe('linkIdentity', () => {
  it('is on the log, and shown to administrators', async () => {
    const receipt = await link(hall.secretary);
    expect(receipt).toMatchObject({ kind: 'identityLinked', subject: hall.secretary.accountId });
    expect(JSON.parse((await systemLog(database.db)).at(-1)?.body ?? '').data).toEqual(whom);
    const document = '{ identities { nodes { issuer subject account { id } } } }';
    expect(await dataOf(makeSchema(), database.db, { document, viewer: hall.administrator })).toEqual({
      identities: { nodes: [{ ...whom, account: { id: hall.secretary.accountId } }] },
    });
  });

  it('takes several for one account, and one for no two', async () => {
    await link(hall.secretary);
    await link(hall.secretary, hall.administrator, 'a2');
    const again = await refusalOf(link(hall.chair));
    expect(again).toMatchObject({ code: 'IDENTITY_LINKED', facts: { accountId: hall.secretary.accountId } });
  });

  it('refuses delegates, apps and accounts that are shut out', async () => {
    const app = await aViewer(database.db, Role.APP, null, null, ['read']);
    await revokeAccount(database.db, hall.administrator, { accountId: hall.observer.accountId as string });
    for (const viewer of [at(hall.delegates, 0), app, hall.observer]) {
      expect(await refusalOf(link(viewer))).toMatchObject({ code: 'BAD_USER_INPUT', facts: { argument: 'accountId' } });
    }
    const nobody = { ...hall.chair, accountId: randomUUID() };
    expect((await refusalOf(link(nobody))).code).toBe('NOT_FOUND');
  });

  it.each([
    ['issuer', 'cong-thong-tin'],
    ['issuer', 'id.example.vn'],
    ['issuer', 'ftp://id.example.vn'],
    ['issuer', 'https://id.example.vn?realm=tinh'],
    ['issuer', 'https://id.example.vn#tinh'],
    ['issuer', 'https://an@id.example.vn'],
    ['issuer', ' https://id.example.vn'],
    ['subject', 'a1 '],
    ['subject', '   '],
  ])('refuses what no provider says of anybody: %s "%s"', async (argument, value) => {
    const input = { ...whom, accountId: hall.secretary.accountId as string, [argument]: value };
    const refused = await refusalOf(linkIdentity(database.db, hall.administrator, input));
    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', facts: { argument } });
    expect(await database.db.query('select from identity')).toEqual([]);
  });

  it('is for administrators', async () => {
    for (const viewer of [hall.chair, hall.secretary, hall.observer]) {
      expect((await refusalOf(link(hall.secretary, viewer))).code).toBe('FORBIDDEN');
    }
    expect((await refusalOf(link(hall.secretary, publicViewer))).code).toBe('UNAUTHENTICATED');
  });
});

describe('unlinkIdentity', () => {
  it('ends the sessions of the account, and says so on the log', async () => {
    await link(hall.secretary);
    const before = (await systemLog(database.db)).length;
    const receipt = await unlink();
    expect(receipt).toMatchObject({ kind: 'identityUnlinked', subject: hall.secretary.accountId });
    const told = (await systemLog(database.db)).slice(before);
    expect(told.map(({ kind, topics }) => [kind, topics])).toEqual([
      ['identityUnlinked', []],
      ['sessionRevoked', [`session:${hall.secretary.sessionId}`]],
    ]);
    const open = await database.db.query('select from session where account_id = $1 and revoked_at is null', [
      hall.secretary.accountId,
    ]);
    expect(open).toEqual([]);
  });

  it('leaves an administrator who unlinks their own signed in', async () => {
    await link(hall.administrator);
    await unlink();
    expect((await refusalOf(unlink())).code).toBe('NOT_FOUND');
  });

  it('is for administrators', async () => {
    await link(hall.secretary);
    for (const viewer of [hall.chair, hall.secretary]) expect((await refusalOf(unlink(viewer))).code).toBe('FORBIDDEN');
  });
});
