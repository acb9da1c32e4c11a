import { randomUUID } from 'node:crypto';
import { type HandOverInput, handOver } from '../../src/auth/hand-over';
import { HeldRole } from '../../src/bloc/held-role';
import { AppointmentMode, LeadershipRole, LeadershipTerm } from '../../src/bloc/leadership-term';
import { BlocRole, type Viewer } from '../../src/graphql/authorize/viewer';
import { makeSchema } from '../../src/schema';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { dataOf } from '../support/graph';
import { aHall, at, type Hall, opensYear } from '../support/hall';
import { happenedAt, outcomes } from '../support/log';
import { aStaff, hold, inHours } from '../support/staff';

const { OFFICER, LEADER_OFFICE, COUNCIL_OFFICE } = BlocRole;

let test: TestDatabase;
let hall: Hall;
/** Of the member that leads in `opensYear`. */
let leaving: Viewer;
/** An officer of member 2, which leads the year after. */
let coming: Viewer;
let next: LeadershipTerm;
beforeAll(async () => {
  test = await freshDatabase();
});
beforeEach(async () => {
  hall = await aHall(test.db);
  leaving = await aStaff(hall, LEADER_OFFICE);
  coming = await aStaff(hall, OFFICER, { memberId: at(hall.members, 2).id });
  next = {
    ...{ id: randomUUID(), blocId: hall.bloc.id, memberId: at(hall.members, 2).id, conferenceId: null, ordinal: 1 },
    ...{ year: opensYear + 1, role: LeadershipRole.LEADER, mode: AppointmentMode.ROTATION },
    ...{ rehearsal: false, supersededAt: null },
  };
  await test.db.manager.insert(LeadershipTerm, next);
});
afterAll(() => test.drop());

const inputOf = (accounts: readonly Viewer[] = [coming], more: Partial<HandOverInput> = {}): HandOverInput => ({
  ...{ blocId: hall.bloc.id, year: opensYear + 1, accountIds: accounts.map(({ accountId }) => accountId as string) },
  ...more,
});
const hand = (viewer: Viewer, input = inputOf()) => handOver(test.db, viewer, input);
const refused = (viewer: Viewer, input = inputOf()) => refusalOf(hand(viewer, input));
const officesOf = ({ accountId }: Viewer) =>
  test.db.manager.findBy(HeldRole, { accountId: accountId as string, role: LEADER_OFFICE });

describe('handOver', () => {
  it('ends the offices that leave and begins the next at one moment, in one entry of the log', async () => {
    const second = await aStaff(hall, LEADER_OFFICE, { validUntil: inHours(9) });
    const receipt = await hand(leaving);
    const [old] = await officesOf(leaving);
    const [alsoOld] = await officesOf(second);
    const [begun] = await officesOf(coming);
    expect(begun).toMatchObject({ memberId: next.memberId, termId: next.id, validUntil: null });
    expect([old?.validUntil, alsoOld?.validUntil]).toEqual([begun?.validFrom, begun?.validFrom]);
    expect(receipt).toMatchObject({ stream: hall.bloc.id, kind: 'officeHandedOver', subject: next.id });
    const entries = await happenedAt(test.db, hall.bloc.id);
    expect(entries).toHaveLength(1);
    expect(entries[0]?.data).toMatchObject({
      year: opensYear + 1,
      member: { code: at(hall.members, 2).code },
      ended: expect.arrayContaining([
        expect.objectContaining({ heldRoleId: old?.id, before: null }),
        expect.objectContaining({ heldRoleId: alsoOld?.id, before: expect.any(String) }),
      ]),
      granted: [{ heldRoleId: begun?.id, accountId: coming.accountId, from: begun?.validFrom.toISOString() }],
    });
    expect(JSON.stringify(entries)).not.toContain(coming.name);
    expect(await refused(leaving)).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('is answered with the term of the office that begins', async () => {
    const data = await dataOf(makeSchema(), test.db, {
      document: `mutation ($input: HandOverInput!) { handOver(input: $input) { receipt { kind } term { year member { code } } } }`,
      ...{ viewer: leaving, variables: { input: inputOf() } },
    });
    expect(data).toEqual({
      handOver: {
        receipt: { kind: 'officeHandedOver' },
        term: { year: opensYear + 1, member: { code: at(hall.members, 2).code } },
      },
    });
  });

  it('keeps a role to come from beginning, and leaves other roles', async () => {
    const later = await aStaff(hall, LEADER_OFFICE, { validFrom: inHours(5) });
    await hand(leaving);
    const [role] = await officesOf(later);
    expect(role?.validUntil).toEqual(role?.validFrom);
    const [officer] = await test.db.manager.findBy(HeldRole, { accountId: coming.accountId as string, role: OFFICER });
    expect(officer?.validUntil).toBeNull();
  });

  it('is done by an administrator and the council’s office with any account of staff', async () => {
    const anybody = await aStaff(hall);
    await hand(hall.administrator, inputOf([anybody]));
    expect(await officesOf(anybody)).toHaveLength(1);
    const other = await aStaff(hall);
    await hand(await aStaff(hall, COUNCIL_OFFICE), inputOf([other]));
    expect(await officesOf(other)).toHaveLength(1);
    // Who has it for the year keeps it.
    expect((await officesOf(anybody))[0]?.validUntil).toBeNull();
  });

  it('goes from the office that leaves to officers of the member that takes over alone', async () => {
    const elsewhere = await aHall(test.db);
    const strangers = [
      await aStaff(hall),
      await aStaff(hall, OFFICER),
      await aStaff(hall, OFFICER, { memberId: next.memberId, validUntil: inHours(-0.1) }),
      await aStaff(hall, OFFICER, { memberId: next.memberId, validFrom: inHours(1) }),
      await aStaff(elsewhere, OFFICER),
    ];
    for (const stranger of strangers)
      expect(await refused(leaving, inputOf([coming, stranger]))).toMatchObject({
        ...{ code: 'FORBIDDEN', facts: { accountIds: [stranger.accountId] } },
      });
    expect(await officesOf(coming)).toHaveLength(0);
  });

  it('is closed to officers, to offices of other blocs, and to who holds nothing', async () => {
    const elsewhere = await aHall(test.db);
    for (const viewer of [coming, await aStaff(elsewhere, LEADER_OFFICE), await aStaff(hall), hall.chair])
      expect(await refused(viewer)).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('needs a leader of that year, who is no rehearsal’s and not superseded', async () => {
    const year = opensYear + 2;
    expect(await refused(leaving, inputOf([coming], { year }))).toMatchObject({ code: 'NO_LEADER', facts: { year } });
    for (const gone of [{ rehearsal: true, conferenceId: hall.conference.id }, { supersededAt: new Date() }]) {
      await test.db.manager.insert(LeadershipTerm, { ...next, id: randomUUID(), year, ...gone });
      expect(await refused(hall.administrator, inputOf([coming], { year }))).toMatchObject({ code: 'NO_LEADER' });
    }
  });

  it('finds no account but one of staff that may sign in', async () => {
    for (const viewer of [hall.chair, hall.administrator])
      expect(await refused(hall.administrator, inputOf([coming, viewer]))).toMatchObject({ code: 'NOT_FOUND' });
    const { accountId } = coming;
    await test.db.query('update account set revoked_at = clock_timestamp() where id = $1', [accountId]);
    expect(await refused(hall.administrator)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('refuses what changes nothing', async () => {
    await hand(hall.administrator);
    expect(await refused(hall.administrator)).toMatchObject({ code: 'ROLE_HELD' });
  });

  it('is done once of two at once, and a request sent again gets its receipt', async () => {
    expect(await outcomes(hand(hall.administrator), hand(hall.administrator))).toEqual(['ROLE_HELD', 'done']);
    const third = await aStaff(hall);
    const input = inputOf([third], { idempotencyKey: 'hand-over-once' });
    const receipt = await hand(hall.administrator, input);
    expect(await hand(hall.administrator, input)).toEqual(receipt);
    await hold(hall, third, OFFICER);
    expect(await officesOf(third)).toHaveLength(1);
  });
});
