/** Places after the point that sums keep; the server's points have six at most. */
const places = 6;

/** An exact decimal of the API in millionths. */
function millionths(text: string): bigint {
  const isBelow = text.startsWith('-');
  const [whole = '0', part = ''] = (isBelow ? text.slice(1) : text).split('.');
  const units = BigInt(whole + part.padEnd(places, '0').slice(0, places));
  return isBelow ? -units : units;
}

/** Millionths as a decimal with a point, without needless zeros. */
function decimalOf(units: bigint): string {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
  const part = digits.slice(-places).replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -places)}${part ? `.${part}` : ''}`;
}

/** The exact sum of decimals; those that are not there count nothing. */
export const sumOf = (texts: readonly (string | null | undefined)[]): string =>
  decimalOf(texts.reduce((sum, text) => sum + (text == null ? 0n : millionths(text)), 0n));

/** One decimal less another, exact. */
export const lessOf = (a: string, b: string): string => decimalOf(millionths(a) - millionths(b));

/** How far a decimal is from 0, for sorting. */
export function sizeOf(text: string): bigint {
  const units = millionths(text);
  return units < 0n ? -units : units;
}
