/** A printed figure that could be read in one way only. */
export interface Figure {
  readonly kind: 'FIGURE';
  /** Exact decimal text, `.` as the decimal mark, no grouping: `834875.801`. Printed zeros at the end are kept. */
  readonly value: string;
  /** True where the print groups thousands, or would look the same either way. */
  readonly grouped: boolean;
}

/** Why a text is not read as a figure. */
export interface Unread {
  /** AMBIGUOUS: `2.005` is 2005 to one reader and 2.005 to another. UNREADABLE: no figure by the Vietnamese rule. */
  readonly kind: 'AMBIGUOUS' | 'UNREADABLE';
}

/**
 * Reads a figure as Vietnamese print writes it: `.` between thousands in groups of exactly three, `,` as the decimal
 * mark, a leading `-` for less than zero. `834.875,801` is 834875.801 and `6,27` is 6.27. Nothing is guessed: one
 * group of three and no comma is AMBIGUOUS, everything else outside the rule is UNREADABLE, spaces and units too.
 * Whatever is read formats back to the same text (`formatFigure`).
 */
export function readFigure(raw: string): Figure | Unread {
  if (ambiguous.test(raw)) return { kind: 'AMBIGUOUS' };
  if (!grouped.test(raw) && !plain.test(raw)) return { kind: 'UNREADABLE' };
  const value = raw.replaceAll('.', '').replace(',', '.');
  // No print means minus zero by it, and PostgreSQL would drop the sign.
  if (/^-[0.]+$/.test(value)) return { kind: 'UNREADABLE' };
  return { kind: 'FIGURE', value, grouped: grouped.test(raw) || !/\d{4}/.test(integerPart(value)) };
}

/** Writes exact decimal text as Vietnamese print does, with thousands grouped unless told otherwise. */
export function formatFigure(value: string, grouping = true): string {
  const integer = integerPart(value);
  const fraction = value.slice(integer.length + 1);
  const head = grouping ? integer.replace(/\B(?=(\d{3})+$)/g, '.') : integer;
  return fraction === '' ? head : `${head},${fraction}`;
}

const grouped = /^-?[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/;
const plain = /^-?(0|[1-9]\d*)(,\d+)?$/;
const ambiguous = /^-?[1-9]\d{0,2}\.\d{3}$/;

function integerPart(value: string): string {
  return value.split('.', 1)[0] ?? '';
}
