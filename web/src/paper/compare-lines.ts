import { dots } from './paper';

/** Where a paper and the record part. */
export interface Differences {
  /** Lines of the record that the paper does not have. */
  readonly missing: readonly string[];
  /** Lines of the paper that the record does not have. */
  readonly added: readonly string[];
}

/** Compares lines, each as often as it comes. Dots of the record stand for whatever was written in their place. */
export function compareLines(record: readonly string[], paper: readonly string[]): Differences {
  const left = [...paper];
  const take = (fits: (line: string) => boolean): boolean => {
    const at = left.findIndex(fits);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  };
  // What must be the same first: a line to be filled in fits more than itself.
  const same = record.map((line) => !line.includes(dots) && take((other) => other === line));
  const missing = record.filter((line, at) => {
    if (same[at]) return false;
    return !line.includes(dots) || !take((other) => fillsIn(line, other));
  });
  return { missing, added: left };
}

function fillsIn(line: string, written: string): boolean {
  const parts = line.split(dots).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'u').test(written);
}
