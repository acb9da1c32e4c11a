import { useQuery } from 'urql';
import { useWhole } from '../../connection/use-whole';
import type { Seat } from '../seat';
import { type HeldInOfficeFragment, OfficeStaffDocument, type OfficeStaffQuery } from './people.documents';

interface Candidate {
  readonly id: string;
  readonly name: string;
}

const pick = ({ accounts }: OfficeStaffQuery) => accounts;
const byName = new Intl.Collator('vi');

/**
 * Who may be given a role, by name: for an administrator all accounts of staff, for an office those that hold a role at the
 * bloc already. Others have to be given an account first.
 */
export function useCandidates({
  seat,
  held,
}: {
  readonly seat: Seat;
  readonly held: readonly HeldInOfficeFragment[];
}): readonly Candidate[] {
  const seesAccounts = seat.role === 'ADMINISTRATOR';
  const [{ data }] = useQuery({ query: OfficeStaffDocument, variables: {}, pause: !seesAccounts });
  const all = useWhole(seesAccounts ? data?.accounts : null, OfficeStaffDocument, {}, pick);
  const known: readonly Candidate[] = seesAccounts ? all : held.map(({ account }) => account);
  return [...new Map(known.map((each) => [each.id, each])).values()].sort((a, b) => byName.compare(a.name, b.name));
}
