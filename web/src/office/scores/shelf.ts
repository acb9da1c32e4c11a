import { sizeOf } from './exact';
import { isExtra, type Line } from './table-tree';
import type { Leaf } from './use-member-leaves';

/** Which lines of a member are shown: those that differ, those that wait for a review, or all. */
export type Shelf = 'gaps' | 'waiting' | 'all';
export const shelves: readonly Shelf[] = ['gaps', 'waiting', 'all'];

/** Whether the review of a line is missing: no points and not set aside, or an extra the member claims. */
export function isWaiting(line: Line, leaf: Leaf | undefined): boolean {
  if (isExtra(line)) return hasEntry(leaf?.self) && !hasEntry(leaf?.review) && leaf?.selfPoints !== '0';
  return leaf?.reviewPoints == null && !leaf?.review?.notAssigned;
}

const hasEntry = (entry: { readonly empty: boolean } | null | undefined): boolean => entry != null && !entry.empty;

/** Whether the self-score of a line can be taken over as it is. */
export const isAcceptable = (line: Line, leaf: Leaf | undefined): boolean =>
  hasEntry(leaf?.self) && !hasEntry(leaf?.review) && (isWaiting(line, leaf) || isExtra(line));

/** Lines whose review differs, the largest difference first. */
export function gapsOf(lines: readonly Line[], leaves: ReadonlyMap<string, Leaf>): readonly Line[] {
  const size = ({ key }: Line) => sizeOf(leaves.get(key)?.difference ?? '0');
  return lines
    .filter(({ key }) => leaves.get(key)?.difference != null)
    .toSorted((a, b) => (size(a) === size(b) ? 0 : size(a) < size(b) ? 1 : -1));
}
