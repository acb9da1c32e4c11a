import { columnLetters, type XlsxCell, type XlsxLook, type XlsxRow, xlsxOf } from '../../bytes/xlsx-file';
import { draftOf, hasOwnTarget, typedNumber, wayOf } from './entry-draft';
import { isExtra, type Line, type ScoreTree } from './table-tree';
import type { Leaf } from './use-member-leaves';

interface Asked {
  readonly year: number;
  /** Name of the member. */
  readonly member: string;
  readonly tree: ScoreTree;
  readonly leaves: ReadonlyMap<string, Leaf>;
  /** What is to be entered for a line, in Vietnamese. */
  asked(line: Line): string;
}

const headings = [
  'Mã dòng',
  'Tiêu chí',
  'Điểm tối đa',
  'Cần ghi',
  'Chỉ tiêu',
  'Kết quả',
  'Không giao',
  'Minh chứng',
] as const;
const [targetColumn, resultColumn, asideColumn, noteColumn] = [4, 5, 6, 7];

/**
 * The score sheet of a member as a file of Excel: what stands, and the cells that its officer may change. It is in Vietnamese
 * for every reader, as it goes from hand to hand; the server knows its headings (src/score/score-sheet).
 */
export function scoreSheet({ year, member, tree, leaves, asked }: Asked): Blob {
  const head: readonly XlsxRow[] = [
    { look: 'TITLE', cells: [`Phiếu tự chấm điểm năm ${year}: ${member}`] },
    {
      look: 'NOTE',
      cells: [
        'Chỉ ghi vào các cột Chỉ tiêu, Kết quả, Không giao (x) và Minh chứng. Ô để trống thì giữ nguyên như đã ghi trên hệ thống. Không sửa các cột khác.',
      ],
    },
    { look: 'HEADING', cells: headings },
  ];
  const rows = tree.lines.map((line) => rowOf(line, leaves.get(line.key), asked));
  const cellsOf = (column: number, isOne: (line: Line) => boolean) =>
    tree.lines.flatMap((line, index) =>
      line.kind !== 'GROUP' && isOne(line) ? [`${columnLetters(column)}${head.length + index + 1}`] : [],
    );
  const grades = tree.entered.filter((line) => wayOf(line) === 'GRADE');
  return xlsxOf([
    {
      name: 'Tự chấm',
      rows: [...head, ...rows],
      merged: ['A1:H1', 'A2:H2'],
      head: head.length,
      sealed: true,
      columns: [14, 50, 10, 34, 14, 16, 12, 44].map((width) => ({ width })),
      lists: [
        { cells: cellsOf(resultColumn, (line) => line.kind === 'PASS_FAIL'), choices: ['Đạt', 'Không đạt'] },
        {
          cells: cellsOf(resultColumn, (line) => isExtra(line) && wayOf(line) === 'YES_NO'),
          choices: ['Có', 'Không'],
        },
        { cells: cellsOf(asideColumn, (line) => !isExtra(line)), choices: ['x'] },
        ...grades.map((line) => ({
          cells: cellsOf(resultColumn, ({ key }) => key === line.key),
          choices: line.grades.map(({ grade }) => grade),
        })),
      ].filter(({ cells, choices }) => cells.length > 0 && choices.every((choice) => !choice.includes(','))),
    },
  ]);
}

function rowOf(line: Line, leaf: Leaf | undefined, asked: (line: Line) => string): XlsxRow {
  const name = nameOf(line);
  const max: XlsxCell = line.max == null ? null : { number: line.max };
  if (line.kind === 'GROUP') return { look: 'GROUP', cells: [line.key, name, max] };
  const { value, target, notAssigned, note } = draftOf(line, leaf?.self, (number) => typedNumber(number, 'vi'));
  const looks: (XlsxLook | undefined)[] = [];
  if (hasOwnTarget(line)) looks[targetColumn] = 'OPEN';
  looks[resultColumn] = 'OPEN';
  if (!isExtra(line)) looks[asideColumn] = 'OPEN';
  looks[noteColumn] = 'OPEN';
  return {
    look: 'WRAPPED',
    looks,
    cells: [line.key, name, max, asked(line), target, written(line, value), notAssigned ? 'x' : '', note],
  };
}

/** Bonuses and penalties are known by their titles. */
export const nameOf = (line: Line): string => {
  if (!line.title) return line.code;
  return isExtra(line) ? line.title.vi : `${line.code} ${line.title.vi}`;
};

/** Of what is chosen from a list, the word. */
function written(line: Line, value: string): string {
  if (wayOf(line) !== 'YES_NO' || value === '') return value;
  if (isExtra(line)) return value === 'yes' ? 'Có' : 'Không';
  return value === 'yes' ? 'Đạt' : 'Không đạt';
}
