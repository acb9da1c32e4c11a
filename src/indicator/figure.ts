import type { Flag } from '../graphql/types/flag';

/** A printed figure that could be read in one way only. */
export interface Figure {
  readonly kind: 'FIGURE';
  /** Exact decimal text, `.` as the decimal mark, no grouping: `834875.801`. Printed zeros at the end are kept. */
  readonly value: string;
  /** True where the print groups thousands, or would look the same either way. */
  readonly grouped: boolean;
  /** True where a percent sign follows. */
  readonly percent: boolean;
}

/** Why a text is not read as a figure. */
export interface Unread {
  /** AMBIGUOUS: `2.005` or `2,005` may be 2005 or 2.005. UNREADABLE: no figure by the Vietnamese rule. */
  readonly kind: 'AMBIGUOUS' | 'UNREADABLE';
}

/**
 * Reads a figure as Vietnamese print writes it: `.` between thousands in groups of exactly three, `,` as the decimal
 * mark, a sign in front, a percent sign behind. `834.875,801` is 834875.801, `6,27` is 6.27, `+7,5 %` is 7.5. A minus may
 * be U+002D, U+2212 or an en dash. Nothing is guessed: up to three digits, one mark and three more digits is AMBIGUOUS
 * with either mark, everything else outside the rule is UNREADABLE, other spaces and units too.
 * Whatever is read formats back to the same digits and marks (`formatFigure`).
 */
export function readFigure(raw: string): Figure | Unread {
  const [, sign = '', digits = '', percent] = printed.exec(raw) ?? [];
  if (ambiguous.test(digits)) return { kind: 'AMBIGUOUS' };
  if (!grouped.test(digits) && !plain.test(digits)) return { kind: 'UNREADABLE' };
  const amount = digits.replaceAll('.', '').replace(',', '.');
  const isNegative = sign !== '' && sign !== '+';
  // No print means minus zero by it, and PostgreSQL would drop the sign.
  if (isNegative && /^[0.]+$/.test(amount)) return { kind: 'UNREADABLE' };
  const isGrouped = grouped.test(digits) || !/\d{4}/.test(integerPart(amount));
  return {
    kind: 'FIGURE',
    value: isNegative ? `-${amount}` : amount,
    grouped: isGrouped,
    percent: percent !== undefined,
  };
}

/** A figure as it is stored, in its unit: a percent sign behind it is one. */
export function figureOf(
  raw: string,
  unit: string | null,
): { readonly value: string | null; readonly unit: string | null } {
  const figure = readFigure(raw);
  if (figure.kind !== 'FIGURE') return { value: null, unit };
  return { value: figure.value, unit: unit ?? (figure.percent ? '%' : null) };
}

/** The doubt that comes with a figure that cannot be read in one way; whether a figure is plausible is for people. */
export function doubtsOf(raw: string): readonly Flag[] {
  const { kind } = readFigure(raw);
  if (kind === 'FIGURE') return [];
  const code = kind === 'AMBIGUOUS' ? 'AMBIGUOUS_FIGURE' : 'UNREADABLE_FIGURE';
  return [{ code, raw, reason: doubts[kind], suggestion: null }];
}

const doubts = {
  AMBIGUOUS: {
    vi: 'Dấu chấm hoặc dấu phẩy có thể là dấu phân nhóm hàng nghìn hoặc dấu thập phân.',
    en: 'The mark may group thousands or mark decimals.',
  },
  UNREADABLE: {
    vi: 'Không đọc được theo cách viết số của tiếng Việt.',
    en: 'Not a figure as Vietnamese print writes one.',
  },
};

/** Writes exact decimal text as Vietnamese print does, with thousands grouped unless told otherwise. */
export function formatFigure(value: string, grouping = true): string {
  const integer = integerPart(value);
  const fraction = value.slice(integer.length + 1);
  const head = grouping ? integer.replace(/\B(?=(\d{3})+$)/g, '.') : integer;
  return fraction === '' ? head : `${head},${fraction}`;
}

/** Sign, digits with their marks, and a percent sign behind at most one space. */
const printed = /^([-+\u2212\u2013]?)([\d.,]+)(?:[ \u00a0\u202f]?(%))?$/;
const grouped = /^[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/;
const plain = /^(0|[1-9]\d*)(,\d+)?$/;
const ambiguous = /^[1-9]\d{0,2}[.,]\d{3}$/;

function integerPart(value: string): string {
  return value.split('.', 1)[0] ?? '';
}
