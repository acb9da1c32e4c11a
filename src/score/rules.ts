import { signedUnitsOf, unitsOf } from '../decimal';
import type { Entry } from './entry';
import type { Extra, Leaf, Measure } from './table';

/** Why an entry cannot stand: the part of it, and what would do. */
interface EntryFault {
  readonly part: keyof Entry;
  readonly cure: string;
}

/** Digits before the point, and after it. A figure has fewer than the sums keep. */
const decimal = /^(0|[1-9]\d{0,14})(\.\d{1,6})?$/;
const signed = /^-?(0|[1-9]\d{0,14})(\.\d{1,6})?$/;
const aDecimal = 'A decimal with a point, at most 15 digits before it and 6 after.';

/** More is a mistake of the hand. */
const mostTimes = 1000;

/** Why an entry does not go with its leaf, or null. @param decimals that points of the table have */
export function leafFault(leaf: Leaf, decimals: number, entry: Entry): EntryFault | null {
  const { rule, max } = leaf;
  if (entry.notAssigned) return stray(entry, ['notAssigned']);
  switch (rule.kind) {
    case 'SHARE_OF_PLAN':
    case 'PLAN_AND_LEAD':
      return stray(entry, ['actual', 'target']) ?? figuresFault(rule.measure, entry);
    case 'GRADE':
      return stray(entry, ['grade']) ?? gradeFault(rule.grades, entry.grade);
    case 'PASS_FAIL':
      return stray(entry, ['passed']) ?? missing(entry, 'passed', 'true or false.');
    case 'ENTERED':
      return stray(entry, ['points']) ?? pointsFault(max, decimals, entry.points);
    case 'PER_OCCURRENCE':
      return stray(entry, ['times']) ?? timesFault(entry.times, mostTimes);
    default:
      throw new Error(`rule ${(rule satisfies never as Leaf['rule']).kind}`);
  }
}

/** Why an entry does not go with a bonus or penalty, or null. */
export function extraFault({ bands, each }: Extra, entry: Entry): EntryFault | null {
  if (!bands) return stray(entry, ['times']) ?? timesFault(entry.times, each ? mostTimes : 1);
  const most = each ? mostTimes : 1;
  const cure = `A list of at most ${most}: decimals from 0.`;
  const isSound =
    entry.figures && entry.figures.length <= most && entry.figures.every((figure) => decimal.test(figure));
  return stray(entry, ['figures']) ?? (isSound ? null : { part: 'figures', cure });
}

/** A part that the rule does not ask for. */
function stray(entry: Entry, asked: readonly (keyof Entry)[]): EntryFault | null {
  const part = (Object.keys(entry) as (keyof Entry)[]).find((key) => entry[key] !== undefined && !asked.includes(key));
  return part === undefined ? null : { part, cure: `It is entered by: ${asked.join(', ')}.` };
}

function missing(entry: Entry, part: keyof Entry, cure: string): EntryFault | null {
  return entry[part] === undefined ? { part, cure } : null;
}

function figuresFault(measure: Measure, { actual, target }: Entry): EntryFault | null {
  if (actual === undefined || !signed.test(actual)) return { part: 'actual', cure: aDecimal };
  if (target !== undefined && measure.target !== null)
    return { part: 'target', cure: `Leave it out: it is ${measure.target} for all.` };
  if (target !== undefined && !decimal.test(target)) return { part: 'target', cure: aDecimal };
  const outside = (
    [
      ['actual', actual],
      ['target', target],
    ] as const
  ).find(([, figure]) => figure !== undefined && !isWithin(measure, figure));
  const cure = `From ${measure.least ?? 'any'} to ${measure.most ?? 'any'}, in ${measure.unit.vi}.`;
  return outside ? { part: outside[0], cure } : null;
}

function isWithin({ least, most }: Measure, figure: string): boolean {
  const units = signedUnitsOf(figure);
  return (least === null || units >= signedUnitsOf(least)) && (most === null || units <= signedUnitsOf(most));
}

function gradeFault(grades: readonly { readonly grade: string }[], grade: string | undefined): EntryFault | null {
  const known = grades.map((each) => each.grade);
  return grade !== undefined && known.includes(grade) ? null : { part: 'grade', cure: `One of ${known.join(', ')}.` };
}

function pointsFault(max: string, decimals: number, points: string | undefined): EntryFault | null {
  const [, part = ''] = points?.split('.') ?? [];
  const isSound =
    points !== undefined && decimal.test(points) && part.length <= decimals && unitsOf(points) <= unitsOf(max);
  return isSound ? null : { part: 'points', cure: `From 0 to ${max}, at most ${decimals} places.` };
}

function timesFault(times: number | undefined, most: number): EntryFault | null {
  const isSound = times !== undefined && Number.isInteger(times) && times >= 0 && times <= most;
  return isSound ? null : { part: 'times', cure: `A whole number from 0 to ${most}.` };
}
