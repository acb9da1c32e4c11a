import { type Row, type Rows, rowOf } from './rows';

/** Cells of a spreadsheet as they come by the clipboard: tabs between cells, lines between rows, quotes around what holds either. */
export function cellsOf(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  const token = /"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*)/y;
  for (let at = 0; ; ) {
    token.lastIndex = at;
    const [whole = '', quoted, bare = ''] = token.exec(text) ?? [];
    rows.at(-1)?.push((quoted?.replaceAll('""', '"') ?? bare).trim());
    at += whole.length;
    if (at >= text.length) break;
    const isTab = text[at] === '\t';
    at += text.startsWith('\r\n', at) ? 2 : 1;
    if (!isTab) rows.push([]);
  }
  // Excel ends a copy with the end of a line.
  if (rows.at(-1)?.every((cell) => cell === '')) rows.pop();
  return rows;
}

interface OfIndicator {
  readonly id: string;
  readonly name: { readonly vi: string; readonly en?: string | null };
  readonly unit?: { readonly vi: string } | null | undefined;
}

export interface Pasted {
  readonly rows: Rows;
  /** How many rows were filled. */
  readonly filled: number;
  /** Lines that there was no row for. */
  readonly spare: number;
}

/**
 * Pastes cells into the rows, as a spreadsheet does: a column of figures fills down from the row it was pasted into, a second
 * column gives units. Where the first column names indicators, each line goes to the row of that name.
 * @param from id of the row it was pasted into
 */
export function pasted(
  rows: Rows,
  indicators: readonly OfIndicator[],
  from: string,
  cells: readonly (readonly string[])[],
): Pasted {
  return byName(rows, indicators, cells) ?? downwards(rows, indicators, from, cells);
}

function downwards(
  rows: Rows,
  indicators: readonly OfIndicator[],
  from: string,
  cells: readonly (readonly string[])[],
): Pasted {
  const first = indicators.findIndex(({ id }) => id === from);
  const below = indicators.slice(Math.max(0, first));
  const into = cells.slice(0, below.length);
  const changed = into.map(([raw = '', unit], index): [string, Row] => {
    const indicator = below[index] as OfIndicator;
    return [indicator.id, { raw, unit: unit || rowOf(rows, indicator).unit }];
  });
  return { rows: new Map([...rows, ...changed]), filled: into.length, spare: cells.length - into.length };
}

const figureHeads = ['số liệu', 'kết quả', 'thực hiện', 'figure', 'result'];
const unitHeads = ['đơn vị', 'unit'];

/** Null where the first column names no indicator. */
function byName(rows: Rows, indicators: readonly OfIndicator[], cells: readonly (readonly string[])[]): Pasted | null {
  const named = new Map(
    indicators.flatMap((each) => [each.name.vi, each.name.en ?? each.name.vi].map((name) => [keyOf(name), each])),
  );
  const lines = cells.filter(([first = '']) => named.has(keyOf(first)));
  if (lines.length === 0 || lines.every((line) => line.length < 2)) return null;
  const [head = []] = cells;
  const isHeaded = !named.has(keyOf(head[0] ?? ''));
  const place = (words: readonly string[], usual: number) => {
    const found = isHeaded ? head.findIndex((cell) => words.some((word) => keyOf(cell).startsWith(word))) : -1;
    return found > 0 ? found : usual;
  };
  const [raw, unit] = [place(figureHeads, 1), place(unitHeads, 2)];
  const changed = lines.map((line): [string, Row] => {
    const indicator = named.get(keyOf(line[0] ?? '')) as OfIndicator;
    return [indicator.id, { raw: line[raw] ?? '', unit: line[unit] || rowOf(rows, indicator).unit }];
  });
  const spare = cells.length - lines.length - (isHeaded ? 1 : 0);
  return { rows: new Map([...rows, ...changed]), filled: lines.length, spare };
}

const keyOf = (text: string): string => text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
