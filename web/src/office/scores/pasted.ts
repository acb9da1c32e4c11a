import { type Draft, emptyDraft, hasOwnTarget, wayOf, yesNoOf } from './entry-draft';
import type { Line } from './table-tree';

/** Cells as they are copied from a spreadsheet: lines of cells, quotes around those that hold a line break. */
export function cellsOf(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  let [cell, isQuoted] = ['', false];
  const ended = () => {
    rows.at(-1)?.push(cell.trim());
    cell = '';
  };
  const letters = [...text.replace(/\r\n?/g, '\n')];
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters[at];
    if (isQuoted && letter === '"' && letters[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (letter === '"' && (isQuoted || cell === '')) isQuoted = !isQuoted;
    else if (!isQuoted && letter === '\t') ended();
    else if (!isQuoted && letter === '\n') {
      ended();
      rows.push([]);
    } else cell += letter;
  }
  ended();
  // Excel ends what it copies with a line break.
  if (rows.at(-1)?.every((each) => each === '')) rows.pop();
  return rows;
}

/** Whether a text is more than what one field holds. */
export const isColumn = (text: string): boolean => /[\t\n]/.test(text.replace(/[\r\n]+$/, ''));

/** Where a column was pasted: into the field of a line, or into that of its target. */
export interface PastedInto {
  readonly key: string;
  readonly cell: 'value' | 'target';
}

export interface Pasted {
  readonly drafts: ReadonlyMap<string, Draft>;
  /** Rows for which the table has no line. */
  readonly beyond: number;
}

/**
 * What cells from a spreadsheet put into the lines of a table. Rows that begin with the codes of the table go where these
 * stand; others go down from the line they were pasted into, a line for each row. Where the member has a target of its own
 * the last two cells of a row are target and figure, else the last is the value. An empty row leaves its line as it is.
 * @param lines all lines of the table, groups too
 */
export function pasted(text: string, lines: readonly Line[], into: PastedInto, draft: (key: string) => Draft): Pasted {
  const rows = cellsOf(text);
  const placed = hasCodes(rows, lines) ? byCode(rows, lines) : downFrom(rows, lines, into.key);
  const drafts = placed.flatMap(({ line, cells }): [string, Draft][] => {
    const next = line && pastedDraft(line, cells, into.cell, draft(line.key));
    return line && next ? [[line.key, next]] : [];
  });
  return { drafts: new Map(drafts), beyond: placed.filter(({ line }) => !line).length };
}

interface PlacedRow {
  readonly line: Line | undefined;
  readonly cells: readonly string[];
}

/** Whether at least half of the rows begin with a code of the table, and have something behind it. */
function hasCodes(rows: readonly (readonly string[])[], lines: readonly Line[]): boolean {
  const codes = new Set(lines.map(({ code }) => code));
  const known = rows.filter(([first = '', ...others]) => others.length > 0 && codes.has(first));
  return known.length > 0 && known.length * 2 >= rows.length;
}

/** Codes come again in other groups: each row goes to the next line of its code below the row before. */
function byCode(rows: readonly (readonly string[])[], lines: readonly Line[]): readonly PlacedRow[] {
  let from = 0;
  return rows.flatMap(([code = '', ...cells]): PlacedRow[] => {
    const at = lines.findIndex((line, index) => index >= from && line.code === code);
    if (at < 0) return code === '' ? [] : [{ line: undefined, cells }];
    from = at + 1;
    const line = lines[at];
    return line && line.kind !== 'GROUP' ? [{ line, cells }] : [];
  });
}

function downFrom(rows: readonly (readonly string[])[], lines: readonly Line[], key: string): readonly PlacedRow[] {
  const entered = lines.filter(({ kind }) => kind !== 'GROUP');
  const from = entered.findIndex((line) => line.key === key);
  return rows.map((cells, index) => ({ line: entered[from + index], cells }));
}

/** Null where the row says nothing of its line. */
function pastedDraft(line: Line, cells: readonly string[], cell: PastedInto['cell'], before: Draft): Draft | null {
  const base = before.notAssigned ? { ...emptyDraft, note: before.note } : before;
  const value = cells.at(-1) ?? '';
  if (value === '') return null;
  if (cell === 'target' && cells.length === 1) return hasOwnTarget(line) ? { ...base, target: value } : null;
  const target = hasOwnTarget(line) && cells.length > 1 ? cells.at(-2) : undefined;
  return { ...base, value: typed(line, value), ...(target === undefined ? {} : { target }) };
}

/** A list to choose from takes `yes` and `no`, and a grade as the table writes it. */
function typed(line: Line, value: string): string {
  const way = wayOf(line);
  if (way === 'GRADE')
    return line.grades.find(({ grade }) => grade.toLowerCase() === value.toLowerCase())?.grade ?? value;
  if (way !== 'YES_NO') return value;
  // Offices write the points of what was passed: the maximum, or 0.
  const isMaximum = line.max != null && Number(value.replace(',', '.')) === Number(line.max);
  const said = isMaximum ? true : yesNoOf(value);
  return said === null ? value : said ? 'yes' : 'no';
}
