import type { GrantBlocRoleInput } from '../acts.documents';
import { grants, type OfficeMember, type Seat } from '../seat';
import type { HeldInOfficeFragment, OfficePeopleQuery } from './people.documents';
import { beginOf, endOf } from './span';

/** What is known where a role is given out. */
export interface GrantRoleProps {
  readonly seat: Seat;
  readonly members: readonly OfficeMember[];
  readonly held: readonly HeldInOfficeFragment[];
  readonly terms: NonNullable<OfficePeopleQuery['bloc']>['leadership']['nodes'];
}

/** The choice of somebody who has no account yet. */
export const newcomer = 'new';

/** What stands in the dialog. */
export interface GrantGiven {
  /** An account, `newcomer`, or nothing yet. */
  readonly person: string;
  /** Of somebody new. */
  readonly name: string;
  readonly role: GrantBlocRoleInput['role'];
  readonly memberId: string;
  /** Of a leader's office, the year of its term. */
  readonly year: string;
  /** Days, `yyyy-mm-dd`; empty from now on, and without an end. */
  readonly from: string;
  readonly until: string;
}

export const emptyGrant = (seat: Seat): GrantGiven => ({
  ...{ person: '', name: '', role: grants(seat.role)[0] ?? 'OFFICER', memberId: '', year: '', from: '', until: '' },
});

/** What is asked for, but for the account. */
export type Asked = Omit<GrantBlocRoleInput, 'accountId' | 'idempotencyKey'>;

/** What the dialog asks for; null while it is not complete. @param today by the calendar of Vietnam */
export function grantOf(given: GrantGiven, { bloc }: Pick<Seat, 'bloc'>, today: string): Asked | null {
  const { person, name, role, memberId, year, from, until } = given;
  const isWhole =
    (person === newcomer ? name.trim() !== '' : person !== '') &&
    (role !== 'OFFICER' || memberId !== '') &&
    (role !== 'LEADER_OFFICE' || year !== '') &&
    (!from || !until || until >= from);
  if (!isWhole) return null;
  return {
    ...{ blocId: bloc.id, role },
    memberId: role === 'OFFICER' ? memberId : null,
    year: role === 'LEADER_OFFICE' ? Number(year) : null,
    from: from ? beginOf(from, today) : null,
    until: until ? endOf(until) : null,
  };
}
