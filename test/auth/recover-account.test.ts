import { Account } from '../../src/auth/account';
import { Badge } from '../../src/auth/badge';
import { issueBadge } from '../../src/auth/issue-badge';
import { recoverAccount } from '../../src/auth/recover-account';
import { HeldRole } from '../../src/bloc/held-role';
import { BlocRole, publicViewer, Role, type Viewer } from '../../src/graphql/authorize/viewer';
import { systemStream } from '../../src/log/system-stream';
import { aCaller, refusalOf } from '../support/caller-connection';
import { aHall, at, aViewer, type Hall } from '../support/hall';
import { happenedAt, outcomes } from '../support/log';
import { aServer, type TestServer } from '../support/server';
import { signIn } from '../support/sign-in';
import { aStaff, hold, inHours } from '../support/staff';

const { OFFICER, LEADER_OFFICE, COUNCIL_OFFICE } = BlocRole;

let server: TestServer;
let hall: Hall;
beforeAll(async () => {
  server = await aServer();
});
beforeEach(async () => {
  hall = await aHall(server.database.db);
});
afterEach(() => server.hangUp());
afterAll(() => server.close());

const recover = (viewer: Viewer, { accountId }: Viewer, idempotencyKey: string | null = null) =>
  recoverAccount(hall.db, viewer, { accountId: accountId as string, ttlMinutes: 10, idempotencyKey });
const enter = (code: string | null) => signIn(hall.db, { code: code ?? '' }, aCaller());

describe('recoverAccount', () => {
  it('gives the same account a new code, and ends its sessions and the codes nobody has used', async () => {
    const { code: first, account } = await issueBadge(hall.db, hall.administrator, {
      ...{ role: Role.STAFF, name: 'Nguyễn Thị Hà', ttlMinutes: 60 },
    });
    const staff: Viewer = { ...publicViewer, role: Role.STAFF, accountId: account.id };
    await hold(hall, staff, OFFICER);
    const { viewer } = await enter(first);
    expect((await server.ask('{ me { name } }', {}, viewer)).data.me.name).toBe('Nguyễn Thị Hà');
    const unused = await hall.db.manager.findOneByOrFail(Badge, { accountId: account.id });
    await hall.db.manager.insert(Badge, { ...unused, id: hall.bloc.id, codeHash: Buffer.alloc(32), usedAt: null });

    const { code, receipt } = await recover(hall.administrator, staff);
    expect(await server.ask('{ me { name } }', {}, viewer)).toMatchObject({ status: 401 });
    const again = await enter(code);
    expect(again.viewer).toMatchObject({ accountId: account.id, role: Role.STAFF });
    expect(await hall.db.manager.countBy(Account, { name: 'Nguyễn Thị Hà' })).toBe(1);
    const old = await hall.db.manager.findOneByOrFail(Badge, { id: hall.bloc.id });
    expect(old.expiresAt.getTime()).toBeLessThanOrEqual(receipt.at.getTime());
    expect(await hall.db.manager.findBy(HeldRole, { accountId: account.id })).toMatchObject([{ validUntil: null }]);
  });

  it('ends the sockets of the account', async () => {
    const staff = await aStaff(hall, OFFICER);
    const query = 'subscription ($id: ID!) { conferenceOpened(blocId: $id) { sequence } }';
    const inbox = server.follow(await server.socket(staff), query, { id: hall.bloc.id });
    await inbox.next();
    await recover(hall.administrator, staff);
    expect(await inbox.failure()).toMatchObject({ code: 4403 });
  });

  it('stands in the log of each bloc it works for, or of its conference, and in the system stream', async () => {
    const [elsewhere, staff] = [await aHall(hall.db), await aStaff(hall, OFFICER)];
    await hold(elsewhere, staff, COUNCIL_OFFICE, { validFrom: inHours(1) });
    const { receipt } = await recover(hall.administrator, staff);
    expect([hall.bloc.id, elsewhere.bloc.id]).toContain(receipt.stream);
    const delegate = at(hall.delegates, 0);
    await recover(hall.administrator, delegate);
    const told = async (stream: string) =>
      (await happenedAt(hall.db, stream)).map(({ kind, subject }) => [kind, subject]);
    const ofStaff = ['accountRecovered', staff.accountId];
    const ofDelegate = ['accountRecovered', delegate.accountId];
    expect(await told(hall.bloc.id)).toEqual([ofStaff]);
    expect(await told(elsewhere.bloc.id)).toEqual([ofStaff]);
    expect(await told(hall.conference.id)).toEqual([ofDelegate]);
    const [issuedToStaff, issuedToDelegate] = [staff, delegate].map(({ accountId }) => ['badgeIssued', accountId]);
    expect((await told(systemStream)).slice(-4)).toEqual([ofStaff, issuedToStaff, ofDelegate, issuedToDelegate]);
    const nobodys = await recover(hall.administrator, await aStaff(hall));
    expect(nobodys.receipt.stream).toBe(systemStream);
  });

  it('lets the leader’s office of a bloc recover its officers and the delegates of its conferences, and nobody else', async () => {
    const elsewhere = await aHall(hall.db);
    const office = await aStaff(hall, LEADER_OFFICE);
    const officer = await aStaff(hall, OFFICER);
    await hold(hall, officer, OFFICER, { validFrom: inHours(1), memberId: at(hall.members, 2).id });
    for (const account of [officer, at(hall.delegates, 1)])
      expect(await outcomes(recover(office, account))).toEqual(['done']);
    const [both, alsoElsewhere] = [await aStaff(hall, OFFICER), await aStaff(hall, OFFICER)];
    await hold(hall, both, COUNCIL_OFFICE, { validFrom: inHours(1) });
    await hold(elsewhere, alsoElsewhere, OFFICER);
    const listed = [both, alsoElsewhere, office, await aStaff(hall, COUNCIL_OFFICE)];
    const unseen = [
      await aStaff(hall),
      hall.chair,
      hall.secretary,
      hall.administrator,
      at(elsewhere.delegates, 0),
      await aStaff(elsewhere, OFFICER),
    ];
    for (const account of listed)
      expect(await refusalOf(recover(office, account))).toMatchObject({ code: 'FORBIDDEN' });
    for (const account of unseen)
      expect(await refusalOf(recover(office, account))).toMatchObject({ code: 'NOT_FOUND' });
    for (const viewer of [at(hall.delegates, 0), await aStaff(hall, COUNCIL_OFFICE)])
      expect(await refusalOf(recover(viewer, await aStaff(hall, OFFICER)))).toMatchObject({ code: 'FORBIDDEN' });
    for (const viewer of [hall.chair, await aStaff(hall, OFFICER), await aStaff(elsewhere, LEADER_OFFICE)])
      expect(await refusalOf(recover(viewer, await aStaff(hall, OFFICER)))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refusalOf(recover(publicViewer, office))).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('is done by the desk for a delegate who lost the phone: the old one is signed out, and votes with a new badge go on', async () => {
    const { id: delegateId } = at(hall.people, 0);
    const lost = at(hall.delegates, 0);
    const elsewhere = await aHall(hall.db);
    const recoverOf = (viewer: Viewer, given: object = { delegateId }) =>
      recoverAccount(hall.db, viewer, { ttlMinutes: 10, idempotencyKey: null, ...given });
    expect((await server.ask('{ me { role } }', {}, lost)).data.me.role).toBe('DELEGATE');
    for (const viewer of [elsewhere.chair, elsewhere.secretary])
      expect(await refusalOf(recoverOf(viewer))).toMatchObject({ code: 'NOT_FOUND' });
    const { code } = await recoverOf(hall.secretary);
    expect(await server.ask('{ me { role } }', {}, lost)).toMatchObject({ status: 401 });
    expect((await enter(code)).viewer).toMatchObject({ accountId: lost.accountId, delegateId });
    await recoverOf(hall.chair);
    expect(await refusalOf(recover(hall.secretary, hall.chair))).toMatchObject({ code: 'FORBIDDEN' });
    await hall.db.query('update account set revoked_at = now() where id = $1', [lost.accountId]);
    expect(await refusalOf(recoverOf(hall.secretary))).toMatchObject({ code: 'NOT_FOUND' });
    for (const given of [{}, { delegateId, accountId: lost.accountId }])
      expect(await refusalOf(recoverOf(hall.secretary, given))).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('refuses an app, an account that is shut out, and one that is not there', async () => {
    const app = await aViewer(hall.db, Role.APP);
    expect(await refusalOf(recover(hall.administrator, app))).toMatchObject({ code: 'BAD_USER_INPUT' });
    const staff = await aStaff(hall, OFFICER);
    await hall.db.query('update account set revoked_at = now() where id = $1', [staff.accountId]);
    expect(await refusalOf(recover(hall.administrator, staff))).toMatchObject({ code: 'ENDED' });
    const nobody = { ...publicViewer, accountId: hall.bloc.id };
    expect(await refusalOf(recover(hall.administrator, nobody))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('gives a request sent again the receipt without the code', async () => {
    const staff = await aStaff(hall, OFFICER);
    const first = await recover(hall.administrator, staff, 'recover-once-please');
    expect(first.code).toMatch(/^.{4}-.{4}-.{4}$/);
    expect(await recover(hall.administrator, staff, 'recover-once-please')).toEqual({
      ...{ receipt: first.receipt, code: null, expiresAt: null },
    });
    await enter(first.code);
  });
});

describe('a badge of staff', () => {
  it('makes an account for each person, also of one name, and asks for the name', async () => {
    const badge = (name: string | null) =>
      issueBadge(hall.db, hall.administrator, { role: Role.STAFF, name, ttlMinutes: 10 });
    const [one, two] = [await badge('Trần Văn An'), await badge('Trần Văn An')];
    expect(one.account.id).not.toBe(two.account.id);
    expect(await refusalOf(badge(null))).toMatchObject({ code: 'BAD_USER_INPUT', facts: { argument: 'name' } });
    for (const viewer of [hall.chair, await aStaff(hall, LEADER_OFFICE)]) {
      const input = { role: Role.STAFF, name: 'Trần Văn An', ttlMinutes: 10 };
      expect(await refusalOf(issueBadge(hall.db, viewer, input))).toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});
