import { strFromU8, unzipSync } from 'fflate';

/** What is unpacked of one part at most, in bytes. */
const mostBytes = 24 * 1024 * 1024;

/**
 * The cells of the sheet of an .xlsx that has most rows, as text. Only what the browser needs to fill a form in: numbers are as they are
 * stored, dates as their number.
 * @throws when it is no workbook
 */
export function readXlsx(bytes: Uint8Array): readonly (readonly string[])[] {
  const files = unzipSync(bytes, {
    filter: ({ name, originalSize }) =>
      /^xl\/(sharedStrings|worksheets\/[^/]+)\.xml$/.test(name) && originalSize < mostBytes,
  });
  const read = (name: string) => {
    const part = files[name];
    return part && new DOMParser().parseFromString(strFromU8(part), 'application/xml');
  };
  const shared = [...(read('xl/sharedStrings.xml')?.getElementsByTagName('si') ?? [])].map(textOf);
  const sheets = Object.keys(files)
    .filter((name) => name.startsWith('xl/worksheets/'))
    .sort()
    .map((name) => rowsOf(read(name), shared));
  const [largest] = sheets.toSorted((one, other) => other.length - one.length);
  if (!largest) throw new Error('no sheet in this file');
  return largest;
}

function rowsOf(sheet: Document | undefined, shared: readonly string[]): readonly (readonly string[])[] {
  return [...(sheet?.getElementsByTagName('row') ?? [])].map((row) => {
    const cells: string[] = [];
    for (const cell of row.getElementsByTagName('c')) {
      const column = columnOf(cell.getAttribute('r') ?? '') ?? cells.length;
      while (cells.length < column) cells.push('');
      cells[column] = cellText(cell, shared);
    }
    return cells;
  });
}

function cellText(cell: Element, shared: readonly string[]): string {
  const type = cell.getAttribute('t');
  if (type === 'inlineStr') return textOf(cell);
  const value = cell.getElementsByTagName('v')[0]?.textContent ?? '';
  return type === 's' ? (shared[Number(value)] ?? '') : value;
}

/** Letters of all runs, without how they are read aloud in Japanese. */
const textOf = (element: Element): string =>
  [...element.getElementsByTagName('t')]
    .filter(({ parentElement }) => parentElement?.tagName !== 'rPh')
    .map(({ textContent }) => textContent ?? '')
    .join('');

/** From 0: `AB12` is column 27. */
function columnOf(place: string): number | undefined {
  const [letters] = /^[A-Z]+/.exec(place) ?? [];
  if (!letters) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
