import { issueBadge } from '../../src/auth/issue-badge';
import { revokeAccount } from '../../src/auth/revoke-account';
import { limitSignIns } from '../../src/auth/sign-in-limiter';
import { setClock } from '../../src/clock';
import { Role } from '../../src/graphql/authorize/viewer';
import { aCaller, refusalOf, systemLog } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, type Hall } from '../support/hall';
import { authenticate, signIn } from '../support/sign-in';

let test: TestDatabase;
let hall: Hall;

beforeAll(async () => {
  test = await freshDatabase();
  hall = await aHall(test.db);
});
afterAll(() => test.drop());

async function aCode(ttlMinutes = 60) {
  const [conferenceId, delegateId] = [hall.conference.id, at(hall.people, 0).id];
  return issueBadge(test.db, hall.secretary, { role: Role.DELEGATE, conferenceId, delegateId, ttlMinutes });
}

describe('signIn', () => {
  it('opens a session of 12 hours for the holder of the badge, and gives the door its cookie', async () => {
    const putBack = setClock(() => new Date('2026-12-01T01:00:00Z'));
    const door = aCaller();
    try {
      const { code, account } = await aCode();
      const { token, expiresAt, viewer } = await signIn(test.db, { code }, door);
      expect(expiresAt).toEqual(new Date('2026-12-01T13:00:00Z'));
      expect(viewer).toEqual({
        role: Role.DELEGATE,
        accountId: account.id,
        sessionId: expect.any(String),
        name: account.name,
        conferenceId: hall.conference.id,
        delegateId: at(hall.people, 0).id,
        scopes: [],
        conferenceIds: null,
      });
      expect(await authenticate(test.db, token)).toEqual({ ...viewer, expiresAt });
      expect(door.done).toEqual([`set ${token} until 2026-12-01T13:00:00.000Z`]);
    } finally {
      putBack();
    }
  });

  it('takes a code as people type it', async () => {
    const { code } = await aCode();
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `;
    expect((await signIn(test.db, { code: typed }, aCaller())).viewer.role).toBe(Role.DELEGATE);
  });

  it('takes a code once', async () => {
    const { code } = await aCode();
    await signIn(test.db, { code }, aCaller());
    expect(await refusalOf(signIn(test.db, { code }, aCaller()))).toMatchObject({ code: 'BADGE_INVALID', facts: {} });
  });

  it('opens exactly one session when ten use one code at once', async () => {
    const { code, account } = await aCode();
    const before = await test.db.query('select from session where account_id = $1', [account.id]);
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => signIn(test.db, { code }, aCaller())));
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'BADGE_INVALID' });
    }
    const after = await test.db.query('select from session where account_id = $1', [account.id]);
    expect(after.length - before.length).toBe(1);
  });

  it('answers a wrong, a malformed, an expired and a revoked badge alike, and touches no cookie', async () => {
    const expired = await aCode(1);
    const revoked = await issueBadge(test.db, hall.chair, {
      role: Role.OBSERVER,
      conferenceId: hall.conference.id,
      name: 'An',
      ttlMinutes: 60,
    });
    await revokeAccount(test.db, hall.chair, { accountId: revoked.account.id });
    const door = aCaller();
    const later = Date.now() + 61_000;
    const putBack = setClock(() => new Date(later));
    try {
      for (const code of ['0000-0000-0000', 'không phải mã', expired.code, revoked.code]) {
        const { code: refusal, facts, message } = await refusalOf(signIn(test.db, { code }, door));
        expect([refusal, facts, message]).toEqual([
          'BADGE_INVALID',
          {},
          'The badge code is wrong, already used or expired.',
        ]);
      }
      expect(door.done).toEqual([]);
    } finally {
      putBack();
    }
  });

  it('says of an address with too many failures that there were too many, and still lets the right code in', async () => {
    const { code } = await aCode();
    const limiter = limitSignIns({ perBadge: 10, perAddress: 3, overall: 5 });
    const wrong = async () => refusalOf(signIn(test.db, { code: 'x' }, aCaller('192.0.2.9'), limiter));
    for (let n = 0; n < 3; n += 1) expect((await wrong()).code).toBe('BADGE_INVALID');
    expect(await wrong()).toMatchObject({ code: 'TOO_MANY_TRIES', facts: { waitSeconds: 20 } });
    await signIn(test.db, { code }, aCaller('192.0.2.9'), limiter);
  });

  it('refuses the right code too where its beginning was guessed at too often, or all guesses are used up', async () => {
    // The second voids the first, which is guessed at all the same.
    const [{ code: other }, { code }] = [await aCode(), await aCode()];
    const limiter = limitSignIns({ perBadge: 2, perAddress: 3, overall: 5 });
    const guess = (n: number) =>
      signIn(test.db, { code: `${other.slice(0, 9)}-000${n}` }, aCaller('192.0.2.8'), limiter);
    for (let n = 0; n < 2; n += 1) expect((await refusalOf(guess(n))).code).toBe('BADGE_INVALID');
    expect((await refusalOf(signIn(test.db, { code: other }, aCaller('192.0.2.10'), limiter))).code).toBe(
      'TOO_MANY_TRIES',
    );
    for (let n = 0; n < 9; n += 1) await refusalOf(signIn(test.db, { code: 'x' }, aCaller('192.0.2.9'), limiter));
    expect((await refusalOf(signIn(test.db, { code }, aCaller('192.0.2.9'), limiter))).code).toBe('TOO_MANY_TRIES');
  });

  it('lets a whole hall behind one address sign in', async () => {
    const limiter = limitSignIns({ perBadge: 3, perAddress: 3, overall: 3 });
    for (let n = 0; n < 8; n += 1)
      await signIn(test.db, { code: (await aCode()).code }, aCaller('192.0.2.11'), limiter);
  });

  it('keeps neither code nor token in the database', async () => {
    const { code } = await aCode();
    const { token } = await signIn(test.db, { code }, aCaller());
    const rows = JSON.stringify([
      await test.db.query(`select encode(code_hash, 'escape') as code, * from badge`),
      await test.db.query(`select encode(token_hash, 'escape') as token, * from session`),
      await systemLog(test.db),
    ]);
    for (const secret of [code, code.replaceAll('-', ''), token]) expect(rows).not.toContain(secret);
  });
});
