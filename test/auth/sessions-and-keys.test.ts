import { randomUUID } from 'node:crypto';
import { issueBadge } from '../../src/auth/issue-badge';
import { limitApiKey } from '../../src/auth/limit-api-key';
import { revokeBadge } from '../../src/auth/revoke-badge';
import { revokeSession } from '../../src/auth/revoke-session';
import { rotateApiKey } from '../../src/auth/rotate-api-key';
import { Scope } from '../../src/auth/scope';
import { now, setClock } from '../../src/clock';
import { checkIn } from '../../src/conference/check-in';
import { holdsAt, readsAt } from '../../src/graphql/authorize/authority';
import { publicViewer, Role, type Viewer } from '../../src/graphql/authorize/viewer';
import { issueApiKey } from '../support/acts';
import { aCaller, refusalOf, systemLog } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, type Hall } from '../support/hall';
import { authenticate, signIn } from '../support/sign-in';

let test: TestDatabase;
let hall: Hall;
let other: Hall;
beforeAll(async () => {
  test = await freshDatabase();
  hall = await aHall(test.db, { present: 0 });
  other = await aHall(test.db, { present: 0 });
});
afterAll(() => test.drop());

const minute = 60_000;
const inMinutes = (minutes: number) => new Date(now().getTime() + minutes * minute);
const aKey = (input: { expiresAt?: Date; conferenceIds?: string[]; scopes?: Scope[] } = {}) =>
  issueApiKey(test.db, hall.administrator, { name: 'Cổng dữ liệu', scopes: [Scope.READ, Scope.WRITE], ...input });
const code = async (work: Promise<unknown>) => (await refusalOf(work)).code;

/** Runs `work` as if it were so many minutes later. */
async function later<T>(minutes: number, work: () => Promise<T>): Promise<T> {
  const restore = setClock(() => new Date(Date.now() + minutes * minute));
  try {
    return await work();
  } finally {
    restore();
  }
}

async function anObserver() {
  const input = { role: Role.OBSERVER, conferenceId: hall.conference.id, ttlMinutes: 60 };
  const badge = await issueBadge(test.db, hall.secretary, input);
  return { badge, session: await signIn(test.db, { code: badge.code }, aCaller()) };
}

const badgesOf = (accountId: string) =>
  test.db.query<{ id: string }[]>('select id from badge where account_id = $1 order by expires_at desc', [accountId]);

describe('revokeSession', () => {
  it('ends one session, tells every node, and leaves the others and the account', async () => {
    const [{ session: one }, { session: two }] = [await anObserver(), await anObserver()];
    const sessionId = one.viewer.sessionId as string;
    const receipt = await revokeSession(test.db, hall.secretary, { sessionId });
    expect(receipt).toMatchObject({ kind: 'sessionRevoked', subject: sessionId });
    expect((await systemLog(test.db)).at(-1)).toMatchObject({ topics: [`session:${sessionId}`] });
    expect(await code(authenticate(test.db, one.token))).toBe('UNAUTHENTICATED');
    expect((await authenticate(test.db, two.token)).accountId).toBe(one.viewer.accountId);
  });

  it('ends a key, and says of what has ended that it has', async () => {
    const { apiKey, token } = await aKey();
    await revokeSession(test.db, hall.administrator, { sessionId: apiKey.id });
    expect(await code(authenticate(test.db, token))).toBe('UNAUTHENTICATED');
    expect(await code(revokeSession(test.db, hall.administrator, { sessionId: apiKey.id }))).toBe('ENDED');
    const short = await aKey({ expiresAt: inMinutes(1) });
    await later(2, async () =>
      expect(await code(revokeSession(test.db, hall.administrator, { sessionId: short.apiKey.id }))).toBe('ENDED'),
    );
  });

  it('is for who may shut the account out', async () => {
    const { session } = await anObserver();
    const sessionId = session.viewer.sessionId as string;
    const { apiKey } = await aKey();
    for (const viewer of [hall.observer, at(hall.delegates, 0)])
      expect(await code(revokeSession(test.db, viewer, { sessionId }))).toBe('FORBIDDEN');
    expect(await code(revokeSession(test.db, publicViewer, { sessionId }))).toBe('UNAUTHENTICATED');
    const ofChair = { sessionId: hall.chair.sessionId as string };
    expect(await code(revokeSession(test.db, hall.secretary, ofChair))).toBe('FORBIDDEN');
    for (const unseen of [hall.administrator.sessionId as string, apiKey.id, randomUUID()])
      expect(await code(revokeSession(test.db, hall.secretary, { sessionId: unseen }))).toBe('NOT_FOUND');
    expect(await code(revokeSession(test.db, other.secretary, { sessionId }))).toBe('NOT_FOUND');
  });

  it('gives a retry the receipt of the first', async () => {
    const { session } = await anObserver();
    const input = { sessionId: session.viewer.sessionId as string, idempotencyKey: randomUUID() };
    const first = await revokeSession(test.db, hall.secretary, input);
    expect(await revokeSession(test.db, hall.secretary, input)).toEqual(first);
  });
});

describe('revokeBadge', () => {
  const unused = async () => {
    const input = { role: Role.OBSERVER, conferenceId: hall.conference.id, name: randomUUID(), ttlMinutes: 60 };
    const badge = await issueBadge(test.db, hall.secretary, input);
    return { code: badge.code, badgeId: at(await badgesOf(badge.account.id), 0).id };
  };

  it('makes a code worth nothing', async () => {
    const badge = await unused();
    const receipt = await revokeBadge(test.db, hall.secretary, { badgeId: badge.badgeId });
    expect(receipt.kind).toBe('badgeRevoked');
    expect(await code(signIn(test.db, { code: badge.code }, aCaller()))).toBe('BADGE_INVALID');
    expect(await code(revokeBadge(test.db, hall.secretary, { badgeId: badge.badgeId }))).toBe('ENDED');
  });

  it('says of a code that was used that it has ended', async () => {
    const badge = await unused();
    await signIn(test.db, { code: badge.code }, aCaller());
    expect(await code(revokeBadge(test.db, hall.secretary, { badgeId: badge.badgeId }))).toBe('ENDED');
  });

  it('is for who may give such a badge', async () => {
    const { badgeId } = await unused();
    expect(await code(revokeBadge(test.db, hall.observer, { badgeId }))).toBe('FORBIDDEN');
    expect(await code(revokeBadge(test.db, other.secretary, { badgeId }))).toBe('NOT_FOUND');
    expect(await code(revokeBadge(test.db, hall.secretary, { badgeId: randomUUID() }))).toBe('NOT_FOUND');
  });
});

describe('an API key', () => {
  const checksIn = (viewer: Viewer, where: Hall) =>
    checkIn(test.db, viewer, {
      conferenceId: where.conference.id,
      delegateId: at(where.people, 0).id,
      idempotencyKey: null,
    });

  it('ends when it was said to, for requests and for what a socket still asks', async () => {
    const { token } = await aKey({ expiresAt: inMinutes(10) });
    const app = await authenticate(test.db, token);
    await later(11, async () => {
      expect(await code(authenticate(test.db, token))).toBe('UNAUTHENTICATED');
      // The socket was let in before; the statement that writes asks again.
      expect(await code(checksIn(app, hall))).toBe('UNAUTHENTICATED');
    });
    expect(await code(aKey({ expiresAt: inMinutes(-1) }))).toBe('BAD_USER_INPUT');
  });

  it('that is limited neither reads nor acts elsewhere', async () => {
    const { token } = await aKey({ conferenceIds: [hall.conference.id] });
    const app = await authenticate(test.db, token);
    expect([hall, other].map(({ conference }) => readsAt(app, conference.id))).toEqual([true, false]);
    expect(await code(checksIn(app, other))).toBe('FORBIDDEN');
    expect((await checksIn(app, hall)).kind).toBe('delegateCheckedIn');
    expect(await code(aKey({ conferenceIds: [randomUUID()] }))).toBe('NOT_FOUND');
  });

  it('is limited anew, also where it was let in before', async () => {
    const { apiKey, token } = await aKey();
    const before = await authenticate(test.db, token);
    const conferenceIds = [other.conference.id, hall.conference.id];
    await limitApiKey(test.db, hall.administrator, { apiKeyId: apiKey.id, conferenceIds });
    expect(await code(checksIn(before, other))).toBe('UNAUTHENTICATED');
    const limited = await authenticate(test.db, token);
    expect(conferenceIds.map((id) => holdsAt(limited, id))).toEqual([true, true]);
    expect(holdsAt(limited, randomUUID())).toBe(false);
    expect((await checksIn(limited, other)).kind).toBe('delegateCheckedIn');
    await limitApiKey(test.db, hall.administrator, { apiKeyId: apiKey.id, conferenceIds: null });
    expect((await authenticate(test.db, token)).conferenceIds).toBeNull();
  });

  it('is replaced by another of the same app, beside which it goes on for a while', async () => {
    const old = await aKey({ conferenceIds: [hall.conference.id] });
    const input = { apiKeyId: old.apiKey.id, overlapMinutes: 30 };
    const fresh = await rotateApiKey(test.db, hall.administrator, input);
    const [was, is] = [await authenticate(test.db, old.token), await authenticate(test.db, fresh.token)];
    expect(is).toMatchObject({ accountId: was.accountId, scopes: was.scopes, conferenceIds: was.conferenceIds });
    await later(31, async () => {
      expect(await code(authenticate(test.db, old.token))).toBe('UNAUTHENTICATED');
      expect((await authenticate(test.db, fresh.token)).sessionId).toBe(fresh.apiKeyId);
    });
    const event = (await systemLog(test.db)).at(-1);
    expect(event).toMatchObject({ kind: 'apiKeyRotated', topics: [`session:${old.apiKey.id}`] });
    expect(event?.body).not.toContain(fresh.token);
  });

  it('that is replaced never lives longer for it, and its successor as long as it was made for', async () => {
    const old = await aKey({ expiresAt: inMinutes(10) });
    const fresh = await rotateApiKey(test.db, hall.administrator, { apiKeyId: old.apiKey.id, overlapMinutes: 60 });
    const [{ seconds }] = await test.db.query<[{ seconds: number }]>(
      'select extract(epoch from expires_at - created_at)::int as seconds from session where id = $1',
      [fresh.apiKeyId],
    );
    expect(Math.abs(seconds - 600)).toBeLessThanOrEqual(1);
    await later(11, async () => expect(await code(authenticate(test.db, old.token))).toBe('UNAUTHENTICATED'));
  });

  it('may be replaced again while it goes on, and each new key lives as long as the app’s are made for', async () => {
    const old = await aKey();
    const input = { apiKeyId: old.apiKey.id, overlapMinutes: 5 };
    await rotateApiKey(test.db, hall.administrator, input);
    const fresh = await rotateApiKey(test.db, hall.administrator, input);
    await later(60, async () => {
      expect(await code(authenticate(test.db, old.token))).toBe('UNAUTHENTICATED');
      expect((await authenticate(test.db, fresh.token as string)).expiresAt).toBeNull();
    });
  });

  it('is replaced once by a request that comes twice, and its token is not told again', async () => {
    const { apiKey } = await aKey();
    const input = { apiKeyId: apiKey.id, overlapMinutes: 5, idempotencyKey: randomUUID() };
    const first = await rotateApiKey(test.db, hall.administrator, input);
    const again = await rotateApiKey(test.db, hall.administrator, input);
    expect(again).toEqual({ receipt: first.receipt, token: null, apiKeyId: null });
  });

  it('is rotated and limited by administrators only, and only while it holds', async () => {
    const { apiKey } = await aKey();
    for (const viewer of [hall.chair, hall.secretary, hall.observer]) {
      expect(await code(rotateApiKey(test.db, viewer, { apiKeyId: apiKey.id }))).toBe('FORBIDDEN');
      expect(await code(limitApiKey(test.db, viewer, { apiKeyId: apiKey.id }))).toBe('FORBIDDEN');
    }
    const ofPerson = hall.chair.sessionId as string;
    expect(await code(rotateApiKey(test.db, hall.administrator, { apiKeyId: ofPerson }))).toBe('NOT_FOUND');
    expect(await code(limitApiKey(test.db, hall.administrator, { apiKeyId: ofPerson }))).toBe('NOT_FOUND');
    await revokeSession(test.db, hall.administrator, { sessionId: apiKey.id });
    expect(await code(rotateApiKey(test.db, hall.administrator, { apiKeyId: apiKey.id }))).toBe('ENDED');
  });
});
