/**
 * Rows of cells as lines with their columns under each other, the first row being the head; columns of numbers stand at
 * the right. Counts letters, not code units, so that Vietnamese lines up.
 */
export function columns(rows: readonly (readonly (string | number)[])[], gap = '  '): readonly string[] {
  const texts = rows.map((row) => row.map((cell) => String(cell).normalize('NFC')));
  const count = Math.max(0, ...texts.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(0, ...texts.map((row) => widthOf(row[column] ?? ''))),
  );
  const right = widths.map((_, column) => isOfNumbers(rows.slice(1).map((row) => row[column] ?? '')));
  return texts.map((row) =>
    row
      .map((text, column) => {
        const fill = ' '.repeat((widths[column] ?? 0) - widthOf(text));
        return right[column] ? fill + text : text + fill;
      })
      .join(gap)
      .trimEnd(),
  );
}

/** Empty cells say nothing. */
function isOfNumbers(cells: readonly (string | number)[]): boolean {
  const full = cells.filter((cell) => cell !== '');
  return full.length > 0 && full.every((cell) => typeof cell === 'number');
}

/** The first so many letters of a text, with a sign that there are more. */
export function shortened(text: string, letters: number): string {
  const all = [...text.normalize('NFC')];
  return all.length <= letters ? all.join('') : `${all.slice(0, letters - 1).join('')}…`;
}

function widthOf(text: string): number {
  return [...text].length;
}
