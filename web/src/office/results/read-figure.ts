/** How the server will read a figure (docs/year.md); the page shows it before anything is sent. */
export type Reading =
  | { readonly kind: 'FIGURE'; readonly value: string; readonly percent: boolean }
  /** May be either of these, each written so that it is read in one way. */
  | { readonly kind: 'AMBIGUOUS'; readonly whole: string; readonly decimal: string }
  | { readonly kind: 'UNREADABLE' };

/**
 * Reads a figure as Vietnamese print writes it, by the same rule as the server: `.` between thousands, `,` as the decimal
 * mark, a sign in front, a percent sign behind. A test compares the two.
 */
export function readFigure(raw: string): Reading {
  const [, sign = '', digits = '', percent] = printed.exec(raw) ?? [];
  if (ambiguous.test(digits)) {
    const [head = '', tail = ''] = digits.split(/[.,]/);
    const behind = percent ? ' %' : '';
    return { kind: 'AMBIGUOUS', whole: `${sign}${head}${tail}${behind}`, decimal: `${sign}${head},${tail}0${behind}` };
  }
  if (!grouped.test(digits) && !plain.test(digits)) return { kind: 'UNREADABLE' };
  const amount = digits.replaceAll('.', '').replace(',', '.');
  const isNegative = sign !== '' && sign !== '+';
  if (isNegative && /^[0.]+$/.test(amount)) return { kind: 'UNREADABLE' };
  return { kind: 'FIGURE', value: isNegative ? `-${amount}` : amount, percent: percent !== undefined };
}

const printed = /^([-+\u2212\u2013]?)([\d.,]+)(?:[ \u00a0\u202f]?(%))?$/;
const grouped = /^[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/;
const plain = /^(0|[1-9]\d*)(,\d+)?$/;
const ambiguous = /^[1-9]\d{0,2}[.,]\d{3}$/;

/** A figure and, where it stood behind it, its unit. */
export interface Mended {
  readonly raw: string;
  readonly unit: string | null;
}

/**
 * What was probably meant by a text that cannot be read: a figure as English print writes it (`834,875.801`, `7.5`), with
 * spaces between thousands, or with its unit behind it. Null where nothing of that can be read either. Never applied by itself.
 */
export function mend(raw: string): Mended | null {
  const text = raw.trim();
  const [, number = '', unit = ''] = /^([-+\u2212\u2013]?[\d.,]+)[ \u00a0\u202f]*([^\d\s.,%].*)$/u.exec(text) ?? [];
  const tries: readonly Mended[] = [
    { raw: text.replace(/(?<=\d)[ \u00a0\u202f](?=\d{3})/g, ''), unit: null },
    { raw: inVietnamese(text), unit: null },
    ...(unit ? [number, inVietnamese(number)].map((each) => ({ raw: each, unit })) : []),
  ];
  return tries.find((each) => each.raw !== raw && readFigure(each.raw).kind === 'FIGURE') ?? null;
}

/** Thousands by `.` and decimals by `,` where it was the other way round. */
const inVietnamese = (text: string): string => text.replace(/[.,]/g, (mark) => (mark === '.' ? ',' : '.'));
