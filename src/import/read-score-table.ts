import { type Criterion, Direction, type Extra, type LeafRule, type Measure, type ScoreTable } from '../score/table';
import { checkScoreTable } from './check-score-table';
import type { Problem, Text } from './conference-file';
import { compileSchema, readShapedFile } from './read-shaped-file';
import {
  type FileCriterion,
  type FileExtra,
  type FileNumber,
  readNumber,
  type ScoreTableFile,
} from './score-table-file';

/** A score table, or all that is wrong with its file. */
type ReadScoreTable = { readonly table: ScoreTable } | { readonly problems: readonly Problem[] };

/** Reads a file of a score table: YAML or JSON, told of as conference files are. Never throws for what a file can hold. */
export function readScoreTable(text: string): ReadScoreTable {
  const read = readShapedFile<ScoreTableFile>(text, compileSchema('score-table.schema.json'), checkScoreTable);
  if (read.problems.length > 0 || !read.file) return { problems: read.problems };
  const { title, year, scale, decimals, rounding, surplus, capAtScale = false, criteria, ...extras } = read.file;
  return {
    table: {
      ...{ title: pair(title), year, scale: optional(scale), decimals, rounding, capAtScale },
      surplus: surplus
        ? {
            perPercent: decimalIn(surplus.perPercent),
            atMostPercent: decimalIn(surplus.atMostPercent),
            together: decimalIn(surplus.together),
          }
        : null,
      criteria: criteria.map(criterionOf),
      bonuses: (extras.bonuses ?? []).map(extraOf),
      penalties: (extras.penalties ?? []).map(extraOf),
    },
  };
}

/** @throws Error for what the check of the file has refused */
function decimalIn(given: FileNumber): string {
  const value = readNumber(given);
  if (value === null) throw new Error(`no number: ${given}`);
  return value;
}

const optional = (given: FileNumber | undefined): string | null => (given === undefined ? null : decimalIn(given));

const pair = (text: Text): ScoreTable['title'] =>
  typeof text === 'string' ? { vi: text, en: null } : { vi: text.vi, en: text.en ?? null };

function criterionOf(given: FileCriterion): Criterion {
  const { code, title, scorer = null, children, max } = given;
  const node = { code, title: title === undefined ? null : pair(title), scorer };
  if (children) return { ...node, max: optional(max), children: children.map(criterionOf) };
  return { ...node, max: optional(max) ?? '0', rule: ruleOf(given) };
}

function ruleOf(given: FileCriterion): LeafRule {
  const { kind = 'ENTERED' } = given;
  switch (kind) {
    case 'SHARE_OF_PLAN':
      return { kind, measure: measureOf(given), direction: given.direction ?? Direction.RISING };
    case 'PLAN_AND_LEAD':
      return { kind, measure: measureOf(given) };
    case 'GRADE':
      return { kind, grades: (given.grades ?? []).map(({ grade, points }) => ({ grade, points: decimalIn(points) })) };
    case 'PER_OCCURRENCE':
      return { kind, each: optional(given.each) ?? '0' };
    default:
      return { kind };
  }
}

const measureOf = ({ unit = '', target, least, most }: FileCriterion): Measure => ({
  ...{ unit: pair(unit), target: optional(target), least: optional(least), most: optional(most) },
});

function extraOf({ code, title, points, bands, each = false, ...given }: FileExtra): Extra {
  return {
    ...{ code, title: pair(title), each, scorer: given.scorer ?? null, disqualifies: given.disqualifies ?? [] },
    ...{ points: optional(points), atMost: optional(given.atMost) },
    bands: bands?.map((band) => ({ from: decimalIn(band.from), points: decimalIn(band.points) })) ?? null,
  };
}
