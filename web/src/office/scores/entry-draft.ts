import type { EnteredScoreFragment, ScoreEntryInput } from './scores.documents';
import { isExtra, type Line } from './table-tree';

/** What stands in the fields of one line, as it was typed. */
export interface Draft {
  /** The figure, points, grade, `yes` or `no`, or how often; figures of an extra with semicolons between them. */
  readonly value: string;
  /** The member's own target. */
  readonly target: string;
  readonly notAssigned: boolean;
  readonly note: string;
}

export const emptyDraft: Draft = { value: '', target: '', notAssigned: false, note: '' };

/** What a draft comes to: an input for the API, or the word for what is wrong with it. */
export type ReadDraft = { readonly entry: ScoreEntryInput } | { readonly fault: DraftFault };

export type DraftFault =
  | 'faultNumber'
  | 'faultTwoWays'
  | 'faultRange'
  | 'faultPoints'
  | 'faultPlaces'
  | 'faultTimes'
  | 'faultGrade'
  | 'faultYesNo'
  | 'faultFigures'
  | 'faultTarget'
  | 'faultNoValue';

/** What is typed into the field of a line. */
export type Way = 'NUMBER' | 'GRADE' | 'YES_NO' | 'TIMES' | 'FIGURES';

export function wayOf(line: Pick<Line, 'kind' | 'each' | 'mostTimes'>): Way {
  switch (line.kind) {
    case 'GRADE':
      return 'GRADE';
    case 'PASS_FAIL':
      return 'YES_NO';
    case 'PER_OCCURRENCE':
      return 'TIMES';
    case 'BONUS':
    case 'PENALTY':
      if (line.each == null) return 'FIGURES';
      return line.mostTimes === 1 ? 'YES_NO' : 'TIMES';
    default:
      return 'NUMBER';
  }
}

/** Whether members give a target of their own. */
export const hasOwnTarget = (line: Pick<Line, 'kind' | 'target'>): boolean =>
  (line.kind === 'SHARE_OF_PLAN' || line.kind === 'PLAN_AND_LEAD') && line.target == null;

/** More is a mistake of the hand; the server takes no more either. */
const mostTimes = 1000;

/** Nothing typed, and nothing ticked. */
export const isEmpty = ({ value, target, notAssigned, note }: Draft): boolean =>
  value.trim() === '' && target.trim() === '' && note.trim() === '' && !notAssigned;

/**
 * Reads what was typed for one line. Empty fields take back what was entered.
 * @param decimals places that points may have
 */
export function readDraft(line: Line, decimals: number, draft: Draft): ReadDraft {
  const { key } = line;
  if (isEmpty(draft)) return { entry: { key, empty: true } };
  const note = draft.note.trim() === '' ? {} : { note: draft.note.trim() };
  if (draft.notAssigned && !isExtra(line)) return { entry: { key, notAssigned: true, ...note } };
  if (draft.value.trim() === '') return { fault: draft.target.trim() ? 'faultTarget' : 'faultNoValue' };
  const read = readValue(line, decimals, draft);
  return typeof read === 'string' ? { fault: read } : { entry: { key, ...read, ...note } };
}

function readValue(line: Line, decimals: number, { value, target }: Draft): Partial<ScoreEntryInput> | DraftFault {
  const text = value.trim();
  switch (wayOf(line)) {
    case 'GRADE': {
      const graded = line.grades.find(({ grade }) => grade.toLowerCase() === text.toLowerCase());
      return graded ? { grade: graded.grade } : 'faultGrade';
    }
    case 'YES_NO': {
      const said = yesNoOf(text);
      if (said === null) return 'faultYesNo';
      return isExtra(line) ? { times: said ? 1 : 0 } : { passed: said };
    }
    case 'TIMES': {
      const times = /^\d{1,4}$/.test(text) ? Number(text) : mostTimes + 1;
      return times <= mostTimes ? { times } : 'faultTimes';
    }
    case 'FIGURES':
      return readFigures(line, text);
    default:
      return line.kind === 'ENTERED' ? readPoints(line, decimals, text) : readFigure(line, text, target.trim());
  }
}

function readPoints({ max }: Line, decimals: number, text: string): Partial<ScoreEntryInput> | DraftFault {
  const points = numberOf(text);
  if (typeof points !== 'object') return points;
  if (points.number.startsWith('-') || Number(points.number) > Number(max)) return 'faultPoints';
  return placesOf(points.number) > decimals ? 'faultPlaces' : { points: points.number };
}

function readFigure(line: Line, text: string, targetText: string): Partial<ScoreEntryInput> | DraftFault {
  const actual = numberOf(text);
  if (typeof actual !== 'object') return actual;
  const target = targetText === '' || !hasOwnTarget(line) ? null : numberOf(targetText);
  if (typeof target === 'string') return target;
  if (target?.number.startsWith('-')) return 'faultNumber';
  const isOutside = [actual, target].some(
    (figure) =>
      figure !== null &&
      ((line.least != null && Number(figure.number) < Number(line.least)) ||
        (line.most != null && Number(figure.number) > Number(line.most))),
  );
  if (isOutside) return 'faultRange';
  return { actual: actual.number, ...(target ? { target: target.number } : {}) };
}

function readFigures({ mostTimes: times }: Line, text: string): Partial<ScoreEntryInput> | DraftFault {
  const figures = text.split(';').flatMap((part) => (part.trim() === '' ? [] : [numberOf(part.trim())]));
  const isSound = figures.length <= (times ?? mostTimes);
  const numbers = figures.flatMap((each) => (typeof each === 'object' ? [each.number] : []));
  if (!isSound || numbers.length < figures.length || numbers.some((each) => each.startsWith('-')))
    return 'faultFigures';
  return { figures: numbers };
}

const yes = new Set(['yes', 'đạt', 'có', 'dat', 'co', 'x', '1', 'true', 'đúng', 'y']);
const no = new Set(['no', 'không đạt', 'không', 'khong dat', 'khong', '0', 'false', 'sai', 'n']);

/** Whether a word says yes; null for neither. */
export function yesNoOf(text: string): boolean | null {
  const word = text.trim().toLowerCase().normalize('NFC');
  if (yes.has(word)) return true;
  return no.has(word) ? false : null;
}

/**
 * A figure as offices write it (`1.234,5`, `9,5`) or with a point (`9.5`), as the API takes it. `1.000` is a thousand or one,
 * and nobody guesses which.
 */
export function numberOf(text: string): { readonly number: string } | 'faultNumber' | 'faultTwoWays' {
  const bare = text.replace(/[\s\u00a0]/g, '').replace(/%$/, '');
  if (/^-?[1-9]\d{0,2}[.,]\d{3}$/.test(bare)) return 'faultTwoWays';
  const grouped =
    /^(-?)([1-9]\d{0,2}(?:\.\d{3})+)(?:,(\d+))?$/.exec(bare) ??
    /^(-?)([1-9]\d{0,2}(?:,\d{3})+)(?:\.(\d+))?$/.exec(bare);
  const plain = /^(-?)(\d+)(?:[.,](\d+))?$/.exec(bare);
  const [, sign = '', whole, part = ''] = grouped ?? plain ?? [];
  if (whole === undefined) return 'faultNumber';
  const digits = whole.replace(/[.,]/g, '').replace(/^0+(?=\d)/, '');
  const rest = part.replace(/0+$/, '');
  if (digits.length > 15 || rest.length > 6) return 'faultNumber';
  const number = `${digits}${rest ? `.${rest}` : ''}`;
  return { number: number === '0' ? '0' : `${sign}${number}` };
}

const placesOf = (number: string): number => number.split('.')[1]?.length ?? 0;

/**
 * An exact decimal as it is typed: without points between thousands, and never in a way that could be two numbers, such as
 * `1,125`.
 */
export function typedNumber(number: string, language: 'vi' | 'en'): string {
  const [whole = '0', part] = number.split('.');
  if (part === undefined) return whole;
  return `${whole}${language === 'vi' ? ',' : '.'}${part.length === 3 ? `${part}0` : part}`;
}

/** An entry as it would have been typed; `shown` writes numbers in the reader's way. */
export function draftOf(
  line: Line,
  entry: EnteredScoreFragment | null | undefined,
  shown: (number: string) => string,
): Draft {
  if (!entry || entry.empty) return { ...emptyDraft, note: entry?.note ?? '' };
  const { notAssigned, note } = entry;
  return {
    value: writtenValue(line, entry, shown),
    target: entry.target == null ? '' : shown(entry.target),
    notAssigned,
    note: note ?? '',
  };
}

function writtenValue(line: Line, entry: EnteredScoreFragment, shown: (number: string) => string): string {
  const { actual, grade, passed, points, times, figures } = entry;
  if (passed != null) return passed ? 'yes' : 'no';
  if (times != null && wayOf(line) === 'YES_NO') return times > 0 ? 'yes' : 'no';
  if (times != null) return String(times);
  if (figures.length > 0) return figures.map(shown).join('; ');
  return grade ?? (points != null ? shown(points) : actual != null ? shown(actual) : '');
}

/** Whether two drafts say the same. */
export const isSame = (a: Draft, b: Draft): boolean =>
  a.value.trim() === b.value.trim() &&
  a.target.trim() === b.target.trim() &&
  a.notAssigned === b.notAssigned &&
  a.note.trim() === b.note.trim();
