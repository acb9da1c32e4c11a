import { canonicalText, type Json } from '../log/canonical';
import { problemAt, type SheetProblem } from '../spreadsheet/problem';
import type { Table } from '../spreadsheet/table';
import type { Entry } from './entry';
import type { ScoreEntry } from './score-entry';
import { readScoreRow, type ScoreColumn, type ScoreWish, type SheetSlot } from './score-sheet';
import { sheetFaults } from './sheet-faults';

/** What one row of a score sheet does to the self-score of a member. */
export interface PlannedScore {
  readonly row: number;
  /** Empty where the row has none. */
  readonly key: string;
  readonly effect: 'ADDED' | 'CORRECTED' | 'UNCHANGED' | 'REFUSED';
  /** What stands; null where nothing does. */
  readonly before: { readonly entry: Entry; readonly note: string | null } | null;
  /** What is to stand; null for a row with problems. */
  readonly after: { readonly entry: Entry; readonly note: string | null } | null;
  readonly problems: readonly SheetProblem[];
}

/** What the rows of a score sheet do. Rows that say nothing are left out, and what they are about stays. */
export function planSheet(
  table: Table<ScoreColumn>,
  slots: ReadonlyMap<string, SheetSlot>,
  standing: ReadonlyMap<string, ScoreEntry>,
): readonly PlannedScore[] {
  const rows = new Map<string, number>();
  return table.rows.flatMap((row): PlannedScore[] => {
    const { wish, problems } = readScoreRow(row, slots);
    if (!wish && problems.length === 0) return [];
    const key = wish?.key ?? row.cell('KEY')?.text.trim() ?? '';
    const refused = (found: readonly SheetProblem[]): PlannedScore[] => [
      { row: row.number, key, effect: 'REFUSED', before: null, after: null, problems: found },
    ];
    if (!wish) return refused(problems);
    const twice = rows.get(key);
    if (twice !== undefined) return refused([problemAt(row.path('KEY'), key, sheetFaults.twice(twice))]);
    rows.set(key, row.number);
    const planned = plannedScore(wish, standing.get(key));
    return planned ? [planned] : refused([problemAt(row.path('RESULT'), null, sheetFaults.noResult)]);
  });
}

/** Null where there is evidence of nothing. */
function plannedScore({ row, key, entry, note }: ScoreWish, stands: ScoreEntry | undefined): PlannedScore | null {
  const before = stands?.entry ? { entry: stands.entry, note: stands.note } : null;
  const is = entry ?? before?.entry;
  if (!is) return null;
  const after = { entry: is, note: note ?? before?.note ?? null };
  const effect = !before ? 'ADDED' : isSame(before, after) ? 'UNCHANGED' : 'CORRECTED';
  return { row: row.number, key, effect, before, after, problems: [] };
}

const isSame = (a: object, b: object): boolean => canonicalText(a as Json) === canonicalText(b as Json);
