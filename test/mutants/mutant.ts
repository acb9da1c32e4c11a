/** One guarantee broken on purpose, and the test that has to notice. */
export interface Mutant {
  /** What is promised: a row of docs/live.md by its first words, or the refusal of an act as `act CODE`, or a sentence. */
  readonly guarantee: string;
  /** File that is changed, from the root of the project. */
  readonly file: string;
  /** Text that is replaced. Must occur exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  /** Test file under test/, without `.test.ts`. */
  readonly test: string;
  /** Part of the full name of the test that must go red, as text. */
  readonly name: string;
}

/** Rows of one file and one test file, written shortly: `[guarantee, find, replace, name]`. */
export type Row = readonly [guarantee: string, find: string, replace: string, name: string];

/** Mutants of one source file that one test file has to kill. */
export function mutantsOf(file: string, test: string, rows: readonly Row[]): readonly Mutant[] {
  return rows.map(([guarantee, find, replace, name]) => ({ guarantee, file, find, replace, test, name }));
}

/** How often a text occurs in another. */
function occurrences(text: string, part: string): number {
  return part === '' ? 0 : text.split(part).length - 1;
}

/** The source with the mutant in it, or why it does not fit the source any more. */
export function mutated(
  source: string,
  { find, replace }: Mutant,
): { readonly source: string } | { readonly stale: string } {
  const count = occurrences(source, find);
  if (count !== 1) return { stale: `the text to replace occurs ${count} times` };
  if (find === replace) return { stale: 'the text is replaced by itself' };
  return { source: source.split(find).join(replace) };
}
