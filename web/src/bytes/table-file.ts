import { sheetName, type XlsxCell, xlsxOf } from './xlsx-file';

/** An exact decimal with a point, beside the text it is shown as. */
export interface Exact {
  readonly number: string;
}

/** A table as it is shown: headings, and rows of as many cells. */
export interface TableData {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | Exact | null)[])[];
}

export type TableFormat = 'XLSX' | 'CSV' | 'JSON';

/** A table as a file. */
export function tableFile(table: TableData, format: TableFormat): Blob {
  if (format === 'XLSX') return xlsxTable(table);
  if (format === 'CSV') return new Blob([csvOf(table)], { type: 'text/csv;charset=utf-8' });
  return new Blob([jsonOf(table)], { type: 'application/json' });
}

/**
 * For Excel as it is set in Viet Nam, where a comma is for decimals and lists have semicolons: with commas between them all
 * cells of a line would land in one column. The mark at the beginning says that it is UTF-8; a line `sep=;` would take
 * that away.
 */
function csvOf({ columns, rows }: TableData): string {
  const line = (cells: readonly (string | Exact | null)[]) => cells.map(csvCell).join(';');
  return `\ufeff${[columns, ...rows].map((cells) => `${line(cells)}\r\n`).join('')}`;
}

function csvCell(cell: string | Exact | null): string {
  if (cell === null) return '';
  const text = typeof cell === 'string' ? harmless(cell) : cell.number.replace('.', ',');
  return /[";\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Text that a spreadsheet would take for a formula, with an apostrophe before it; a number is none.
 * Source: OWASP, CSV Injection
 */
function harmless(text: string): string {
  const isNumber = /^[-+]?\d[\d.,\s]*%?$/.test(text);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  return !isNumber && /^[\s\u0000-\u001f]*[=+\-@＝＋－＠]|^[\u0000-\u001f]/u.test(text) ? `'${text}` : text;
}

/** Exact numbers stay text, as the API has them: many programs read numbers of JSON in doubles. */
function jsonOf({ caption, columns, rows }: TableData): string {
  const plain = rows.map((cells) =>
    cells.map((cell) => (cell !== null && typeof cell !== 'string' ? cell.number : cell)),
  );
  return `${JSON.stringify({ caption, columns, rows: plain }, null, 2)}\n`;
}

/** Digits that Excel keeps of a number; more of them stay text. */
const mostDigits = 15;
const widest = 60;

function xlsxTable({ caption, columns, rows }: TableData): Blob {
  const cellOf = (cell: string | Exact | null): XlsxCell =>
    cell !== null && typeof cell !== 'string' && cell.number.replace(/\D/g, '').length > mostDigits
      ? cell.number
      : cell;
  const widthOf = (column: number) =>
    Math.max(
      ...[columns, ...rows].map((cells) => Math.max(...lines(cells[column] ?? null).map(({ length }) => length))),
    );
  return xlsxOf([
    {
      name: sheetName(caption),
      head: 1,
      columns: columns.map((_, column) => ({ width: Math.min(widest, 3 + widthOf(column)) })),
      rows: [
        { look: 'HEADING', cells: columns },
        ...rows.map((cells) => ({ look: 'PLAIN' as const, cells: cells.map(cellOf) })),
      ],
    },
  ]);
}

const lines = (cell: string | Exact | null): readonly string[] =>
  (typeof cell === 'string' ? cell : (cell?.number ?? '')).split('\n');
