import { fault, problemAt, type Said, type SheetProblem } from './problem';
import { type Cell, columnName, type Merge, type Row, type Sheet, type Workbook } from './sheet';

/** A column that is looked for, and what may stand above it: folded as by `folded`. */
export interface WantedColumn<Key extends string> {
  readonly key: Key;
  /** The first is what the template has, with all marks. */
  readonly headings: readonly string[];
}

/** One row below the headings. */
export interface TableRow<Key extends string> {
  readonly number: number;
  /** The cell of a column; null where it is empty or there is no such column. */
  cell(key: Key): Cell | null;
  /** Such as `C7`; the row alone where there is no such column. */
  path(key: Key): string;
}

export interface Table<Key extends string> {
  readonly rows: readonly TableRow<Key>[];
  /** What was passed over or read although it is hidden, for whoever checks the list. */
  readonly notes: readonly Said[];
}

/** Where the headings stand. */
interface Head<Key extends string> {
  readonly sheet: Sheet;
  /** Last row of the headings. */
  readonly bottom: number;
  readonly columns: ReadonlyMap<Key, number>;
  readonly unused: readonly string[];
  /** Columns that two headings claim, by the place of the second. */
  readonly twice: readonly { readonly key: Key; readonly path: string; readonly heading: string }[];
}

/** Rows above which headings are looked for: titles of an office take up to ten. */
const deepestHead = 40;

/** A heading or word of a list whatever its marks, letter case, brackets and stars: `Họ và tên (*)` → `ho va ten`. */
export function folded(text: string): string {
  return text
    .slice(0, 500)
    .replace(/\([^()]*\)/g, ' ')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * Finds the table in a file: its headings, below whatever titles there are, and the rows below them. Headings may stand in
 * two rows, with merged cells above. A value merged over several rows holds for each of them.
 * @param wanted the first of them has to be there
 * @returns the table, or why there is none
 */
export function findTable<Key extends string>(
  workbook: Workbook,
  wanted: readonly WantedColumn<Key>[],
): Table<Key> | { readonly problems: readonly SheetProblem[] } {
  const heads = workbook.sheets.filter(({ hidden }) => !hidden).flatMap((sheet) => headOf(sheet, wanted) ?? []);
  const [head] = heads.toSorted((one, other) => other.columns.size - one.columns.size);
  if (!head) return { problems: [noHead(wanted)] };
  if (head.twice.length > 0)
    return { problems: head.twice.map(({ path, heading }) => problemAt(path, heading, twiceFault)) };
  const first = wanted[0]?.key;
  const { sheet, columns, bottom } = head;
  const below = sheet.rows.filter(({ number }) => number > bottom);
  const filled = below.filter((row) => [...columns.values()].some((column) => row.cells[column]));
  const titles = filled.filter((row) => isGroupTitle(row, columns, sheet.merges, first));
  const numbering = filled[0] && isNumbering(filled[0], columns) ? filled[0] : null;
  const rows = filled.filter((row) => row !== numbering && !titles.includes(row));
  const filling = downwards(sheet, rows);
  return {
    rows: rows.map((row) =>
      rowOf(row, columns, (column) => (column === columns.get(first as Key) ? null : filling(row, column))),
    ),
    notes: [...notesOn(head, rows, workbook), ...titles.map(({ number }) => groupNote(number))],
  };
}

function rowOf<Key extends string>(
  row: Row,
  columns: ReadonlyMap<Key, number>,
  filling: (column: number) => Cell | null,
): TableRow<Key> {
  return {
    number: row.number,
    cell: (key) => {
      const column = columns.get(key);
      return column === undefined ? null : (row.cells[column] ?? filling(column));
    },
    path: (key) => {
      const column = columns.get(key);
      return column === undefined ? String(row.number) : `${columnName(column)}${row.number}`;
    },
  };
}

/** The headings of a sheet: of the rows that have the first column, the one that has most. */
function headOf<Key extends string>(sheet: Sheet, wanted: readonly WantedColumn<Key>[]): Head<Key> | undefined {
  const keys = byHeading(wanted);
  const candidates = sheet.rows.slice(0, deepestHead).flatMap((row) => {
    const head = readHead(sheet, row, keys);
    return head.columns.has(wanted[0]?.key as Key) ? [head] : [];
  });
  return candidates.reduce<Head<Key> | undefined>(
    (best, head) => (best && best.columns.size >= head.columns.size ? best : head),
    undefined,
  );
}

function readHead<Key extends string>(sheet: Sheet, row: Row, keys: ReadonlyMap<string, Key>): Head<Key> {
  const bottom = bottomOf(sheet, row);
  const levels = sheet.rows.filter(({ number }) => number >= row.number && number <= bottom);
  const width = Math.max(...levels.map(({ cells }) => cells.length));
  const columns = new Map<Key, number>();
  const twice: { key: Key; path: string; heading: string }[] = [];
  const unused: string[] = [];
  for (let column = 0; column < width; column += 1) {
    // The lowest says most: below `Quyền` stand `Biểu quyết` and `Ký giao ước`.
    const texts = levels.toReversed().flatMap(({ cells }) => cells[column]?.text ?? []);
    const heading = texts[0];
    if (heading === undefined) continue;
    const key = texts.map((text) => keys.get(folded(text))).find((found) => found !== undefined);
    if (key === undefined) unused.push(heading.trim());
    else if (columns.has(key)) twice.push({ key, heading, path: `${columnName(column)}${bottom}` });
    else columns.set(key, column);
  }
  return { sheet, bottom, columns, unused, twice };
}

const byHeading = <Key extends string>(wanted: readonly WantedColumn<Key>[]): ReadonlyMap<string, Key> =>
  new Map(wanted.flatMap(({ key, headings }) => headings.map((heading) => [folded(heading), key] as const)));

/**
 * The last row of headings that begin in a row: as deep as its merged cells reach, or one below where cells are merged
 * sideways only and the row below is empty under all others.
 */
function bottomOf({ rows, merges }: Sheet, { number, cells }: Row): number {
  const begun = merges.filter(({ top }) => top === number);
  const deepest = Math.max(number, ...begun.map(({ bottom }) => bottom));
  if (deepest > number) return Math.min(deepest, number + 3);
  const isMerged = (column: number) =>
    begun.some(({ left, right }) => left < right && left <= column && column <= right);
  const next = rows.find((row) => row.number === number + 1);
  const fits = next && cells.every((cell, column) => !cell || isMerged(column) || !next.cells[column]);
  return begun.length > 0 && fits ? number + 1 : number;
}

/** A row such as `(1) (2) (3)`, by which forms number their columns. */
function isNumbering(row: Row, columns: ReadonlyMap<string, number>): boolean {
  const texts = [...columns.values()].flatMap((column) => row.cells[column]?.text.trim() ?? []);
  return texts.length > 1 && texts.every((text) => /^\(?([A-E]|\d{1,2})\)?$/.test(text));
}

/** A row merged over the first column and others: it names a group of those below it. */
function isGroupTitle<Key extends string>(
  { number, cells }: Row,
  columns: ReadonlyMap<Key, number>,
  merges: readonly Merge[],
  first: Key | undefined,
): boolean {
  const name = columns.get(first as Key) ?? 0;
  const others = [...columns.values()].filter((column) => column !== name);
  return merges.some(
    ({ top, bottom, left, right }) =>
      top <= number &&
      number <= bottom &&
      left <= name &&
      name <= right &&
      others.some((column) => left <= column && column <= right && !cells[column]),
  );
}

/** For an empty cell: what stands at the top of the merged cell that it belongs to. */
function downwards(sheet: Sheet, rows: readonly Row[]): (row: Row, column: number) => Cell | null {
  const numbers = new Map(sheet.rows.map((row) => [row.number, row]));
  const tall = sheet.merges.filter(({ top, bottom, left, right }) => bottom > top && left === right);
  const tops = new Map<string, number>();
  for (const { number } of rows)
    for (const { top, bottom, left } of tall) if (top < number && number <= bottom) tops.set(`${number} ${left}`, top);
  return ({ number }, column) => {
    const top = tops.get(`${number} ${column}`);
    return top === undefined ? null : (numbers.get(top)?.cells[column] ?? null);
  };
}

function notesOn<Key extends string>(
  { sheet, columns, unused }: Head<Key>,
  rows: readonly Row[],
  { linked, sheets }: Workbook,
): readonly Said[] {
  const hiddenColumns = [...columns.values()].filter((column) => sheet.hiddenColumns.includes(column));
  const hiddenRows = rows.filter(({ hidden }) => hidden).map(({ number }) => number);
  const names = hiddenColumns.map(columnName).join(', ');
  const numbers = shortened(hiddenRows.map(String));
  const left = shortened(unused);
  const others = sheets.filter((each) => each !== sheet && !each.hidden && each.rows.length > 0);
  return [
    ...when(hiddenColumns, `Cột đang ẩn vẫn được đọc: ${names}.`, `Hidden columns are read too: ${names}.`),
    ...when(hiddenRows, `Dòng đang ẩn vẫn được đọc: ${numbers}.`, `Hidden rows are read too: ${numbers}.`),
    ...when(unused, `Cột không dùng đến: ${left}.`, `Columns that are not used: ${left}.`),
    ...when(
      others,
      `Chỉ đọc trang tính “${sheet.name}”; không đọc: ${shortened(others.map(({ name }) => name))}.`,
      `Only the sheet “${sheet.name}” is read, not: ${shortened(others.map(({ name }) => name))}.`,
    ),
    ...when(
      linked ? [linked] : [],
      'Tệp có công thức lấy số từ tệp khác; chỉ dùng kết quả đã lưu, không mở tệp kia.',
      'Formulas of it refer to other files: what they came to is used, and those files are not opened.',
    ),
  ];
}

const when = (found: readonly unknown[], vi: string, en: string): readonly Said[] =>
  found.length > 0 ? [{ vi, en }] : [];

const shortened = (names: readonly string[]): string =>
  names
    .slice(0, 10)
    .map((name) => name.slice(0, 40))
    .join(', ') + (names.length > 10 ? ', …' : '');

const groupNote = (number: number): Said => ({
  vi: `Dòng ${number} là tiêu đề nhóm (ô gộp), không đọc.`,
  en: `Row ${number} is the title of a group (a merged cell) and is not read.`,
});

const twiceFault = fault(
  'Hai cột có cùng một tiêu đề.',
  'Two columns have the same heading.',
  'Xóa một cột, hoặc sửa tiêu đề cho đúng.',
  'Delete one of them, or correct its heading.',
);

function noHead<Key extends string>(wanted: readonly WantedColumn<Key>[]): SheetProblem {
  const names = wanted.map(({ headings }) => `“${headings[0]}”`);
  return problemAt(
    '',
    null,
    fault(
      `Không tìm thấy dòng tiêu đề có cột ${names[0]}.`,
      `There is no row of headings with the column ${names[0]}.`,
      `Đặt dòng tiêu đề phía trên danh sách, ví dụ theo tệp mẫu: ${names.join(', ')}.`,
      `Put a row of headings above the list, as the template has it: ${names.join(', ')}.`,
    ),
  );
}
