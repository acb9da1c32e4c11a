import type { Attack } from './attack';
import { documentAttacks } from './documents';

/** Every attack, in the order of the table. */
export function attacks({ long }: { readonly long: boolean }): readonly Attack[] {
  return [...documentAttacks].filter(() => long || !long);
}
