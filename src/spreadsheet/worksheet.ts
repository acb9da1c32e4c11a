import { dateOfSerial } from './dates';
import { type Cell, type Extent, type Merge, most, type Row, type Sheet } from './sheet';
import { type Attributes, walkXml } from './xml';

/** What the cells of all sheets refer to. */
export interface Shared {
  readonly strings: readonly string[];
  /** By style of a cell: whether its numbers are shown as dates. */
  readonly dates: readonly boolean[];
  readonly from1904: boolean;
}

type Content = Pick<Sheet, 'rows' | 'hiddenColumns' | 'merges'>;

/** What one sheet of a workbook holds. @throws UnreadableFile DAMAGED, TOO_MANY_ROWS, TOO_MANY_COLUMNS */
export function readSheet(xml: string, shared: Shared, extent: Extent): Content {
  const reading = new Reading(shared, extent);
  walkXml(xml, reading);
  const { rows, hiddenColumns, merges } = reading;
  return { rows, hiddenColumns, merges };
}

/** Row and column of `C7`: 7 and 2; undefined for anything else. */
function placeOf(reference: string | undefined): readonly [row: number, column: number] | undefined {
  const [, letters, digits] = /^\$?([A-Z]{1,3})\$?([0-9]{1,7})$/.exec(reference ?? '') ?? [];
  if (letters === undefined) return undefined;
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return [Number(digits), column];
}

class Reading implements Content {
  readonly rows: Row[] = [];
  readonly hiddenColumns: number[] = [];
  readonly merges: Merge[] = [];

  private row = { number: 0, hidden: false, cells: [] as (Cell | null)[] };
  private column = -1;
  private cell: { type: string; style: number; value: string; text: string; formula: boolean } | null = null;
  private inside: 'v' | 't' | null = null;

  constructor(
    private readonly shared: Shared,
    private readonly extent: Extent,
  ) {}

  open(name: string, attributes: Attributes): void {
    if (name === 'col' && isTrue(attributes.get('hidden'))) this.hide(attributes);
    else if (name === 'row') {
      const number = Number(attributes.get('r') ?? this.row.number + 1);
      this.row = { number, hidden: isTrue(attributes.get('hidden')), cells: [] };
      this.column = -1;
    } else if (name === 'c') {
      this.column = placeOf(attributes.get('r'))?.[1] ?? this.column + 1;
      const style = Number(attributes.get('s') ?? 0);
      this.cell = { type: attributes.get('t') ?? 'n', style, value: '', text: '', formula: false };
    } else if (name === 'f' && this.cell) this.cell.formula = true;
    else if (name === 'v' || name === 't') this.inside = name;
    else if (name === 'mergeCell') this.merge(attributes.get('ref') ?? '');
  }

  close(name: string): void {
    if (name === 'c') this.keepCell();
    if (name === 'row' && this.row.cells.length > 0) {
      this.extent.row(this.row.number);
      this.rows.push(this.row);
    }
    this.inside = null;
  }

  text(more: string): void {
    if (!this.cell || !this.inside) return;
    if (this.inside === 'v') this.cell.value += more;
    else this.cell.text += more;
  }

  private keepCell(): void {
    const cell = this.cell && contentOf(this.cell, this.shared);
    this.cell = null;
    if (!cell) return;
    this.extent.cell(this.row.number, this.column);
    while (this.row.cells.length < this.column) this.row.cells.push(null);
    this.row.cells[this.column] = cell;
  }

  private hide(attributes: Attributes): void {
    const last = Math.min(Number(attributes.get('max')), most.columns);
    for (let column = Number(attributes.get('min')); column <= last; column += 1) this.hiddenColumns.push(column - 1);
  }

  private merge(reference: string): void {
    const [from, to] = reference.split(':').map(placeOf);
    if (from && to && this.merges.length < most.merges)
      this.merges.push({ top: from[0], left: from[1], bottom: to[0], right: to[1] });
  }
}

/** Null for an empty cell. */
function contentOf(
  { type, style, value, text, formula }: { type: string; style: number; value: string; text: string; formula: boolean },
  { strings, dates, from1904 }: Shared,
): Cell | null {
  if (type === 'inlineStr') return textCell(plain(text), formula);
  if (value === '') return formula && type !== 'str' ? { kind: 'ERROR', text: '=', formula } : null;
  if (type === 's') return textCell(strings[Number(value)] ?? '', formula);
  if (type === 'str') return textCell(plain(value), formula);
  if (type === 'b') return { kind: 'BOOLEAN', text: value === '1' ? 'TRUE' : 'FALSE', formula };
  if (type === 'e') return { kind: 'ERROR', text: value, formula };
  if (type === 'd') return { kind: 'DATE', text: value.replace(/T00:00:00(\.0+)?Z?$/, ''), formula };
  return numberCell(value, dates[style] ?? false, from1904, formula);
}

const textCell = (text: string, formula: boolean): Cell | null =>
  text.trim() === '' ? null : { kind: 'TEXT', text, formula };

/** `_x000D_` stands for a character that XML has no other way to write. */
export const plain = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

export const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true' || value === 'on';

/** A number of a cell: a date where its style shows one. */
function numberCell(value: string, isDate: boolean, from1904: boolean, formula: boolean): Cell {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return { kind: 'TEXT', text: value, formula };
  const date = isDate ? dateOfSerial(number, from1904) : undefined;
  return date === undefined ? { kind: 'NUMBER', text: String(number), formula } : { kind: 'DATE', text: date, formula };
}
