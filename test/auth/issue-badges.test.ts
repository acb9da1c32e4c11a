import { randomUUID } from 'node:crypto';
import { issueBadge } from '../../src/auth/issue-badge';
import { issueBadges } from '../../src/auth/issue-badges';
import { Role } from '../../src/graphql/authorize/viewer';
import { aCaller, refusalOf, systemLog } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, type Hall } from '../support/hall';
import { signIn } from '../support/sign-in';

let test: TestDatabase;
let hall: Hall;
beforeAll(async () => {
  test = await freshDatabase();
  hall = await aHall(test.db);
});
afterAll(() => test.drop());

const ask = (delegateIds: string[], more: { idempotencyKey?: string } = {}, viewer = hall.secretary) =>
  issueBadges(test.db, viewer, { conferenceId: hall.conference.id, delegateIds, ttlMinutes: 60, ...more });
const idsOf = (...places: number[]) => places.map((place) => at(hall.people, place).id);

describe('issueBadges', () => {
  it('gives each a code of their own, in the order asked for, for the account they have', async () => {
    const ids = idsOf(2, 0, 1);
    const one = { role: Role.DELEGATE, conferenceId: hall.conference.id, delegateId: ids[0] ?? null, ttlMinutes: 60 };
    const { account } = await issueBadge(test.db, hall.secretary, one);
    const { badges } = await ask(ids);
    expect(badges?.map(({ account: { delegateId } }) => delegateId)).toEqual(ids);
    expect(badges?.[0]?.account.id).toBe(account.id);
    for (const [index, { code }] of (badges ?? []).entries())
      expect((await signIn(test.db, { code }, aCaller())).viewer.delegateId).toBe(ids[index]);
    const written = (await systemLog(test.db)).slice(-3);
    expect(written.map(({ kind }) => kind)).toEqual(['badgeIssued', 'badgeIssued', 'badgeIssued']);
  });

  it('makes codes given out before and not used worth nothing', async () => {
    const [first, second] = [await ask(idsOf(3)), await ask(idsOf(3))];
    const codeOf = ({ badges }: typeof first) => badges?.[0]?.code as string;
    expect((await refusalOf(signIn(test.db, { code: codeOf(first) }, aCaller()))).code).toBe('BADGE_INVALID');
    await signIn(test.db, { code: codeOf(second) }, aCaller());
  });

  it('gives none where one is no delegate of the conference', async () => {
    const other = await aHall(test.db);
    const before = (await systemLog(test.db)).length;
    const refused = ask([...idsOf(0), at(other.people, 0).id]);
    expect(await refusalOf(refused)).toMatchObject({
      code: 'NOT_FOUND',
      facts: { delegateIds: [at(other.people, 0).id] },
    });
    expect(await systemLog(test.db)).toHaveLength(before);
  });

  it('tells a retry that it is done, and no codes', async () => {
    const idempotencyKey = randomUUID();
    const { receipt } = await ask(idsOf(4), { idempotencyKey });
    expect(await ask(idsOf(4), { idempotencyKey })).toEqual({ receipt, badges: null });
  });

  it('is for the desk of that conference', async () => {
    const other = await aHall(test.db);
    for (const viewer of [other.secretary, at(hall.delegates, 0), hall.observer])
      expect((await refusalOf(ask(idsOf(0), {}, viewer))).code).toBe('FORBIDDEN');
  });
});
