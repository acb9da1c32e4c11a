import { randomUUID } from 'node:crypto';
import { HeldRole } from '../../src/bloc/held-role';
import { AppointmentMode, LeadershipRole, LeadershipTerm } from '../../src/bloc/leadership-term';
import { BlocRole, Role, type Viewer } from '../../src/graphql/authorize/viewer';
import { at, aViewer, type Hall, opensYear } from './hall';

/** A moment so many hours from now. */
export const inHours = (hours: number): Date => new Date(Date.now() + hours * 3_600_000);

/** The term of the member that leads the bloc of a hall, written straight into the tables: member 0, unless another. */
export async function aLeader({ db, bloc, members }: Hall, member = 0): Promise<LeadershipTerm> {
  const where = { blocId: bloc.id, year: opensYear, role: LeadershipRole.LEADER };
  const known = await db.manager.findOneBy(LeadershipTerm, where);
  if (known) return known;
  const term: LeadershipTerm = {
    ...{ ...where, id: randomUUID(), memberId: at(members, member).id, conferenceId: null, ordinal: 1 },
    ...{ mode: AppointmentMode.ROTATION, rehearsal: false, supersededAt: null },
  };
  await db.manager.insert(LeadershipTerm, term);
  return term;
}

/** Gives an account a role at the bloc of a hall, written straight into the tables: since an hour ago, unless otherwise. */
export async function hold(hall: Hall, { accountId }: Viewer, role: BlocRole, parts: Partial<HeldRole> = {}) {
  const term = role === BlocRole.LEADER_OFFICE ? await aLeader(hall) : null;
  const held: HeldRole = {
    ...{ id: randomUUID(), blocId: hall.bloc.id, accountId: accountId as string, role },
    memberId: role === BlocRole.COUNCIL_OFFICE ? null : (term?.memberId ?? at(hall.members, 1).id),
    termId: term?.id ?? null,
    validFrom: inHours(-1),
    validUntil: null,
    ...parts,
  };
  await hall.db.manager.insert(HeldRole, held);
  return held;
}

/** Somebody who works for the bloc of a hall by a role that they hold. */
export async function aStaff(hall: Hall, role?: BlocRole, parts: Partial<HeldRole> = {}): Promise<Viewer> {
  const viewer = await aViewer(hall.db, Role.STAFF);
  if (role) await hold(hall, viewer, role, parts);
  return viewer;
}
