import { Role } from '../graphql/authorize/viewer';

const { ADMINISTRATOR, CHAIR, SECRETARY, DELEGATE, OBSERVER, APP } = Role;

/** Whose accounts each role gives out and shuts out. An app stops at observers: it must not make itself a voter. */
const managed: ReadonlyMap<Role, readonly Role[]> = new Map([
  [ADMINISTRATOR, [ADMINISTRATOR, CHAIR, SECRETARY, DELEGATE, OBSERVER, APP]],
  [CHAIR, [DELEGATE, OBSERVER]],
  [SECRETARY, [DELEGATE, OBSERVER]],
  [APP, [OBSERVER]],
]);

/** Why one role may not give out a badge of another, or shut its holder out; or null. */
export function manageRefusal(by: Role, of: Role): 'FORBIDDEN' | null {
  return managed.get(by)?.includes(of) ? null : 'FORBIDDEN';
}

/** Whether a badge of this role is for one conference. */
function isBound(role: Role): boolean {
  return role !== ADMINISTRATOR && role !== APP;
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
  if (isBound(role) && !form.conferenceId) return { argument: 'conferenceId', cure: 'Name the conference it is for.' };
  if (!isBound(role) && form.conferenceId)
    return { argument: 'conferenceId', cure: 'Leave it out: this role holds everywhere.' };
  if (role === DELEGATE && !form.delegateId) return { argument: 'delegateId', cure: 'Name the delegate it is for.' };
  if (role !== DELEGATE && form.delegateId)
    return { argument: 'delegateId', cure: 'Leave it out, or ask for role DELEGATE.' };
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
