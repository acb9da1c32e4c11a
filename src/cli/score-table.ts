import { Refusal } from '../errors/refusal';
import { readScoreTable } from '../import/read-score-table';
import { tableHash } from '../score/canonical-table';
import { isLeaf, leavesOf, type Placed, placed, type ScoreTable } from '../score/table';
import type { CommandInput } from './command';
import { textOfFile } from './text-of-file';

/** Checks the file of a score table and prints what its groups come to, what is still empty, and its hash. */
export function run({ positionals, print }: CommandInput): Promise<void> {
  const read = readScoreTable(textOfFile(positionals[0] ?? '', { vi: 'tệp bảng điểm', en: 'a score table' }));
  if ('problems' in read) throw new Refusal('FILE_INVALID', { problems: read.problems });
  for (const line of linesOf(read.table)) print(line);
  return Promise.resolve();
}

function linesOf(table: ScoreTable): string[] {
  const tree = placed(table.criteria);
  const leaves = leavesOf(tree);
  const kinds = leaves.map(({ leaf }) => leaf.rule.kind);
  const counted = [...new Set(kinds)]
    .map((kind) => `${kinds.filter((each) => each === kind).length} ${kind}`)
    .join(', ');
  return [
    ...tree.flatMap((node) => groupLines(node, 0)),
    `${table.title.vi}, ${table.year}: ${leaves.length} leaves${counted ? ` (${counted})` : ''}`,
    `${table.bonuses.length} bonuses, ${table.penalties.length} penalties, ${table.decimals} places, ${table.rounding}`,
    `hash ${tableHash(table)}`,
  ];
}

function groupLines({ key, criterion, children }: Placed, depth: number): string[] {
  if (isLeaf(criterion)) return [];
  const what =
    children.length === 0
      ? 'chưa có tiêu chí · still to be filled'
      : `${criterion.max} điểm, ${leavesOf(children).length} tiêu chí · points, leaves`;
  return [`${'  '.repeat(depth)}${key}  ${what}`, ...children.flatMap((child) => groupLines(child, depth + 1))];
}
