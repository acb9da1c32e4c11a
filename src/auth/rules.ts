import { Refusal } from '../errors/refusal';
import { BlocRole, Role } from '../graphql/authorize/viewer';

const { ADMINISTRATOR, CHAIR, SECRETARY, DELEGATE, OBSERVER, STAFF, APP } = Role;
const { OFFICER, LEADER_OFFICE, COUNCIL_OFFICE } = BlocRole;

/** Whose accounts each role gives out and shuts out. An app stops at observers: it must not make itself a voter. */
const managed: ReadonlyMap<Role, readonly Role[]> = new Map([
  [ADMINISTRATOR, [ADMINISTRATOR, CHAIR, SECRETARY, DELEGATE, OBSERVER, STAFF, APP]],
  [CHAIR, [DELEGATE, OBSERVER]],
  [SECRETARY, [DELEGATE, OBSERVER]],
  [APP, [OBSERVER]],
]);

/** Why one role may not give out a badge of another, or shut its holder out; or null. */
export function manageRefusal(by: Role, of: Role): 'FORBIDDEN' | null {
  return managed.get(by)?.includes(of) ? null : 'FORBIDDEN';
}

/** Which roles at a bloc each gives out and ends: an administrator all, an office those below it. */
const granted = new Map<Role | BlocRole, readonly BlocRole[]>([
  [ADMINISTRATOR, [OFFICER, LEADER_OFFICE, COUNCIL_OFFICE]],
  [COUNCIL_OFFICE, [OFFICER, LEADER_OFFICE]],
  [LEADER_OFFICE, [OFFICER]],
]);

/** Why whoever acts by one of these roles may not give out or end a role at a bloc; or null. */
export function grantRefusal(by: readonly (Role | BlocRole)[], role: BlocRole): 'FORBIDDEN' | null {
  return by.some((each) => granted.get(each)?.includes(role)) ? null : 'FORBIDDEN';
}

/** What is wrong with the form of a grant, with the argument and the cure; or null. */
export function grantFault({
  role,
  memberId,
  year,
}: GrantForm): { readonly argument: string; readonly cure: string } | null {
  if (role === OFFICER && memberId == null)
    return { argument: 'memberId', cure: 'Name the member whose officer it is.' };
  if (role !== OFFICER && memberId != null)
    return { argument: 'memberId', cure: "Leave it out: a leader's office is that of the member that leads." };
  if (role === LEADER_OFFICE && year == null)
    return { argument: 'year', cure: 'Give the year of the leadership term.' };
  if (role !== LEADER_OFFICE && year != null)
    return { argument: 'year', cure: 'Leave it out, or ask for LEADER_OFFICE.' };
  return null;
}

/** A grant, as far as its form goes. */
interface GrantForm {
  readonly role: BlocRole;
  readonly memberId?: string | null;
  readonly year?: number | null;
}

/**
 * Whether the leader's office of a bloc may recover an account: a delegate's of a conference of the bloc, or one that
 * holds nothing but roles of officers at this bloc. It must not come to the rights of another office.
 */
export function leaderOfficeRecovers(
  role: Role,
  held: readonly { readonly blocId: string; readonly role: BlocRole }[],
  blocId: string,
): boolean {
  if (role === DELEGATE) return true;
  return role === STAFF && held.length > 0 && held.every((each) => each.role === OFFICER && each.blocId === blocId);
}

/** What is to end must end later. @throws Refusal BAD_USER_INPUT */
export function requireFuture(expiresAt: Date | null | undefined, at: Date): void {
  if (!expiresAt || expiresAt > at) return;
  throw new Refusal('BAD_USER_INPUT', { argument: 'expiresAt', cure: 'Give a moment that is still to come.' });
}

/** Whether a badge of this role is for one conference. */
function isBound(role: Role): boolean {
  return role !== ADMINISTRATOR && role !== STAFF && role !== APP;
}

/** The request of a badge, as far as its form goes. */
export interface BadgeForm {
  readonly role: Role;
  readonly conferenceId?: string | null;
  readonly delegateId?: string | null;
  readonly name?: string | null;
}

/** What is wrong with the form of a request, with the argument and the cure; or null. */
export function badgeFault(form: BadgeForm): { readonly argument: string; readonly cure: string } | null {
  const { role } = form;
  if (role === Role.PUBLIC) return { argument: 'role', cure: 'The public needs no badge.' };
  if (role === APP) return { argument: 'role', cure: 'An app gets an API key: issueApiKey.' };
  if (isBound(role) && form.conferenceId == null)
    return { argument: 'conferenceId', cure: 'Name the conference it is for.' };
  if (!isBound(role) && form.conferenceId != null)
    return { argument: 'conferenceId', cure: 'Leave it out: this role holds everywhere.' };
  if (role === DELEGATE && form.delegateId == null)
    return { argument: 'delegateId', cure: 'Name the delegate it is for.' };
  if (role !== DELEGATE && form.delegateId != null)
    return { argument: 'delegateId', cure: 'Leave it out, or ask for role DELEGATE.' };
  if (role === STAFF && !form.name) return { argument: 'name', cure: 'Name the person: the log will.' };
  if (role === DELEGATE && form.name) return { argument: 'name', cure: "Leave it out: it is the delegate's own." };
  return null;
}

/** How the holder of a badge without a name is called. */
export function defaultName(role: Role): string {
  switch (role) {
    case ADMINISTRATOR:
      return 'Quản trị viên';
    case CHAIR:
      return 'Chủ tọa';
    case SECRETARY:
      return 'Thư ký';
    default:
      return 'Quan sát viên';
  }
}
