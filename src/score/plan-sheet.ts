import { canonicalText, type Json } from '../log/canonical';
import { problemAt, type SheetProblem } from '../spreadsheet/problem';
import type { Table } from '../spreadsheet/table';
import type { Entry } from './entry';
import type { ScoreEntry } from './score-entry';
import { plain, readScoreRow, type ScoreColumn, type ScoreWish, type SheetSlot } from './score-sheet';
import { sheetFaults } from './sheet-faults';

/** An entry with its evidence. */
interface Written {
  readonly entry: Entry;
  readonly note: string | null;
}

/** What one row of a score sheet does to the self-score of a member. */
export interface PlannedScore {
  readonly row: number;
  /** Empty where the row has none. */
  readonly key: string;
  readonly effect: 'ADDED' | 'CORRECTED' | 'UNCHANGED' | 'REFUSED';
  /** What stands; null where nothing does. */
  readonly before: Written | null;
  /** What is to stand; null for a row with problems. */
  readonly after: Written | null;
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
  if (before && isSame(before, after))
    return { row: row.number, key, effect: 'UNCHANGED', before, after: before, problems: [] };
  return { row: row.number, key, effect: before ? 'CORRECTED' : 'ADDED', before, after, problems: [] };
}

/** Whether two say the same; `9.00` of a client is the `9` of a sheet. */
const isSame = (a: Written, b: Written): boolean => a.note === b.note && sorted(a.entry) === sorted(b.entry);

function sorted(entry: Entry): string {
  const number = (text: string | undefined) => (text === undefined ? {} : { text: plain(text) ?? text });
  const { actual, target, points, figures } = entry;
  const numbers = [number(actual), number(target), number(points), (figures ?? []).map(number)];
  return canonicalText([
    numbers,
    { ...entry, actual: null, target: null, points: null, figures: null },
  ] as unknown as Json);
}
