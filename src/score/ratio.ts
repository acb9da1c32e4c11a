import { one } from '../decimal';

/** An exact fraction of whole numbers; `under` is above 0. */
export interface Ratio {
  readonly over: bigint;
  readonly under: bigint;
}

/** How points that have more places than a table keeps are cut. One rule for a whole table, named in it. */
export enum Rounding {
  HALF_UP = 'HALF_UP',
  HALF_EVEN = 'HALF_EVEN',
  DOWN = 'DOWN',
}

/** `over` of `under`, which is above 0. */
export const ratio = (over: bigint, under = 1n): Ratio => ({ over, under });

export const times = (a: Ratio, b: Ratio): Ratio => ratio(a.over * b.over, a.under * b.under);

export const plus = (a: Ratio, b: Ratio): Ratio => ratio(a.over * b.under + b.over * a.under, a.under * b.under);

export const isLess = (a: Ratio, b: Ratio): boolean => a.over * b.under < b.over * a.under;

/** One of another that is above 0. */
export const per = (a: Ratio, b: Ratio): Ratio => ratio(a.over * b.under, a.under * b.over);

/** A fraction from 0 in units of 10^-18, rounded once to so many places, 18 at most. */
export function rounded({ over, under }: Ratio, places: number, rounding: Rounding): bigint {
  const step = one / 10n ** BigInt(places);
  const whole = over / (under * step);
  const rest = (over % (under * step)) * 2n;
  const half = under * step;
  const isUp =
    rest > half
      ? rounding !== Rounding.DOWN
      : rest === half && (rounding === Rounding.HALF_UP || (rounding === Rounding.HALF_EVEN && whole % 2n === 1n));
  return (whole + (isUp ? 1n : 0n)) * step;
}
