import { endBlocRole } from '../../src/auth/end-bloc-role';
import { type GrantBlocRoleInput, grantBlocRole } from '../../src/auth/grant-bloc-role';
import { HeldRole } from '../../src/bloc/held-role';
import { holdBloc } from '../../src/bloc/hold-role';
import { assignLeadership } from '../../src/conference/assign-leadership';
import { Visibility } from '../../src/conference/conference';
import { openConference } from '../../src/conference/open-conference';
import { isVisible } from '../../src/conference/visibility';
import { BlocRole, publicViewer, type Viewer } from '../../src/graphql/authorize/viewer';
import { makeSchema } from '../../src/schema';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { dataOf } from '../support/graph';
import { aHall, at, type Hall, opensYear } from '../support/hall';
import { happenedAt, outcomes, untilBlocked } from '../support/log';
import { aLeader, aStaff, hold, inHours } from '../support/staff';
import { until as untilHolds } from '../support/until';

const { OFFICER, LEADER_OFFICE, COUNCIL_OFFICE } = BlocRole;

let test: TestDatabase;
let hall: Hall;
beforeAll(async () => {
  test = await freshDatabase();
});
beforeEach(async () => {
  hall = await aHall(test.db);
});
afterAll(() => test.drop());

/** A grant of an officer's role of member 1, with changes. */
const grantOf = ({ accountId }: Viewer, changes: Partial<GrantBlocRoleInput> = {}): GrantBlocRoleInput => ({
  ...{ blocId: hall.bloc.id, accountId: accountId as string, role: OFFICER, memberId: at(hall.members, 1).id },
  ...changes,
});
const grant = (viewer: Viewer, input: GrantBlocRoleInput) => grantBlocRole(test.db, viewer, input);
const end = (viewer: Viewer, { id }: { readonly id: string }) => endBlocRole(test.db, viewer, { heldRoleId: id });
const rolesOf = (viewer: Viewer) => test.db.manager.findBy(HeldRole, { accountId: viewer.accountId as string });

describe('grantBlocRole', () => {
  it('gives a role for a time and says so in the log of the bloc, without a name', async () => {
    const [staff, until] = [await aStaff(hall), inHours(24)];
    const receipt = await grant(hall.administrator, grantOf(staff, { until }));
    const [held] = await rolesOf(staff);
    expect(held).toMatchObject({ role: OFFICER, memberId: at(hall.members, 1).id, termId: null, validUntil: until });
    expect(receipt).toMatchObject({ stream: hall.bloc.id, sequence: 1, kind: 'blocRoleGranted', subject: held?.id });
    const { accountId } = staff;
    const from = held?.validFrom.toISOString();
    expect(await happenedAt(test.db, hall.bloc.id)).toMatchObject([
      { data: { role: OFFICER, accountId, from, until: until.toISOString() }, topics: [`bloc:${hall.bloc.id}`] },
    ]);
    expect(JSON.stringify(await happenedAt(test.db, hall.bloc.id))).not.toContain(staff.name);
  });

  it('gives a leader’s office the member and the term of the year', async () => {
    const [staff, term] = [await aStaff(hall), await aLeader(hall)];
    await grant(hall.administrator, grantOf(staff, { role: LEADER_OFFICE, memberId: null, year: opensYear }));
    expect(await rolesOf(staff)).toMatchObject([{ role: LEADER_OFFICE, memberId: term.memberId, termId: term.id }]);
  });

  it('shows it to its holder and to the offices of the bloc, and its place in the log', async () => {
    const schema = makeSchema();
    const staff = await aStaff(hall);
    const ask = (document: string, viewer: Viewer, variables = {}) =>
      dataOf(schema, test.db, { document, viewer, variables });
    const granting = await ask(
      `mutation ($input: GrantBlocRoleInput!) { grantBlocRole(input: $input) { receipt { bloc { slug } conference { slug } }
         heldRole { role until member { code } bloc { slug } account { name } } } }`,
      hall.administrator,
      { input: grantOf(staff) },
    );
    const [role, slug] = [{ role: OFFICER, until: null, member: { code: at(hall.members, 1).code } }, hall.bloc.slug];
    expect(granting).toEqual({
      grantBlocRole: {
        receipt: { bloc: { slug }, conference: null },
        heldRole: { ...role, bloc: { slug }, account: { name: staff.name } },
      },
    });
    const mine = '{ me { role blocRoles { role until member { code } } } }';
    expect(await ask(mine, staff)).toEqual({ me: { role: 'STAFF', blocRoles: [role] } });
    expect(await ask(mine, hall.chair)).toEqual({ me: { role: 'CHAIR', blocRoles: [] } });
    const officers = `{ bloc(slug: "${slug}") { officers { totalCount nodes { role account { name } } } } }`;
    const council = await aStaff(hall, COUNCIL_OFFICE);
    await aStaff(hall, OFFICER, { validUntil: inHours(-0.5) });
    expect(await ask(officers, council)).toEqual({
      bloc: {
        officers: {
          totalCount: 2,
          nodes: [
            { role: COUNCIL_OFFICE, account: { name: council.name } },
            { role: OFFICER, account: { name: staff.name } },
          ],
        },
      },
    });
  });

  it('lets each office give out the roles below it, at its own bloc', async () => {
    await aLeader(hall);
    const other = await aHall(test.db);
    const inputs: Record<BlocRole, Partial<GrantBlocRoleInput>> = {
      OFFICER: {},
      LEADER_OFFICE: { role: LEADER_OFFICE, memberId: null, year: opensYear },
      COUNCIL_OFFICE: { role: COUNCIL_OFFICE, memberId: null },
    };
    const given = async (viewer: Viewer) => {
      const codes: Record<string, string> = {};
      for (const [role, changes] of Object.entries(inputs))
        [codes[role]] = (await outcomes(grant(viewer, grantOf(await aStaff(hall), changes)))) as [string];
      return Object.values(codes);
    };
    const no = 'FORBIDDEN';
    expect(await given(hall.administrator)).toEqual(['done', 'done', 'done']);
    expect(await given(await aStaff(hall, COUNCIL_OFFICE))).toEqual(['done', 'done', no]);
    expect(await given(await aStaff(hall, LEADER_OFFICE))).toEqual(['done', no, no]);
    expect(await given(await aStaff(hall, OFFICER))).toEqual([no, no, no]);
    expect(await given(await aStaff(other, COUNCIL_OFFICE))).toEqual([no, no, no]);
    expect(await given(hall.chair)).toEqual([no, no, no]);
    expect(await given(publicViewer)).toEqual(Array(3).fill('UNAUTHENTICATED'));
  });

  it('refuses what does not fit the role, and the past', async () => {
    const staff = await aStaff(hall);
    const later = inHours(2);
    const cases: [Partial<GrantBlocRoleInput>, string][] = [
      [{ memberId: null }, 'memberId'],
      [{ role: COUNCIL_OFFICE }, 'memberId'],
      [{ year: opensYear }, 'year'],
      [{ role: LEADER_OFFICE, memberId: null }, 'year'],
      [{ role: LEADER_OFFICE, memberId: null, year: opensYear }, 'year'],
      [{ from: inHours(-1) }, 'from'],
      [{ until: inHours(-1) }, 'until'],
      [{ from: later, until: later }, 'until'],
    ];
    for (const [changes, argument] of cases) {
      const refusal = await refusalOf(grant(hall.administrator, grantOf(staff, changes)));
      expect([changes, refusal]).toMatchObject([changes, { code: 'BAD_USER_INPUT', facts: { argument } }]);
    }
    expect(await rolesOf(staff)).toEqual([]);
  });

  it('finds no account but one of staff that may sign in, no member of another bloc, and no bloc that is not there', async () => {
    const staff = await aStaff(hall);
    const elsewhere = await aHall(test.db);
    const shutOut = await aStaff(hall);
    await test.db.query('update account set revoked_at = now() where id = $1', [shutOut.accountId]);
    for (const input of [
      grantOf(hall.chair),
      grantOf(shutOut),
      grantOf(staff, { memberId: at(elsewhere.members, 0).id }),
      grantOf(staff, { blocId: hall.conference.id }),
    ])
      expect(await refusalOf(grant(hall.administrator, input))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('gives no role twice for one time, also of two requests at once, and one after the other', async () => {
    const staff = await aStaff(hall);
    const until = inHours(2);
    const both = [{ until }, { from: inHours(1) }].map((changes) => grant(hall.administrator, grantOf(staff, changes)));
    expect(await outcomes(...both)).toEqual(['ROLE_HELD', 'done']);
    await test.db.manager.update(HeldRole, { accountId: staff.accountId as string }, { validUntil: until });
    await grant(hall.administrator, grantOf(staff, { from: until }));
    expect(await rolesOf(staff)).toHaveLength(2);
  });

  it('gives a request sent again the receipt it got first', async () => {
    const input = grantOf(await aStaff(hall), { idempotencyKey: 'grant-once-please' });
    const receipt = await grant(hall.administrator, input);
    expect(await grant(hall.administrator, input)).toEqual(receipt);
    expect(await grant(hall.administrator, { ...input, year: null, until: null })).toEqual(receipt);
  });
});

describe('endBlocRole', () => {
  it('ends a role now, once, and says so in the log of the bloc', async () => {
    const staff = await aStaff(hall);
    const held = await hold(hall, staff, OFFICER, { validUntil: inHours(5) });
    const { at: ended } = await end(hall.administrator, held);
    const [after] = await rolesOf(staff);
    expect(after?.validUntil?.getTime()).toBeLessThanOrEqual(ended.getTime());
    expect((await happenedAt(test.db, hall.bloc.id)).at(-1)).toMatchObject({
      kind: 'blocRoleEnded',
      data: { before: held.validUntil?.toISOString(), until: after?.validUntil?.toISOString() },
    });
    expect(await refusalOf(end(hall.administrator, held))).toMatchObject({ code: 'ENDED' });
  });

  it('takes one that is to come away before it begins', async () => {
    const staff = await aStaff(hall);
    const held = await hold(hall, staff, OFFICER, { validFrom: inHours(5) });
    await end(hall.administrator, held);
    expect((await rolesOf(staff))[0]?.validUntil).toEqual(held.validFrom);
  });

  it('is for who may give it out', async () => {
    const roles = await Promise.all(
      [OFFICER, LEADER_OFFICE, COUNCIL_OFFICE].map(async (role) => hold(hall, await aStaff(hall), role)),
    );
    const done = async (viewer: Viewer) => (await Promise.all(roles.map((held) => outcomes(end(viewer, held))))).flat();
    const no = 'FORBIDDEN';
    const missing = 'NOT_FOUND';
    for (const stranger of [await aStaff(hall, OFFICER), await aStaff(await aHall(hall.db), COUNCIL_OFFICE)])
      expect(await done(stranger)).toEqual([missing, missing, missing]);
    expect(await done(await aStaff(hall, LEADER_OFFICE))).toEqual(['done', no, no]);
    expect(await done(await aStaff(hall, COUNCIL_OFFICE))).toEqual(['ENDED', 'done', no]);
    expect(await refusalOf(end(hall.administrator, hall.bloc))).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a role at a bloc', () => {
  /** An act of the council's office that waits until `meanwhile` lets go of the bloc. */
  async function heldUp(council: Viewer, meanwhile: () => Promise<unknown>) {
    const { db } = test;
    const leaderId = at(hall.members, 2).id;
    let waiting: Promise<unknown> = Promise.resolve();
    await db.transaction(async (tx) => {
      await holdBloc(hall.bloc.id)(tx);
      waiting = refusalOf(
        assignLeadership(db, council, { blocId: hall.bloc.id, year: opensYear, leaderId, deputyIds: [] }),
      );
      await untilBlocked(db);
      await meanwhile();
    });
    return waiting;
  }

  it('that ends while an act waits for the bloc opens nothing any more', async () => {
    const council = await aStaff(hall, COUNCIL_OFFICE);
    const change = () =>
      test.db.query('update held_role set valid_until = clock_timestamp() where account_id = $1', [council.accountId]);
    expect(await heldUp(council, change)).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('whose end comes while an act waits is over by the database’s clock', async () => {
    const validUntil = new Date(Date.now() + 1_000);
    const council = await aStaff(hall, COUNCIL_OFFICE, { validUntil });
    const passed = () =>
      untilHolds(async () => (await test.db.query('select 1 where clock_timestamp() >= $1', [validUntil])).length > 0);
    expect(await heldUp(council, passed)).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('of a leader’s office is over once its term is superseded', async () => {
    const [office, council] = [await aStaff(hall, LEADER_OFFICE), await aStaff(hall, COUNCIL_OFFICE)];
    await grant(office, grantOf(await aStaff(hall)));
    const leaderId = at(hall.members, 3).id;
    await assignLeadership(test.db, council, { blocId: hall.bloc.id, year: opensYear, leaderId, deputyIds: [] });
    expect(await refusalOf(grant(office, grantOf(await aStaff(hall))))).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('opens nothing at a conference, nor the sight of one that is not public', async () => {
    const viewer = await aStaff(hall, COUNCIL_OFFICE);
    const conferenceId = hall.conference.id;
    expect(await refusalOf(openConference(test.db, viewer, { conferenceId }))).toMatchObject({ code: 'FORBIDDEN' });
    expect(isVisible(viewer, { id: conferenceId, visibility: Visibility.PARTICIPANTS })).toBe(false);
  });
});
