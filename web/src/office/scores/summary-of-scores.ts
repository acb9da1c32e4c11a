import { columnLetters, sheetName, type XlsxCell, type XlsxRow, type XlsxSheet, xlsxOf } from '../../bytes/xlsx-file';
import { lessOf, sumOf } from './exact';
import { nameOf } from './sheet-of-scores';
import { flat, isExtra, type Line, leavesOf, type Node, type ScoreTree } from './table-tree';
import type { Leaf } from './use-member-leaves';
import type { MemberNow } from './year-now';

/** One member with its leaves by key. */
export interface Summed {
  readonly member: MemberNow;
  readonly leaves: ReadonlyMap<string, Leaf>;
}

interface Asked {
  readonly year: number;
  readonly bloc: string;
  readonly tree: ScoreTree;
  /** The most a total may be; null for no limit. */
  readonly cap: string | null;
  readonly members: readonly Summed[];
}

type Part = 'self' | 'review';
const partNames = { self: 'Tự chấm', review: 'Thẩm định' } as const;

/** The first row of lines, and the first column of members, both from 0. */
const [top, left] = [2, 2];

/**
 * The scores of all members as a file of Excel whose sums are formulas: each group the sum of its own lines, each total of the
 * groups. Its places are ranks of the totals in it. In Vietnamese for every reader, as it is filed.
 */
export function scoresWorkbook(asked: Asked): Blob {
  return xlsxOf([ranking(asked), partSheet(asked, 'self'), partSheet(asked, 'review')]);
}

function ranking({ year, bloc, tree, members }: Asked): XlsxSheet {
  const at = totalRow(tree);
  const first = top + 1;
  const last = top + members.length;
  const cellOf = (part: Part, index: number) => `'${partNames[part]}'!${columnLetters(left + index)}${at + 1}`;
  const rows = members.map(({ member }, index): XlsxRow => {
    const [self, review] = [totalOf(member, 'self'), totalOf(member, 'review')];
    const row = top + index + 1;
    return {
      look: 'PLAIN',
      cells: [
        { number: String(index + 1) },
        member.member.officialName.vi,
        { number: self, formula: cellOf('self', index) },
        { number: review, formula: cellOf('review', index) },
        { number: lessOf(review, self), formula: `D${row}-C${row}` },
        { number: String(member.rank ?? 0), formula: `RANK(D${row},D$${first}:D$${last})` },
      ],
    };
  });
  return {
    name: 'Xếp hạng',
    head: top,
    merged: ['A1:F1'],
    columns: [6, 50, 14, 14, 14, 10].map((width) => ({ width })),
    rows: [
      { look: 'TITLE', cells: [`Tổng hợp điểm năm ${year}: ${bloc}`] },
      { look: 'HEADING', cells: ['TT', 'Đơn vị', 'Tự chấm', 'Thẩm định', 'Chênh lệch', 'Thứ hạng'] },
      ...rows,
    ],
  };
}

/** Criteria and what stands below them, in the order of the rows. */
interface Layout {
  readonly nodes: readonly Node[];
  readonly extras: readonly Line[];
  /** Row of each line, from 0. */
  readonly rowOf: ReadonlyMap<string, number>;
}

function layoutOf(tree: ScoreTree): Layout {
  const nodes = tree.roots.flatMap(flat);
  const extras = tree.entered.filter(isExtra);
  const keys = [...nodes.map(({ line }) => line.key), ...extras.map(({ key }) => key)];
  return { nodes, extras, rowOf: new Map(keys.map((key, index) => [key, top + index])) };
}

/** Below the lines: criteria, surplus, bonuses, penalties, total. */
const totalRow = (tree: ScoreTree): number => top + layoutOf(tree).rowOf.size + 4;

function partSheet({ tree, members, cap }: Asked, part: Part): XlsxSheet {
  const layout = layoutOf(tree);
  const { nodes, extras } = layout;
  const columns = members.map((_, index) => columnLetters(left + index));
  const rows = [
    ...nodes.map((node): XlsxRow => {
      const { line } = node;
      const isGroup = line.kind === 'GROUP';
      return {
        look: isGroup ? 'GROUP' : 'WRAPPED',
        cells: [
          nameOf(line),
          line.max == null ? null : { number: line.max },
          ...members.map(({ leaves }, index) =>
            isGroup
              ? groupCell(node, leaves, part, layout, columns[index] ?? '')
              : pointsCell(leaves.get(line.key), part),
          ),
        ],
      };
    }),
    ...extras.map(
      (line): XlsxRow => ({
        look: 'WRAPPED',
        cells: [nameOf(line), null, ...members.map(({ leaves }) => pointsCell(leaves.get(line.key), part))],
      }),
    ),
    ...sums(layout, tree, members, part, cap, columns),
  ];
  return {
    name: sheetName(partNames[part]),
    head: top,
    columns: [50, 10, ...members.map(() => 16)].map((width) => ({ width })),
    rows: [
      { look: 'TITLE', cells: [`Điểm ${partNames[part].toLowerCase()}`] },
      { look: 'HEADING', cells: ['Tiêu chí', 'Tối đa', ...members.map(({ member }) => member.member.shortName.vi)] },
      ...rows,
    ],
  };
}

function pointsCell(leaf: Leaf | undefined, part: Part): XlsxCell {
  const points = part === 'self' ? leaf?.selfPoints : leaf?.reviewPoints;
  return points == null ? null : { number: points };
}

/** The sum of the lines right below a group. */
function groupCell(node: Node, leaves: Summed['leaves'], part: Part, { rowOf }: Layout, column: string): XlsxCell {
  const rows = node.children.flatMap(({ line }) => rowOf.get(line.key) ?? []);
  const points = leavesOf(node).map(({ key }) => pointsOf(leaves.get(key), part));
  return { number: sumOf(points), formula: sumFormula(rows, column) };
}

const pointsOf = (leaf: Leaf | undefined, part: Part) => (part === 'self' ? leaf?.selfPoints : leaf?.reviewPoints);

/** `SUM(C3:C5,C9)`: what stands together as a range, as an office would write it. */
function sumFormula(rows: readonly number[], column: string): string {
  const runs: [number, number][] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last && last[1] === row - 1) last[1] = row;
    else runs.push([row, row]);
  }
  const areas = runs.map(([from, to]) =>
    from === to ? `${column}${from + 1}` : `${column}${from + 1}:${column}${to + 1}`,
  );
  return areas.length === 0 ? '0' : `SUM(${areas.join(',')})`;
}

function sums(
  { rowOf, extras }: Layout,
  tree: ScoreTree,
  members: readonly Summed[],
  part: Part,
  cap: string | null,
  columns: readonly string[],
): readonly XlsxRow[] {
  const below = top + rowOf.size;
  const roots = tree.roots.flatMap(({ line }) => rowOf.get(line.key) ?? []);
  const kindRows = (kind: Line['kind']) =>
    extras.filter((line) => line.kind === kind).flatMap(({ key }) => rowOf.get(key) ?? []);
  const row = (name: string, cellOf: (card: Card, column: string) => XlsxCell): XlsxRow => ({
    look: 'GROUP',
    cells: [name, null, ...members.map(({ member }, index) => cellOf(cardOf(member, part), columns[index] ?? ''))],
  });
  return [
    row('Cộng các tiêu chí', ({ points }, column) => ({ number: points, formula: sumFormula(roots, column) })),
    // By a rule of the table that no sum of this sheet could say.
    row('Điểm vượt chỉ tiêu', ({ surplus }) => ({ number: surplus })),
    row('Điểm thưởng', ({ bonus }, column) => ({ number: bonus, formula: sumFormula(kindRows('BONUS'), column) })),
    row('Điểm trừ', ({ penalty }, column) => ({
      number: penalty === '0' ? '0' : `-${penalty}`,
      formula: sumFormula(kindRows('PENALTY'), column),
    })),
    row('Tổng điểm', ({ total }, column) => {
      const sum = `SUM(${column}${below + 1}:${column}${below + 4})`;
      return { number: total, formula: cap === null ? sum : `MIN(${sum},${cap})` };
    }),
  ];
}

type Card = NonNullable<MemberNow['work']>['self'];
const nothing: Card = {
  ...{ points: '0', max: '0', leaves: 0, scored: 0, surplus: '0', bonus: '0', penalty: '0', total: '0' },
  ...{ rate: null, disqualifiedFor: [] },
};
const cardOf = ({ work }: MemberNow, part: Part): Card => work?.[part] ?? nothing;
const totalOf = (member: MemberNow, part: Part): string => cardOf(member, part).total;
