interface OfUnit {
  readonly value: string | null;
  readonly unit: string | null;
}

interface Change {
  /** How much more than before, as a ratio; negative where it is less. */
  readonly ratio: number;
  /** How many times the greater is the smaller, to one decimal; 0 where one of them is 0. */
  readonly times: number;
  /** Whether a mark in the wrong place is likely: ten times as much, or as little. */
  readonly isFar: boolean;
}

/** A figure beside one of the year before, of the same unit; null where they cannot be compared. For the eye alone, so by floats. */
export function compare(now: OfUnit, before: OfUnit): Change | null {
  if (now.value === null || before.value === null || (now.unit ?? '') !== (before.unit ?? '')) return null;
  const [a, b] = [Number(now.value), Number(before.value)];
  if (b === 0) return null;
  const [small, great] = [Math.min(Math.abs(a), Math.abs(b)), Math.max(Math.abs(a), Math.abs(b))];
  const times = small === 0 ? 0 : Math.round((great / small) * 10) / 10;
  return { ratio: (a - b) / Math.abs(b), times, isFar: times >= 10 };
}
