import type { Exact, TableData } from '../bytes/table-file';

/**
 * What a table shows, cell by cell. Where cells of a column have an exact value, on an element with `data-value`, a column
 * with these stands behind it.
 * @param exactHeading the heading of such a column
 */
export function readTable(
  table: HTMLTableElement,
  caption: string,
  exactHeading: (heading: string) => string,
): TableData {
  const [head = [], ...body] = gridOf(table);
  const width = Math.max(head.length, ...body.map((cells) => cells.length));
  const columns = Array.from({ length: width }, (_, column) => column);
  const exact = new Set(columns.filter((column) => body.some((cells) => exactOf(cells[column]) !== null)));
  const wide = <T>(of: (column: number) => T, beside: (column: number) => T): T[] =>
    columns.flatMap((column) => (exact.has(column) ? [of(column), beside(column)] : [of(column)]));
  return {
    caption,
    columns: wide(
      (column) => textOf(head[column]),
      (column) => exactHeading(textOf(head[column])),
    ),
    rows: body.map((cells) =>
      wide<string | Exact | null>(
        (column) => textOf(cells[column]),
        (column) => exactOf(cells[column]),
      ),
    ),
  };
}

/** Cells by row and column; one that is wider or higher than one stands at its first place only. */
function gridOf(table: HTMLTableElement): (HTMLTableCellElement | undefined)[][] {
  const grid: (HTMLTableCellElement | undefined)[][] = [...table.rows].map(() => []);
  const taken = new Set<string>();
  [...table.rows].forEach((row, y) => {
    let x = 0;
    for (const cell of row.cells) {
      while (taken.has(`${y} ${x}`)) x += 1;
      const cells = grid[y];
      if (cells) cells[x] = cell;
      for (let down = 0; down < cell.rowSpan; down += 1)
        for (let across = 0; across < cell.colSpan; across += 1) taken.add(`${y + down} ${x + across}`);
    }
  });
  return grid.map((cells) => Array.from(cells));
}

/** What a cell shows, or what is typed in it. */
const textOf = (cell: HTMLElement | undefined): string =>
  (cell?.querySelector<HTMLInputElement>('input[type=text]')?.value ?? cell?.innerText ?? '')
    .replace(/\s*\n\s*/g, '\n')
    .trim();

function exactOf(cell: HTMLElement | undefined): Exact | null {
  const number = cell?.querySelector<HTMLElement>('[data-value]')?.dataset.value;
  return number && /^-?\d+(\.\d+)?$/.test(number) ? { number } : null;
}
