import { Role } from '../graphql/authorize/viewer';

const deskRoles: readonly Role[] = [Role.ADMINISTRATOR, Role.CHAIR, Role.SECRETARY];

/**
 * The address that signs somebody in with a badge code: the desk's for those who run one, the delegate's for the others.
 * The code stands behind `#`, which a browser sends to no server, so that it comes into no log on the way.
 */
export function signInLink(url: string, role: Role, code: string): string {
  return `${url}/${deskRoles.includes(role) ? 'chair' : 'live'}#c=${code}`;
}
