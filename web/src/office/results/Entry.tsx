import { useState } from 'react';
import { Button } from '../../look/Button';
import { Notice } from '../../look/Notice';
import { useAnnounce } from '../../page/Announcer';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../office.module.css';
import { EntryTable } from './EntryTable';
import type { RowFault } from './faults-by-row';
import { cellsOf, pasted } from './paste';
import type { Report, ReportOf } from './report';
import { figuresOf, mendAll, type Row, type Rows, rowsOf, withRow } from './rows';
import { SendReport } from './SendReport';
import { useDraft } from './use-draft';
import type { KnownResult, OfficeIndicator } from './use-known';
import { resultsWords } from './words';

interface EntryProps {
  readonly of: ReportOf;
  readonly indicators: readonly OfficeIndicator[];
  /** The newest report of the period: its figures stand in the table until something is typed. */
  readonly latest: Report | null;
  /** The year before, by indicator. */
  readonly before: ReadonlyMap<string, KnownResult>;
}

/** What can be taken back: what was typed before, and in which words that is said. */
interface Undo {
  readonly rows: Rows | null;
  readonly text: string;
}

/** What was sent, until the report that it makes is read. */
interface Sent {
  readonly rows: Rows;
  /** The newest report when it was sent. */
  readonly after: string | null;
}

const nothing: ReadonlyMap<string, RowFault> = new Map();

/** The figures of one period, typed or pasted from a spreadsheet, kept on this device until they are sent. */
export function Entry({ of, indicators, latest, before }: EntryProps) {
  const say = useWords(resultsWords);
  const format = useFormat();
  const announce = useAnnounce();
  const draft = useDraft(of);
  const [refused, setRefused] = useState(nothing);
  const [undo, setUndo] = useState<Undo | null>(null);
  const [sent, setSent] = useState<Sent | null>(null);
  const known = sent && sent.after === (latest?.id ?? null) ? sent.rows : rowsOf(latest?.figures ?? []);
  const rows = draft.kept?.rows ?? known;
  const figures = figuresOf(rows, indicators);
  const better = mendAll(rows);
  const change = (next: Rows, text: string | null) => {
    setUndo(text === null ? null : { rows: draft.kept?.rows ?? null, text });
    if (text !== null) announce(text);
    draft.keep(next);
  };
  const type = (id: string, row: Row) => {
    if (refused.has(id)) setRefused(new Map([...refused].filter(([each]) => each !== id)));
    change(withRow(rows, id, row), null);
  };
  const paste = (id: string, text: string) => {
    const { rows: next, filled, spare } = pasted(rows, indicators, id, cellsOf(text));
    change(next, spare > 0 ? say('pastedSpare', { filled, spare }) : say('pasted', { filled }));
  };
  const drop = () => {
    setRefused(nothing);
    setUndo({ rows, text: say('dropped') });
    announce(say('dropped'));
    draft.drop();
  };
  const takeBack = () => {
    if (undo?.rows) draft.keep(undo.rows);
    else draft.drop();
    setUndo(null);
  };
  return (
    <>
      <p>{say('howTo')}</p>
      {undo && (
        <Notice>
          <p>{undo.text}</p>
          <Button onClick={takeBack}>{say('undo')}</Button>
        </Notice>
      )}
      {refused.size > 0 && (
        <Notice kind="bad" alert>
          {say('refused', { count: refused.size })}
        </Notice>
      )}
      <EntryTable
        {...{ indicators, rows, before, refused }}
        caption={say('entryCaption')}
        lastYear={of.year - 1}
        onRow={type}
        onPaste={paste}
      />
      {/* Below: what stands above would move the row that is being typed. */}
      {better && (
        <Notice kind="warn">
          <p>{say('mendAll')}</p>
          <Button onClick={() => change(better, say('mended'))}>{say('mendAllDo')}</Button>
        </Notice>
      )}
      <div className={styles.acts}>
        <SendReport
          {...{ of, indicators, figures }}
          replaces={latest}
          onRefused={setRefused}
          onSent={() => {
            setSent({ rows, after: latest?.id ?? null });
            setUndo(null);
            setRefused(nothing);
            draft.drop();
          }}
        />
        {draft.kept && (
          <Button rank="quiet" onClick={drop}>
            {say('drop')}
          </Button>
        )}
      </div>
      {draft.kept && (
        <p className={styles.soft} role="status">
          {say('kept', { time: format.time(new Date(draft.kept.savedAt)) })}
        </p>
      )}
    </>
  );
}
