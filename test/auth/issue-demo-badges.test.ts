import { issueDemoBadges } from '../../src/auth/issue-demo-badges';
import { Role } from '../../src/graphql/authorize/viewer';
import { aCaller, refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall } from '../support/hall';
import { signIn } from '../support/sign-in';

let test: TestDatabase;

beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.drop());

describe('issueDemoBadges', () => {
  it('gives a working code to everybody one needs, delegates in the order of members', async () => {
    const hall = await aHall(test.db, { members: 3, guests: 2 });
    const badges = await issueDemoBadges(test.db, hall.conference.id);
    expect(badges.map(({ role, who }) => [role, who])).toEqual([
      [Role.ADMINISTRATOR, 'Quản trị viên'],
      [Role.CHAIR, 'Chủ tọa'],
      [Role.SECRETARY, 'Thư ký'],
      [Role.DELEGATE, 'ĐV 1: Đại biểu 1'],
      [Role.DELEGATE, 'ĐV 2: Đại biểu 2'],
      [Role.DELEGATE, 'ĐV 3: Đại biểu 3'],
      [Role.OBSERVER, 'Quan sát viên'],
    ]);
    for (const { role, code } of badges) {
      expect((await signIn(test.db, { code }, aCaller())).viewer.role).toBe(role);
    }
  });

  it('gives new codes for the same accounts the next time', async () => {
    const hall = await aHall(test.db, { members: 2 });
    const first = await issueDemoBadges(test.db, hall.conference.id);
    const accounts = () => test.db.query('select count(*) from account');
    const before = await accounts();
    const second = await issueDemoBadges(test.db, hall.conference.id);
    expect(await accounts()).toEqual(before);
    expect(new Set([...first, ...second].map((badge) => badge.code)).size).toBe(first.length * 2);
  });

  it('prefers the delegate who may both vote and sign', async () => {
    const hall = await aHall(test.db, { members: 1 });
    await test.db.query('update delegate set may_sign = false where conference_id = $1 and may_vote', [
      hall.conference.id,
    ]);
    await test.db.query(
      `insert into delegate (id, conference_id, member_id, code, ordinal, name, posts, may_vote, may_sign)
       select gen_random_uuid(), conference_id, member_id, 'x', 99, '{"vi": "Đủ quyền", "en": null}', '[]', true, true
       from delegate where conference_id = $1 and may_vote`,
      [hall.conference.id],
    );
    const badges = await issueDemoBadges(test.db, hall.conference.id);
    expect(badges.filter((badge) => badge.role === Role.DELEGATE).map((badge) => badge.who)).toEqual([
      'ĐV 1: Đủ quyền',
    ]);
  });

  it('finds no conference that is none', async () => {
    const refusal = await refusalOf(issueDemoBadges(test.db, '00000000-0000-4000-8000-000000000009'));
    expect(refusal.code).toBe('NOT_FOUND');
  });
});
