import { randomUUID } from 'node:crypto';
import { Account } from '../../src/auth/account';
import { type IssueBadgeInput, issueBadge } from '../../src/auth/issue-badge';
import { operator, publicViewer, Role } from '../../src/graphql/authorize/viewer';
import { aCaller, refusalOf, systemLog } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, aViewer, type Hall } from '../support/hall';
import { signIn } from '../support/sign-in';

let test: TestDatabase;
let hall: Hall;
let other: Hall;

beforeAll(async () => {
  test = await freshDatabase();
  hall = await aHall(test.db);
  other = await aHall(test.db);
});
afterAll(() => test.drop());

function asked(parts: Partial<IssueBadgeInput> & { role: Role }): IssueBadgeInput {
  return { conferenceId: hall.conference.id, ttlMinutes: 60, ...parts };
}

/** So that the next badge makes a new account. */
async function shutOut(delegateId: string) {
  await test.db.query('update account set revoked_at = now() where delegate_id = $1', [delegateId]);
}

describe('issueBadge', () => {
  it('makes an account and a code that signs in as it', async () => {
    const { account, code, expiresAt, receipt } = await issueBadge(
      test.db,
      hall.secretary,
      asked({ role: Role.OBSERVER, name: ' Báo Nhân Dân ' }),
    );
    expect(account).toMatchObject({ role: Role.OBSERVER, name: 'Báo Nhân Dân', conferenceId: hall.conference.id });
    expect(expiresAt.getTime()).toBeGreaterThan(Date.now() + 59 * 60_000);
    expect(receipt).toMatchObject({ kind: 'badgeIssued', subject: account.id });
    expect((await signIn(test.db, { code }, aCaller())).viewer.accountId).toBe(account.id);
  });

  it("gives a delegate's account the delegate's own name", async () => {
    const delegate = at(hall.people, 1);
    await shutOut(delegate.id);
    const { account } = await issueBadge(test.db, hall.chair, asked({ role: Role.DELEGATE, delegateId: delegate.id }));
    expect(account).toMatchObject({ delegateId: delegate.id, name: delegate.name.vi });
  });

  it("voids a delegate's earlier code that nobody has used, and not those of others", async () => {
    const [one, two] = [at(hall.people, 2).id, at(hall.people, 3).id];
    const badgeFor = (delegateId: string) =>
      issueBadge(test.db, hall.secretary, asked({ role: Role.DELEGATE, delegateId }));
    const [old, others, fresh] = [await badgeFor(one), await badgeFor(two), await badgeFor(one)];
    await expect(signIn(test.db, { code: old.code }, aCaller())).rejects.toMatchObject({ code: 'BADGE_INVALID' });
    await expect(signIn(test.db, { code: fresh.code }, aCaller())).resolves.toBeDefined();
    await expect(signIn(test.db, { code: others.code }, aCaller())).resolves.toBeDefined();
  });

  it('makes one account of many badges for one delegate at once', async () => {
    const { id: conferenceId } = other.conference;
    const delegateId = at(other.people, 2).id;
    await shutOut(delegateId);
    const before = await test.db.manager.countBy(Account, { delegateId });
    const input = asked({ role: Role.DELEGATE, conferenceId, delegateId });
    const badges = await Promise.all(Array.from({ length: 8 }, () => issueBadge(test.db, other.secretary, input)));
    expect(new Set(badges.map((badge) => badge.account.id)).size).toBe(1);
    expect(new Set(badges.map((badge) => badge.code)).size).toBe(8);
    expect(await test.db.manager.countBy(Account, { delegateId })).toBe(before + 1);
  });

  it('keeps observers of different names apart', async () => {
    const [an, binh] = await Promise.all(
      ['An', 'Bình'].map((name) => issueBadge(test.db, hall.chair, asked({ role: Role.OBSERVER, name }))),
    );
    expect(an?.account.id).not.toBe(binh?.account.id);
  });

  it('lets only administrators make chairs, secretaries and administrators', async () => {
    for (const role of [Role.CHAIR, Role.SECRETARY]) {
      for (const viewer of [hall.chair, hall.secretary]) {
        expect((await refusalOf(issueBadge(test.db, viewer, asked({ role })))).code).toBe('FORBIDDEN');
      }
      expect((await issueBadge(test.db, hall.administrator, asked({ role }))).account.role).toBe(role);
    }
    const administrator = asked({ role: Role.ADMINISTRATOR, conferenceId: null });
    expect((await refusalOf(issueBadge(test.db, hall.chair, administrator))).code).toBe('FORBIDDEN');
    expect((await issueBadge(test.db, operator, administrator)).account.conferenceId).toBeNull();
  });

  it('refuses the desk of another conference', async () => {
    const input = asked({ role: Role.OBSERVER });
    for (const viewer of [other.chair, other.secretary]) {
      expect((await refusalOf(issueBadge(test.db, viewer, input))).code).toBe('FORBIDDEN');
    }
  });

  it('refuses delegates, observers and the public', async () => {
    const input = asked({ role: Role.OBSERVER });
    expect((await refusalOf(issueBadge(test.db, at(hall.delegates, 0), input))).code).toBe('FORBIDDEN');
    expect((await refusalOf(issueBadge(test.db, hall.observer, input))).code).toBe('FORBIDDEN');
    expect((await refusalOf(issueBadge(test.db, publicViewer, input))).code).toBe('UNAUTHENTICATED');
  });

  it('keeps an app from making itself a voter', async () => {
    const writer = await aViewer(test.db, Role.APP, null, null, ['read', 'write']);
    const reader = await aViewer(test.db, Role.APP, null, null, ['read']);
    const delegate = asked({ role: Role.DELEGATE, delegateId: at(hall.people, 0).id });
    expect((await refusalOf(issueBadge(test.db, writer, delegate))).code).toBe('FORBIDDEN');
    expect((await refusalOf(issueBadge(test.db, reader, asked({ role: Role.OBSERVER })))).code).toBe('FORBIDDEN');
    expect((await issueBadge(test.db, writer, asked({ role: Role.OBSERVER }))).account.role).toBe(Role.OBSERVER);
  });

  it('finds neither a delegate of another conference nor a conference that is none', async () => {
    const stranger = asked({ role: Role.DELEGATE, delegateId: at(other.people, 0).id });
    expect((await refusalOf(issueBadge(test.db, hall.secretary, stranger))).code).toBe('NOT_FOUND');
    for (const conferenceId of [randomUUID(), 'x']) {
      const input = asked({ role: Role.OBSERVER, conferenceId });
      expect((await refusalOf(issueBadge(test.db, hall.administrator, input))).code).toBe('NOT_FOUND');
    }
  });

  it('names the argument at fault', async () => {
    const refusal = await refusalOf(issueBadge(test.db, hall.secretary, asked({ role: Role.DELEGATE })));
    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', facts: { argument: 'delegateId' } });
  });

  it('leaves no account behind when it refuses', async () => {
    const before = await test.db.manager.count(Account);
    await refusalOf(issueBadge(test.db, other.chair, asked({ role: Role.OBSERVER, name: 'nobody' })));
    expect(await test.db.manager.count(Account)).toBe(before);
  });

  it('tells the system stream whom it was for, and no code', async () => {
    const { account, code } = await issueBadge(test.db, hall.secretary, asked({ role: Role.OBSERVER, name: 'Log' }));
    const event = (await systemLog(test.db)).at(-1);
    expect(event).toMatchObject({ kind: 'badgeIssued', topics: [`account:${account.id}`] });
    const bare = code.replaceAll('-', '');
    expect(event?.body).not.toContain(code);
    expect(event?.body).not.toContain(bare);
  });
});
