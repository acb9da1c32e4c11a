/** What a cell holds. A formula counts as its result, as the program that wrote the file kept it. */
export interface Cell {
  readonly kind: 'TEXT' | 'NUMBER' | 'DATE' | 'BOOLEAN' | 'ERROR';
  /**
   * TEXT as written. NUMBER as a plain decimal with a point, `834875.801`. DATE as `2026-12-01`, with a time
   * `2026-12-01T08:30:00`. BOOLEAN `TRUE` or `FALSE`. ERROR `#REF!` and the like; `=` for a formula without a kept result.
   */
  readonly text: string;
  readonly formula: boolean;
}

export interface Row {
  /** As the program shows it, from 1. */
  readonly number: number;
  readonly hidden: boolean;
  /** By column, from 0; null for an empty cell. */
  readonly cells: readonly (Cell | null)[];
}

/** A merged range: rows from 1, columns from 0, both ends within. */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  /** Rows that hold something, in order. */
  readonly rows: readonly Row[];
  /** Columns from 0. */
  readonly hiddenColumns: readonly number[];
  readonly merges: readonly Merge[];
}

export interface Workbook {
  readonly kind: 'XLSX' | 'CSV';
  readonly sheets: readonly Sheet[];
  /** True where formulas refer to other files. These are never opened. */
  readonly linked: boolean;
}

/** What one file may come to. */
export const most = {
  /** Of the file itself. */
  bytes: 4 * 1024 * 1024,
  /** Of an archive: entries, and bytes of one and of all of them once unpacked, as the archive declares them. */
  entries: 1_000,
  entryBytes: 24 * 1024 * 1024,
  unpackedBytes: 64 * 1024 * 1024,
  sheets: 20,
  /** Rows that hold something, of all sheets. */
  rows: 10_000,
  columns: 200,
  cells: 200_000,
  /** Merged ranges of a sheet; further ones are not looked at. */
  merges: 1_000,
} as const;

/** Why a file cannot be read (spreadsheet/faults). */
export type Unreadable =
  | 'EMPTY'
  | 'OLD_OR_LOCKED'
  | 'WEB_PAGE'
  | 'NO_SPREADSHEET'
  | 'OPEN_DOCUMENT'
  | 'BINARY'
  | 'LOCKED'
  | 'DAMAGED'
  | 'STRANGE_PATH'
  | 'TOO_LARGE'
  | 'UNPACKS_TOO_LARGE'
  | 'TOO_MANY_ROWS'
  | 'TOO_MANY_COLUMNS'
  | 'UTF_16'
  | 'NOT_UTF_8'
  | 'OPEN_QUOTE'
  | 'TOO_SLOW'
  | 'TOO_MUCH_MEMORY';

/** Thrown while a file is read; never leaves this folder. */
export class UnreadableFile extends Error {
  constructor(
    readonly why: Unreadable,
    /** The row at which it was found, where there is one. */
    readonly row: number | null = null,
  ) {
    super(why);
  }
}

/** `A`, `B`, … `Z`, `AA` for columns from 0. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

/** Counts what is read of a file. @throws UnreadableFile TOO_MANY_ROWS, TOO_MANY_COLUMNS */
export class Extent {
  private rows = 0;
  private cells = 0;

  row(number: number): void {
    this.rows += 1;
    if (this.rows > most.rows) throw new UnreadableFile('TOO_MANY_ROWS', number);
  }

  cell(row: number, column: number): void {
    this.cells += 1;
    if (column >= most.columns) throw new UnreadableFile('TOO_MANY_COLUMNS', row);
    if (this.cells > most.cells) throw new UnreadableFile('TOO_MANY_ROWS', row);
  }
}
