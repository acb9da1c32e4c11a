import { decimalOf, unitsOf } from '../decimal';
import type { LeafRule } from '../score/table';
import type { Problem } from './conference-file';
import { type Fault, faults } from './faults';
import { at } from './parse-file';
import {
  type FileCriterion,
  type FileExtra,
  type FileNumber,
  readNumber,
  type ScoreTableFile,
} from './score-table-file';

type Say = (path: string, value: unknown, fault: Fault) => void;

/** Keys of a leaf that go with some kinds only: those it needs, and those it may have. */
const keysOf: Readonly<Record<LeafRule['kind'], { readonly needs: readonly Part[]; readonly may: readonly Part[] }>> = {
  SHARE_OF_PLAN: { needs: ['unit', 'direction'], may: ['target', 'least', 'most'] },
  PLAN_AND_LEAD: { needs: ['unit'], may: ['target', 'least', 'most'] },
  GRADE: { needs: ['grades'], may: [] },
  PASS_FAIL: { needs: [], may: [] },
  ENTERED: { needs: [], may: [] },
  PER_OCCURRENCE: { needs: ['each'], may: [] },
};

type Part = 'unit' | 'direction' | 'target' | 'least' | 'most' | 'grades' | 'each';
const parts: readonly Part[] = ['unit', 'direction', 'target', 'least', 'most', 'grades', 'each'];

/** What a score table of the right shape says against itself; empty when it agrees. */
export function checkScoreTable(file: ScoreTableFile): readonly Problem[] {
  const problems: Problem[] = [];
  const say: Say = (path, value, fault) =>
    void problems.push({ path, value: value === undefined ? null : String(value), ...fault });
  checkNumbers(file, '', say);
  const tops = file.criteria.map((criterion, index) =>
    checkCriterion(criterion, at('/criteria', index), file.decimals, say),
  );
  checkSum(file.scale, sumOf(tops), '/scale', say);
  if (file.capAtScale && file.scale === undefined) say('/capAtScale', true, faults.capWithoutScale);
  checkExtras(file.bonuses ?? [], '/bonuses', file.decimals, say);
  checkExtras(file.penalties ?? [], '/penalties', file.decimals, say);
  return problems;
}

/** Keys whose value is a number that texts may write. */
const numeric = new Set([
  'scale',
  'max',
  'target',
  'least',
  'most',
  'each',
  'points',
  'from',
  'atMost',
  'perPercent',
  'atMostPercent',
  'together',
]);

/** Every number of the file can be read, in one way. */
function checkNumbers(value: unknown, path: string, say: Say): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    const isNumber = numeric.has(key) && (typeof part === 'number' || typeof part === 'string');
    if (isNumber && readNumber(part) === null) say(at(path, key), part, faults.scoreNumber);
    checkNumbers(part, at(path, key), say);
  }
}

/** Units of a number, or null where there is none or it was refused before. */
function unitsIn(given: FileNumber | undefined): bigint | null {
  const value = given === undefined ? null : readNumber(given);
  return value === null ? null : unitsOf(value);
}

/** Null where one of them has none yet. */
const sumOf = (all: readonly (bigint | null)[]): bigint | null =>
  all.reduce<bigint | null>((sum, each) => (sum === null || each === null ? null : sum + each), 0n);

function checkSum(given: FileNumber | undefined, sum: bigint | null, path: string, say: Say): void {
  const own = unitsIn(given);
  if (own !== null && sum !== null && own !== sum) say(path, given, faults.sumDiffers(decimalOf(own), decimalOf(sum)));
}

/** @returns the maximum of the criterion in units; null while a group is not filled, or after a fault */
function checkCriterion(criterion: FileCriterion, path: string, decimals: number, say: Say): bigint | null {
  const { children, kind, max } = criterion;
  const own = unitsIn(max);
  if ((children === undefined) === (kind === undefined)) say(path, criterion.code, faults.leafOrGroup);
  else if (max === undefined && children?.length !== 0) say(path, criterion.code, faults.noMax);
  else if (own === 0n) say(at(path, 'max'), max, faults.noMax);
  if (children) {
    const below = children.map((child, index) => checkCriterion(child, at(at(path, 'children'), index), decimals, say));
    if (children.length > 0) checkSum(max, sumOf(below), at(path, 'max'), say);
    return own;
  }
  if (kind) checkLeaf({ ...criterion, kind }, path, say);
  for (const key of ['max', 'each'] as const) checkPlaces(criterion[key], at(path, key), decimals, say);
  criterion.grades?.forEach(({ points }, index) => {
    checkPlaces(points, at(at(at(path, 'grades'), index), 'points'), decimals, say);
  });
  return own;
}

function checkLeaf(leaf: FileCriterion & { readonly kind: LeafRule['kind'] }, path: string, say: Say): void {
  const { kind, grades, max } = leaf;
  const { needs, may } = keysOf[kind];
  for (const key of needs) if (leaf[key] === undefined) say(path, kind, faults.keyForKind(kind, key));
  for (const key of parts)
    if (leaf[key] !== undefined && ![...needs, ...may].includes(key))
      say(at(path, key), key, faults.keyNotForKind(kind, key));
  const [least, most] = [unitsIn(leaf.least), unitsIn(leaf.most)];
  if (least !== null && most !== null && least > most) say(at(path, 'least'), leaf.least, faults.rangeFalls);
  if (kind === 'GRADE' && grades && max !== undefined && !gradesFall(grades, unitsIn(max)))
    say(at(path, 'grades'), null, faults.gradesFall(String(max)));
}

function gradesFall(grades: NonNullable<FileCriterion['grades']>, max: bigint | null): boolean {
  const points = grades.map((each) => unitsIn(each.points) ?? 0n);
  const fall = points.every((each, index) => index === 0 || each < (points[index - 1] ?? 0n));
  return points[0] === max && fall && new Set(grades.map(({ grade }) => grade)).size === grades.length;
}

function checkPlaces(given: FileNumber | undefined, path: string, decimals: number, say: Say): void {
  const [, part = ''] = (given === undefined ? null : readNumber(given))?.split('.') ?? [];
  if (part.length > decimals) say(path, given, faults.scorePlaces(decimals));
}

function checkExtras(extras: readonly FileExtra[], list: string, decimals: number, say: Say): void {
  const seen = new Set<string>();
  extras.forEach(({ code, points, bands, atMost }, index) => {
    const path = at(list, index);
    if (seen.has(code)) say(at(path, 'code'), code, faults.extraTwice);
    seen.add(code);
    if ((points === undefined) === (bands === undefined)) say(path, code, faults.pointsOrBands);
    for (const [key, given] of Object.entries({ points, atMost })) checkPlaces(given, at(path, key), decimals, say);
    const starts = bands?.map(({ from }) => unitsIn(from) ?? 0n) ?? [];
    if (starts.some((from, place) => place > 0 && from <= (starts[place - 1] ?? 0n)))
      say(at(path, 'bands'), null, faults.bandsRise);
    bands?.forEach((band, place) => {
      checkPlaces(band.points, at(at(at(path, 'bands'), place), 'points'), decimals, say);
    });
  });
}
