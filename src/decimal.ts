/** Places after the point that sums keep. */
const places = 18;
const decimal = /^(\d+)(?:\.(\d+))?$/;

/** One, in the units of this file. */
export const one = 10n ** BigInt(places);

/**
 * A decimal from 0 in whole units of 10^-18, so that sums and comparisons are exact.
 * @throws Error for what is no such decimal, or has more places
 */
export function unitsOf(text: string): bigint {
  const [, whole, part = ''] = decimal.exec(text) ?? [];
  if (whole === undefined || part.length > places) throw new Error(`no decimal of ${places} places: ${text}`);
  return BigInt(whole + part.padEnd(places, '0'));
}

/** The same of a decimal that may be below 0. */
export function signedUnitsOf(text: string): bigint {
  return text.startsWith('-') ? -unitsOf(text.slice(1)) : unitsOf(text);
}

/** Units as a decimal without needless zeros. */
export function decimalOf(units: bigint): string {
  if (units < 0n) return `-${decimalOf(-units)}`;
  const digits = units.toString().padStart(places + 1, '0');
  const part = digits.slice(-places).replace(/0+$/u, '');
  return part ? `${digits.slice(0, -places)}.${part}` : digits.slice(0, -places);
}

export const lesser = (a: bigint, b: bigint): bigint => (a < b ? a : b);
