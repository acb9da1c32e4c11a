/** What is wrong with a weight as somebody typed it, or with a line of a file; a key of the words beside. */
type WeightFault = 'weightShape' | 'weightNone' | 'weightDot';

/** A weight that was read: what the server is sent, or what is wrong. */
export type Weight =
  | { readonly weight: string; readonly fault: null }
  | { readonly weight: null; readonly fault: WeightFault };

/** Nine digits at most before the point and six after it, as the server takes them. */
const shape = /^\d{1,9}(?:[.,]\d{1,6})?$/;
/** What may be thousands as well as decimals, where the point groups digits. */
const thousands = /^[1-9]\d{0,2}\.\d{3}$/;

/**
 * Reads an exact decimal with comma or point. Nothing is rounded and nothing guessed: too many digits, and a point that may
 * group thousands, are faults.
 */
export function readWeight(text: string): Weight {
  const given = text.trim();
  if (thousands.test(given)) return { weight: null, fault: 'weightDot' };
  if (!shape.test(given)) return { weight: null, fault: 'weightShape' };
  const [whole = '', part = ''] = given.split(/[.,]/u);
  const digits = whole.replace(/^0+(?=\d)/u, '');
  if (!/[1-9]/u.test(digits + part)) return { weight: null, fault: 'weightNone' };
  return { weight: part ? `${digits}.${part}` : digits, fault: null };
}

/** A weight as people write it here, by a comma. */
export const written = (weight: string): string => weight.replace('.', ',');

interface Member {
  readonly id: string;
  readonly shortName: { readonly vi: string; readonly en: string | null };
}

/** What is wrong with one line of a file of weights. */
export interface LineFault {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  readonly fault: WeightFault | 'fileLine' | 'fileWho' | 'fileTwice';
}

const folded = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim().toLowerCase();

/**
 * Reads a file of weights: on each line a member and its weight, with a semicolon or a tab between them, as Excel saves
 * where the comma marks decimals. A first line without a digit is a heading.
 * @returns what each line says as it was written, by the id of the member, and all that is wrong
 */
export function readWeights(
  file: string,
  members: readonly Member[],
): { readonly weights: ReadonlyMap<string, string>; readonly faults: readonly LineFault[] } {
  const byName = new Map(
    members.flatMap(({ id, shortName: { vi, en } }) => [vi, en ?? vi].map((name) => [folded(name), id] as const)),
  );
  const weights = new Map<string, string>();
  const faults: LineFault[] = [];
  for (const [index, row] of file
    .replace(/^\uFEFF/u, '')
    .split(/\r?\n/u)
    .entries()) {
    const text = row.trim();
    if (!text || (index === 0 && !/\d/u.test(text))) continue;
    const cells = text.split(/[;\t]/u).map((cell) => cell.trim().replace(/^"(.*)"$/u, '$1'));
    const fault = faultOf(cells, byName, weights);
    if (fault) faults.push({ line: index + 1, text, fault });
    else weights.set(byName.get(folded(cells[0] ?? '')) ?? '', cells[1] ?? '');
  }
  return { weights, faults };
}

function faultOf(
  [name = '', weight, ...more]: readonly string[],
  byName: ReadonlyMap<string, string>,
  before: ReadonlyMap<string, string>,
): LineFault['fault'] | null {
  if (weight === undefined || more.some(Boolean)) return 'fileLine';
  const id = byName.get(folded(name));
  if (id === undefined) return 'fileWho';
  if (before.has(id)) return 'fileTwice';
  return readWeight(weight).fault;
}
