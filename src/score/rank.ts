import { signedUnitsOf } from '../decimal';

/** The place of each total, highest first, by id; equal totals share a place and the next one is left out: 1, 2, 2, 4. */
export function ranks(totals: ReadonlyMap<string, string>): ReadonlyMap<string, number> {
  const units = [...totals].map(([id, total]) => [id, signedUnitsOf(total)] as const);
  return new Map(units.map(([id, own]) => [id, 1 + units.filter(([, other]) => other > own).length]));
}
