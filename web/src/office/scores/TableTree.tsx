import { Table } from '../../look/Table';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { askedText, nameOf } from './entry-text';
import { Points } from './Points';
import styles from './scores.module.css';
import { flat, isLeaf, type Line, type ScoreTree } from './table-tree';
import type { TableHead } from './use-score-table';
import { scoreWords } from './words';

interface TableTreeProps {
  readonly table: TableHead;
  readonly tree: ScoreTree;
}

/** Every line of a table in order: what it is worth, what is entered, and who scores it. */
export function TableTree({ table, tree }: TableTreeProps) {
  const say = useWords(scoreWords);
  const format = useFormat();
  const extras = tree.entered.filter((line) => !isLeaf(line));
  const rows: readonly (readonly [Line, number])[] = [
    ...tree.roots.flatMap(flat).map(({ line, depth }) => [line, depth] as const),
    ...extras.map((line) => [line, 0] as const),
  ];
  return (
    <details className={styles.missing} open={rows.length <= 40}>
      <summary>
        {say('tableHolds', {
          leaves: format.number(tree.entered.filter(isLeaf).length),
          extras: format.number(extras.length),
          scale: table.scale == null ? '–' : format.number(table.scale),
        })}
      </summary>
      <Table caption={format.text(table.title)}>
        <thead>
          <tr>
            <th scope="col">{say('criterion')}</th>
            <th scope="col">{say('max')}</th>
            <th scope="col">{say('asked')}</th>
            <th scope="col">{say('scorer')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([line, depth]) => (
            <tr key={line.key} data-depth={depth} className={line.kind === 'GROUP' ? styles.groupRow : undefined}>
              <th scope="row">{nameOf(format, line)}</th>
              <td>
                <Points value={line.max} />
              </td>
              <td>{line.kind === 'GROUP' ? '' : askedText(say, format, line)}</td>
              <td>
                {line.kind === 'GROUP' ? '' : say(line.scorer === 'COUNCIL_OFFICE' ? 'scorerCouncil' : 'scorerBloc')}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </details>
  );
}
