import { type Cell, Extent, type Row, UnreadableFile, type Workbook } from './sheet';

const separators = ['\t', ';', ','] as const;

/**
 * Reads lines of cells between tabs, semicolons or commas; cells may be quoted. What is copied from a spreadsheet has tabs.
 * @param text without a mark at the beginning
 * @throws UnreadableFile OPEN_QUOTE, TOO_MANY_ROWS, TOO_MANY_COLUMNS
 * Source: RFC 4180; the line `sep=;` is Excel's
 */
export function readCsv(text: string): Workbook {
  const named = /^sep=(.)\r?\n/i.exec(text);
  const separator = named?.[1] ?? separatorOf(text);
  const extent = new Extent();
  const rows: Row[] = [];
  for (const { number, cells } of recordsOf(text, separator, named?.[0].length ?? 0)) {
    if (cells.every((cell) => cell === null)) continue;
    extent.row(number);
    cells.forEach((cell, column) => {
      if (cell) extent.cell(number, column);
    });
    rows.push({ number, hidden: false, cells });
  }
  return { kind: 'CSV', linked: false, sheets: [{ name: '', hidden: false, rows, hiddenColumns: [], merges: [] }] };
}

/** The one that most lines have most often: a title above the table has none, a name may have a comma. */
function separatorOf(text: string): string {
  const lines = text
    .slice(0, 65_536)
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 50);
  const middle = (separator: string): number => {
    const counts = lines.map((line) => line.replace(/"[^"]*"/g, '').split(separator).length - 1).sort((a, b) => a - b);
    return counts[Math.floor(counts.length / 2)] ?? 0;
  };
  const counts = separators.map((separator) => [separator, middle(separator)] as const);
  const best = counts.reduce((one, other) => (other[1] > one[1] ? other : one));
  return best[0];
}

/** Lines with a quoted line end count as one, as a spreadsheet shows them. */
function* recordsOf(text: string, separator: string, start: number): Generator<Pick<Row, 'number' | 'cells'>> {
  let number = start > 0 ? 2 : 1;
  let cells: (Cell | null)[] = [];
  for (let at = start; at <= text.length; ) {
    const { value, end } = cellAt(text, separator, at, number);
    cells.push(value.trim() === '' ? null : { kind: 'TEXT', text: value, formula: false });
    if (text[end] === separator) {
      at = end + 1;
      continue;
    }
    yield { number, cells };
    cells = [];
    number += 1;
    at = text.startsWith('\r\n', end) ? end + 2 : end + 1;
  }
}

/** The cell that begins somewhere, and where it ends: at a separator, a line end or the end of the text. */
function cellAt(text: string, separator: string, at: number, row: number): { value: string; end: number } {
  let value = '';
  let end = at;
  if (text[at] === '"') {
    end = at + 1;
    for (;;) {
      const quote = text.indexOf('"', end);
      if (quote < 0) throw new UnreadableFile('OPEN_QUOTE', row);
      value += text.slice(end, quote);
      end = quote + 1;
      if (text[end] !== '"') break;
      value += '"';
      end += 1;
    }
  }
  const rest = end;
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return { value: value + text.slice(rest, end), end };
}
