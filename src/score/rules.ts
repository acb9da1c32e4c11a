import { signedUnitsOf, unitsOf } from '../decimal';
import type { Entries, Entry } from './entry';
import type { ScoreStage } from './member-score';
import {
  type Extra,
  extrasOf,
  isLeaf,
  type Leaf,
  leavesOf,
  type Measure,
  type Placed,
  placed,
  Scorer,
  type ScoreTable,
} from './table';

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

/** Keys of the groups that wait to be filled: by a table with one nobody can be scored. */
export function emptyGroups({ criteria }: Pick<ScoreTable, 'criteria'>): readonly string[] {
  const within = (nodes: readonly Placed[]): string[] =>
    nodes.flatMap(({ key, criterion, children }) => {
      if (isLeaf(criterion)) return [];
      return children.length === 0 ? [key] : within(children);
    });
  return within(placed(criteria));
}

/** Why what is asked of one key cannot be done: the part of the entry, or `key` itself, and what would do. */
export interface KeyFault {
  readonly key: string;
  readonly part: keyof Entry | 'key' | 'empty';
  readonly cure: string;
}

/** What somebody enters at one key; null takes back what stands. */
export interface Given {
  readonly key: string;
  readonly entry: Entry | null;
}

/** What may be entered at a key. */
interface Slot {
  readonly scorer: Scorer;
  readonly fault: (entry: Entry) => EntryFault | null;
}

function slotsOf(table: ScoreTable): ReadonlyMap<string, Slot> {
  return new Map<string, Slot>([
    ...leavesOf(placed(table.criteria)).map(({ key, leaf, scorer }): [string, Slot] => [
      key,
      { scorer, fault: (entry) => leafFault(leaf, table.decimals, entry) },
    ]),
    ...extrasOf(table).map(({ key, extra }): [string, Slot] => [
      key,
      { scorer: extra.scorer ?? Scorer.BLOC, fault: (entry) => extraFault(extra, entry) },
    ]),
  ]);
}

const unknownKey = 'Take a key of a leaf or extra from `ScoreTable.criteria`.';
const notYours = 'It is scored by the other office.';

/**
 * Everything that is wrong with what somebody enters, by key.
 * @param scorers whose leaves they may enter
 */
export function entriesFaults(
  table: ScoreTable,
  given: readonly Given[],
  scorers: readonly Scorer[],
): readonly KeyFault[] {
  const slots = slotsOf(table);
  const seen = new Set<string>();
  return given.flatMap(({ key, entry }): KeyFault[] => {
    const slot = slots.get(key);
    if (!slot) return [{ key, part: 'key', cure: unknownKey }];
    if (seen.has(key)) return [{ key, part: 'key', cure: 'Give each key once.' }];
    seen.add(key);
    if (!scorers.includes(slot.scorer)) return [{ key, part: 'key', cure: notYours }];
    const fault = entry && slot.fault(entry);
    return fault ? [{ key, ...fault }] : [];
  });
}

/** Why keys name no leaf or extra of the table. */
export function keyFaults(table: ScoreTable, keys: readonly string[]): readonly KeyFault[] {
  const slots = slotsOf(table);
  return keys.filter((key) => !slots.has(key)).map((key) => ({ key, part: 'key', cure: unknownKey }));
}

/** What accepting self-scores comes to: keys of leaves and extras, and what cannot be accepted. */
interface Accepted {
  readonly keys: readonly string[];
  readonly faults: readonly KeyFault[];
}

/**
 * Which self-scores are taken over by a review that accepts them: at the key of a leaf or extra that one, reviewed before or
 * not; at the key of a group, and at `bonus:` and `penalty:`, all below it that wait for a review.
 */
export function acceptedOf(
  table: ScoreTable,
  { self, review }: { readonly self: Entries; readonly review: Entries },
  accept: readonly string[],
  scorers: readonly Scorer[],
): Accepted {
  const slots = slotsOf(table);
  const [keys, faults] = [new Set<string>(), [] as KeyFault[]];
  for (const key of accept) {
    const isOne = slots.has(key);
    const within = isOne
      ? [key]
      : [...slots.keys()].filter((each) => each.startsWith(key.endsWith(':') ? key : `${key}/`));
    const own = within.filter((each) => scorers.includes(slots.get(each)?.scorer as Scorer));
    const waiting = own.filter((each) => self.has(each) && (isOne || !review.has(each)));
    for (const each of waiting) keys.add(each);
    if (waiting.length > 0) continue;
    const cure =
      within.length === 0 ? 'Take a key from `ScoreTable.criteria`.' : own.length === 0 ? notYours : nothingWaits;
    faults.push({ key, part: 'key', cure });
  }
  return { keys: [...keys], faults };
}

const nothingWaits = 'Nothing there waits: the member entered nothing, or all of it is reviewed.';

/** At which stages each act on one member may be done. */
const stagesOf = {
  enterScores: ['OPEN', 'SUBMITTED'],
  importScores: ['OPEN', 'SUBMITTED'],
  submitScores: ['OPEN'],
  reviewScores: ['SUBMITTED', 'REVIEWED', 'EXPLAINED'],
  explainScores: ['REVIEWED', 'EXPLAINED'],
  addScoreRemark: ['OPEN', 'SUBMITTED', 'REVIEWED', 'EXPLAINED'],
} as const satisfies Record<string, readonly `${ScoreStage}`[]>;

export type ScoreAct = keyof typeof stagesOf;

/** The stages at which an act may be done, where this is none of them; else null. */
export function stageRefusal(act: ScoreAct, stage: ScoreStage): { readonly stages: readonly string[] } | null {
  const stages: readonly string[] = stagesOf[act];
  return stages.includes(stage) ? null : { stages };
}
