import { useState } from 'react';
import { Button } from '../../look/Button';
import { Notice } from '../../look/Notice';
import { Table } from '../../look/Table';
import { TextArea } from '../../look/TextArea';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../chair.module.css';
import { sheetWords } from './sheet-words';
import type { SheetReport } from './use-sheet';

interface SheetPreviewProps {
  readonly report: SheetReport;
  readonly busy: boolean;
  onApply(reason: string): Promise<void>;
}

/** What a list would do, problems first; the button that does it only where there are none. */
export function SheetPreview({ report, busy, onApply }: SheetPreviewProps) {
  const say = useWords(sheetWords);
  const format = useFormat();
  const [reason, setReason] = useState('');
  const { added, corrected, unchanged, refused, unlisted } = report;
  const count = added + corrected;
  const given = reason.trim();
  return (
    <>
      <h4>{say('step3')}</h4>
      <p role="status">{say('summary', { added, corrected, unchanged, refused })}</p>
      {refused > 0 && <Notice kind="bad">{say('refused')}</Notice>}
      {refused === 0 && count === 0 && <Notice kind="good">{say('nothing')}</Notice>}
      {refused > 0 && <Problems report={report} />}
      <ul>
        {unlisted > 0 && <li>{say('unlisted', { count: unlisted })}</li>}
        {report.notes.map((note) => (
          <li key={note.vi}>{format.text(note)}</li>
        ))}
      </ul>
      {count > 0 && <Changes report={report} />}
      {refused === 0 && count > 0 && (
        <>
          {report.needsReason && (
            <TextArea
              label={say('reason')}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              maxLength={2000}
              required
            />
          )}
          <div className={styles.acts}>
            <Button
              rank="main"
              busy={busy}
              disabled={report.needsReason && given.length < 3}
              onClick={() => void onApply(given)}
            >
              {say('apply', { count })}
            </Button>
          </div>
        </>
      )}
    </>
  );
}

function Problems({ report }: Pick<SheetPreviewProps, 'report'>) {
  const say = useWords(sheetWords);
  const format = useFormat();
  return (
    <Table caption={say('problems')} stacks>
      <thead>
        <tr>
          <th scope="col">{say('cell')}</th>
          <th scope="col">{say('value')}</th>
          <th scope="col">{say('problem')}</th>
          <th scope="col">{say('cure')}</th>
        </tr>
      </thead>
      <tbody>
        {report.rows.flatMap(({ problems }) =>
          problems.map(({ cell, value, problem, cure }) => (
            <tr key={`${cell} ${problem.vi}`}>
              <th scope="row">{cell}</th>
              <td data-label={say('value')}>{value ?? say('empty')}</td>
              <td data-label={say('problem')}>{format.text(problem)}</td>
              <td data-label={say('cure')}>{format.text(cure)}</td>
            </tr>
          )),
        )}
      </tbody>
    </Table>
  );
}

function Changes({ report }: Pick<SheetPreviewProps, 'report'>) {
  const say = useWords(sheetWords);
  return (
    <Table caption={say('changes')} stacks>
      <thead>
        <tr>
          <th scope="col">{say('name')}</th>
          <th scope="col">{say('row')}</th>
          <th scope="col">{say('effect')}</th>
          <th scope="col">{say('what')}</th>
        </tr>
      </thead>
      <tbody>
        {report.rows.map(({ row, name, effect, changes }) =>
          effect === 'ADDED' || effect === 'CORRECTED' ? (
            <tr key={row}>
              <th scope="row">{name}</th>
              <td data-label={say('row')}>{row}</td>
              <td data-label={say('effect')}>{say(effect)}</td>
              <td data-label={say('what')}>
                <Content changes={effect === 'ADDED' ? changes.filter(told) : changes} />
              </td>
            </tr>
          ) : null,
        )}
      </tbody>
    </Table>
  );
}

/** Of one who is added the name stands before it, and the code is made here. */
const told = ({ column }: SheetReport['rows'][number]['changes'][number]) => column !== 'NAME' && column !== 'CODE';

/** `Chức vụ: Phó Chủ tịch`, or with what it was before. */
function Content({ changes }: Pick<SheetReport['rows'][number], 'changes'>) {
  const say = useWords(sheetWords);
  const shown = (value: string | null) => {
    if (value === 'true') return say('yes');
    return value === 'false' ? say('no') : (value ?? say('none'));
  };
  return changes
    .map(({ column, before, after }) => {
      const values = { column: say(column), before: shown(before), after: shown(after) };
      return before === null ? say('set', values) : say('changed', values);
    })
    .join('; ');
}
