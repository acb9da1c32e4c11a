import { isDamaged, words } from '../graphql/types/words';
import { type Fault, problemAt, type SheetProblem } from '../spreadsheet/problem';
import { folded, type TableRow, type WantedColumn } from '../spreadsheet/table';
import type { Entry } from './entry';
import { extraFault, leafFault } from './rules';
import { longestNote, sheetFaults } from './sheet-faults';
import { type Extra, extrasOf, isLeaf, type Leaf, type LeafRule, type Placed, placed, type ScoreTable } from './table';

export type ScoreColumn = 'KEY' | 'NAME' | 'MAX' | 'ASKED' | 'TARGET' | 'RESULT' | 'NOT_ASSIGNED' | 'NOTE';

/** The columns of a score sheet; the first heading of each is that of the file the pages make. */
export const scoreColumns: readonly WantedColumn<ScoreColumn>[] = [
  { key: 'KEY', headings: ['Mã dòng', 'Key'] },
  { key: 'NAME', headings: ['Tiêu chí', 'Criterion'] },
  { key: 'MAX', headings: ['Điểm tối đa', 'Maximum'] },
  { key: 'ASKED', headings: ['Cần ghi', 'To enter'] },
  { key: 'TARGET', headings: ['Chỉ tiêu', 'Target'] },
  { key: 'RESULT', headings: ['Kết quả', 'Kết quả hoặc điểm', 'Result'] },
  { key: 'NOT_ASSIGNED', headings: ['Không giao', 'Not assigned'] },
  { key: 'NOTE', headings: ['Minh chứng', 'Evidence'] },
];

/** What may be entered at one key of a table; GROUP for a heading. */
export type SheetSlot =
  | { readonly is: 'LEAF'; readonly leaf: Leaf; readonly decimals: number }
  | { readonly is: 'EXTRA'; readonly extra: Extra }
  | { readonly is: 'GROUP' };

/** Every line of a table by its key. */
export function sheetSlots(table: ScoreTable): ReadonlyMap<string, SheetSlot> {
  const within = (nodes: readonly Placed[]): [string, SheetSlot][] =>
    nodes.flatMap(({ key, criterion, children }): [string, SheetSlot][] => [
      [key, isLeaf(criterion) ? { is: 'LEAF', leaf: criterion, decimals: table.decimals } : { is: 'GROUP' }],
      ...within(children),
    ]);
  return new Map([
    ...within(placed(table.criteria)),
    ...extrasOf(table).map(({ key, extra }): [string, SheetSlot] => [key, { is: 'EXTRA', extra }]),
  ]);
}

/** What a row says; undefined where its cells are empty. */
export interface ScoreWish {
  readonly row: TableRow<ScoreColumn>;
  readonly key: string;
  readonly entry: Entry | undefined;
  readonly note: string | undefined;
}

interface ReadScoreRow {
  /** Null for a row that says nothing, such as a heading. */
  readonly wish: ScoreWish | null;
  readonly problems: readonly SheetProblem[];
}

/** Reads one row; everything that is wrong with it is told at once. */
export function readScoreRow(row: TableRow<ScoreColumn>, slots: ReadonlyMap<string, SheetSlot>): ReadScoreRow {
  const key = words(row.cell('KEY')?.text ?? '');
  const own = (['TARGET', 'RESULT', 'NOT_ASSIGNED', 'NOTE'] as const).filter((column) => textIn(row, column) !== '');
  if (own.length === 0) return { wish: null, problems: [] };
  const slot = slots.get(key);
  const at = (column: ScoreColumn, what: Fault): SheetProblem =>
    problemAt(row.path(column), textIn(row, column) || null, what);
  if (!slot) return { wish: null, problems: [at('KEY', key ? sheetFaults.unknownKey : sheetFaults.noKey)] };
  if (slot.is === 'GROUP') return { wish: null, problems: own.map((column) => at(column, sheetFaults.group)) };
  const broken = own.flatMap((column) => {
    const what = cellFault(row, column);
    return what ? [at(column, what)] : [];
  });
  if (broken.length > 0) return { wish: null, problems: broken };
  const read = readEntry(row, slot);
  if (read && 'what' in read) return { wish: null, problems: [at(read.column, read.what)] };
  const note = textIn(row, 'NOTE') || undefined;
  return { wish: { row, key, entry: read?.entry, note }, problems: [] };
}

const textIn = (row: TableRow<ScoreColumn>, column: ScoreColumn): string => words(row.cell(column)?.text ?? '');

function cellFault(row: TableRow<ScoreColumn>, column: ScoreColumn): Fault | null {
  const cell = row.cell(column);
  const text = textIn(row, column);
  if (cell?.kind === 'ERROR') return text === '=' ? sheetFaults.notComputed : sheetFaults.error;
  if (isDamaged(text)) return sheetFaults.damaged;
  return text.length > longestNote ? sheetFaults.tooLong : null;
}

interface Wrong {
  readonly column: ScoreColumn;
  readonly what: Fault;
}

/** What is entered, or what is wrong with it; null where nothing but evidence stands there. */
function readEntry(
  row: TableRow<ScoreColumn>,
  slot: Exclude<SheetSlot, { is: 'GROUP' }>,
): { readonly entry: Entry } | Wrong | null {
  const aside = textIn(row, 'NOT_ASSIGNED');
  const isAside = aside === '' ? false : tick(aside);
  if (isAside === null) return { column: 'NOT_ASSIGNED', what: sheetFaults.tick };
  const [result, target] = [textIn(row, 'RESULT'), textIn(row, 'TARGET')];
  if (isAside && (result || target)) return { column: 'NOT_ASSIGNED', what: sheetFaults.both };
  if (isAside)
    return slot.is === 'LEAF'
      ? { entry: { notAssigned: true } }
      : { column: 'NOT_ASSIGNED', what: sheetFaults.asideExtra };
  if (result === '') return target ? { column: 'RESULT', what: sheetFaults.noResult } : null;
  const read = slot.is === 'LEAF' ? leafEntry(row, slot.leaf.rule) : extraEntry(row, slot.extra);
  if ('what' in read) return read;
  const fault = slot.is === 'LEAF' ? leafFault(slot.leaf, slot.decimals, read) : extraFault(slot.extra, read);
  if (!fault) return { entry: read };
  const column = fault.part === 'target' ? 'TARGET' : 'RESULT';
  return { column, what: slot.is === 'LEAF' ? ruleFault(slot.leaf, slot.decimals, fault.part) : sheetFaults.extra };
}

function leafEntry(row: TableRow<ScoreColumn>, rule: LeafRule): Entry | Wrong {
  const result = textIn(row, 'RESULT');
  const hasTarget = textIn(row, 'TARGET') !== '';
  if (rule.kind === 'SHARE_OF_PLAN' || rule.kind === 'PLAN_AND_LEAD') {
    const [actual, target] = [figureIn(row, 'RESULT'), hasTarget ? figureIn(row, 'TARGET') : undefined];
    if (typeof actual !== 'string') return actual;
    if (target !== undefined && typeof target !== 'string') return target;
    return target === undefined ? { actual } : { actual, target };
  }
  if (hasTarget) return { column: 'TARGET', what: sheetFaults.noTarget };
  if (rule.kind === 'GRADE') {
    const graded = rule.grades.find(({ grade }) => folded(grade) === folded(result));
    return { grade: graded?.grade ?? result };
  }
  if (rule.kind === 'PASS_FAIL') {
    const passed = tick(result);
    return passed === null ? { column: 'RESULT', what: sheetFaults.passed } : { passed };
  }
  const figure = figureIn(row, 'RESULT');
  if (typeof figure !== 'string') return figure;
  return rule.kind === 'ENTERED' ? { points: figure } : { times: Number(figure) };
}

function extraEntry(row: TableRow<ScoreColumn>, { bands, each }: Extra): Entry | Wrong {
  const result = textIn(row, 'RESULT');
  if (textIn(row, 'TARGET') !== '') return { column: 'TARGET', what: sheetFaults.noTarget };
  if (bands) {
    const figures = result.split(';').map((part) => figureOf(part.trim()));
    const sound = figures.flatMap((figure) => (figure === null || figure === 'TWO_WAYS' ? [] : [figure]));
    return sound.length === figures.length ? { figures: sound } : { column: 'RESULT', what: sheetFaults.number };
  }
  const happened = each ? null : tick(result);
  if (happened !== null) return { times: happened ? 1 : 0 };
  const figure = figureIn(row, 'RESULT');
  return typeof figure === 'string' ? { times: Number(figure) } : figure;
}

/** Why the rule of a leaf takes no such entry. */
function ruleFault({ rule, max }: Leaf, decimals: number, part: keyof Entry): Fault {
  if (part === 'points') return sheetFaults.points(max, decimals);
  if (part === 'times') return sheetFaults.times;
  if (part === 'grade') return sheetFaults.grade(rule.kind === 'GRADE' ? rule.grades.map(({ grade }) => grade) : []);
  if (rule.kind !== 'SHARE_OF_PLAN' && rule.kind !== 'PLAN_AND_LEAD') return sheetFaults.number;
  if (part === 'target' && rule.measure.target !== null) return sheetFaults.targetOfAll(rule.measure.target);
  return sheetFaults.range(rule.measure);
}

function figureIn(row: TableRow<ScoreColumn>, column: ScoreColumn): string | Wrong {
  const cell = row.cell(column);
  const figure = cell?.kind === 'NUMBER' ? plain(cell.text) : figureOf(textIn(row, column));
  if (figure === 'TWO_WAYS') return { column, what: sheetFaults.twoWays };
  return figure ?? { column, what: sheetFaults.number };
}

/**
 * A figure as offices write it, `1.234,5`, or with a point, as a plain decimal; TWO_WAYS for `1.000`, which is a thousand or
 * one; null for what is no number.
 */
export function figureOf(text: string): string | 'TWO_WAYS' | null {
  const bare = text.replace(/\s/gu, '').replace(/%$/, '');
  if (/^-?[1-9]\d{0,2}[.,]\d{3}$/.test(bare)) return 'TWO_WAYS';
  const grouped =
    /^(-?)([1-9]\d{0,2}(?:\.\d{3})+)(?:,(\d+))?$/.exec(bare) ??
    /^(-?)([1-9]\d{0,2}(?:,\d{3})+)(?:\.(\d+))?$/.exec(bare);
  const [, sign = '', whole, part = ''] = grouped ?? /^(-?)(\d+)(?:[.,](\d+))?$/.exec(bare) ?? [];
  return whole === undefined ? null : plain(`${sign}${whole.replace(/[.,]/g, '')}.${part}`);
}

/** A decimal without needless zeros; null for one that is too long, or none. */
export function plain(text: string): string | null {
  const [, sign = '', digits, part = ''] = /^(-?)0*(\d+?)(?:\.(\d*))?$/.exec(text) ?? [];
  const rest = part.replace(/0+$/, '');
  if (digits === undefined || digits.length > 15 || rest.length > 6) return null;
  const number = rest ? `${digits}.${rest}` : digits;
  return number === '0' ? number : `${sign}${number}`;
}

const yes = new Set(['co', 'x', 'v', '1', 'true', 'dung', 'yes', 'y', 'dat']);
const no = new Set(['khong', '0', 'false', 'sai', 'no', 'n', 'khong dat']);

function tick(text: string): boolean | null {
  if (/^[✓✔☑]$/u.test(text)) return true;
  if (/^[-–]$/.test(text)) return false;
  const word = folded(text);
  return yes.has(word) ? true : no.has(word) ? false : null;
}
