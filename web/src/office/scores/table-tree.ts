import type { ScoreTableLineFragment } from './scores.documents';

export type Line = ScoreTableLineFragment;

/** A line at its place, with those below it. */
export interface Node {
  readonly line: Line;
  readonly children: readonly Node[];
  /** How deep it stands, from 0. */
  readonly depth: number;
}

export interface ScoreTree {
  readonly lines: readonly Line[];
  readonly byKey: ReadonlyMap<string, Line>;
  /** Criteria from the top; extras are not among them. */
  readonly roots: readonly Node[];
  /** Leaves, then extras, in the order of the table. */
  readonly entered: readonly Line[];
}

export const isExtra = ({ kind }: Pick<Line, 'kind'>): boolean => kind === 'BONUS' || kind === 'PENALTY';
export const isLeaf = ({ kind }: Pick<Line, 'kind'>): boolean => kind !== 'GROUP' && !isExtra({ kind });

/** The tree of a table, from its lines in order: each group before what is below it. */
export function treeOf(lines: readonly Line[]): ScoreTree {
  const below = new Map<string, Line[]>();
  for (const line of lines) {
    if (isExtra(line)) continue;
    const above = line.parentKey ?? '';
    below.set(above, [...(below.get(above) ?? []), line]);
  }
  const nodesOf = (parentKey: string, depth: number): readonly Node[] =>
    (below.get(parentKey) ?? []).map((line) => ({ line, depth, children: nodesOf(line.key, depth + 1) }));
  return {
    lines,
    byKey: new Map(lines.map((line) => [line.key, line])),
    roots: nodesOf('', 0),
    entered: lines.filter(({ kind }) => kind !== 'GROUP'),
  };
}

/** A node and all below it, each before its own. */
export const flat = (node: Node): readonly Node[] => [node, ...node.children.flatMap(flat)];

/** Leaves of a node, in order. */
export const leavesOf = (node: Node): readonly Line[] => flat(node).flatMap(({ line }) => (isLeaf(line) ? [line] : []));

/** Codes from the top, `I. › 2. › 13`. */
export function pathOf({ byKey }: Pick<ScoreTree, 'byKey'>, line: Line): string {
  const above = line.parentKey === null || line.parentKey === undefined ? undefined : byKey.get(line.parentKey);
  return above ? `${pathOf({ byKey }, above)} › ${line.code}` : line.code;
}
