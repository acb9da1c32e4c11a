import { Button } from '../../look/Button';
import { Notice } from '../../look/Notice';
import { Table } from '../../look/Table';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { nameOf } from './entry-text';
import type { ScoreReport } from './score-report';
import styles from './scores.module.css';
import type { Line, ScoreTree } from './table-tree';
import { scoreWords } from './words';

interface SheetPreviewProps {
  readonly report: ScoreReport;
  readonly tree: ScoreTree;
  readonly busy: boolean;
  onApply(): void;
}

/** What a score sheet would do, problems first; the button that does it only where there are none. */
export function SheetPreview({ report, tree, busy, onApply }: SheetPreviewProps) {
  const say = useWords(scoreWords);
  const format = useFormat();
  const { added, corrected, unchanged, refused } = report;
  const count = added + corrected;
  return (
    <>
      <p role="status">{say('sheetSummary', { added, corrected, unchanged, refused })}</p>
      {refused > 0 && <Notice kind="bad">{say('sheetRefused')}</Notice>}
      {refused === 0 && count === 0 && <Notice kind="good">{say('sheetNothing')}</Notice>}
      {refused > 0 && <Problems report={report} />}
      {report.notes.length > 0 && (
        <ul>
          {report.notes.map((note) => (
            <li key={note.vi}>{format.text(note)}</li>
          ))}
        </ul>
      )}
      {count > 0 && <Changes report={report} tree={tree} />}
      {refused === 0 && count > 0 && (
        <div className={styles.acts}>
          <Button rank="main" busy={busy} onClick={onApply}>
            {say('sheetApply', { count })}
          </Button>
        </div>
      )}
    </>
  );
}

function Problems({ report }: Pick<SheetPreviewProps, 'report'>) {
  const say = useWords(scoreWords);
  const format = useFormat();
  return (
    <Table caption={say('sheetProblems')} stacks>
      <thead>
        <tr>
          <th scope="col">{say('sheetCell')}</th>
          <th scope="col">{say('says')}</th>
          <th scope="col">{say('problem')}</th>
          <th scope="col">{say('cure')}</th>
        </tr>
      </thead>
      <tbody>
        {report.rows.flatMap(({ problems }) =>
          problems.map(({ cell, value, problem, cure }) => (
            <tr key={`${cell} ${problem.vi}`}>
              <th scope="row">{cell}</th>
              <td data-label={say('says')}>{value ?? say('nothingThere')}</td>
              <td data-label={say('problem')}>{format.text(problem)}</td>
              <td data-label={say('cure')}>{format.text(cure)}</td>
            </tr>
          )),
        )}
      </tbody>
    </Table>
  );
}

function Changes({ report, tree }: Pick<SheetPreviewProps, 'report' | 'tree'>) {
  const say = useWords(scoreWords);
  const format = useFormat();
  return (
    <Table caption={say('sheetChanges')} stacks>
      <thead>
        <tr>
          <th scope="col">{say('criterion')}</th>
          <th scope="col">{say('sheetRow')}</th>
          <th scope="col">{say('sheetWhat')}</th>
        </tr>
      </thead>
      <tbody>
        {report.rows.map(({ row, key, effect, changes }) => {
          const line = tree.byKey.get(key);
          if (!line || (effect !== 'ADDED' && effect !== 'CORRECTED')) return null;
          return (
            <tr key={row}>
              <th scope="row">{nameOf(format, line)}</th>
              <td data-label={say('sheetRow')}>{row}</td>
              <td data-label={say('sheetWhat')}>
                <Content changes={changes} line={line} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}

/** `Kết quả: 9,5 → 8`. */
function Content({ changes, line }: Pick<ScoreReport['rows'][number], 'changes'> & { readonly line: Line }) {
  const say = useWords(scoreWords);
  const format = useFormat();
  const shown = (column: string, value: string | null | undefined) => {
    if (value == null) return say('nothingThere');
    if (column === 'NOTE') return value;
    if (value === 'true' || value === 'false') {
      if (column === 'NOT_ASSIGNED') return say(value === 'true' ? 'happened' : 'didNot');
      return say(value === 'true' ? 'passed' : 'failed');
    }
    return column === 'RESULT' && line.kind === 'GRADE'
      ? value
      : value
          .split('; ')
          .map((number) => format.number(number))
          .join('; ');
  };
  return changes
    .map(({ column, before, after }) => {
      const values = { column: say(`column${column}`), before: shown(column, before), after: shown(column, after) };
      return before == null ? say('sheetSet', values) : say('sheetChanged', values);
    })
    .join('; ');
}
