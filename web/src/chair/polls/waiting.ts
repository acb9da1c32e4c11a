/** Who has not voted yet, as far as it is known. */
export type Waiting<Line> =
  | { readonly kind: 'NOBODY' }
  | { readonly kind: 'NAMED'; readonly lines: readonly Line[] }
  /** The roll has not come, or not as new as the count: how many, not who. */
  | { readonly kind: 'COUNTED'; readonly count: number };

/**
 * Who is still waited for. The count decides whether somebody is; the roll, which comes beside it and may be missing or
 * older, only gives the names, and only when it has as many.
 */
export function waitingOf<Line extends { readonly voted: boolean }>(
  tally: { readonly electors: number; readonly cast: number },
  roll: readonly Line[],
): Waiting<Line> {
  const count = tally.electors - tally.cast;
  if (count <= 0) return { kind: 'NOBODY' };
  const lines = roll.filter((line) => !line.voted);
  return lines.length === count ? { kind: 'NAMED', lines } : { kind: 'COUNTED', count };
}
