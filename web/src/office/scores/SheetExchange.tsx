import { useState } from 'react';
import { useAct } from '../../act/use-act';
import { saveFile } from '../../bytes/save-file';
import { base64Of } from '../../bytes/sheet-file';
import { Button } from '../../look/Button';
import { Field } from '../../look/Field';
import { Notice } from '../../look/Notice';
import { formatIn } from '../../words/use-format';
import { fill, useWords } from '../../words/use-words';
import { askedText, type SayScores } from './entry-text';
import { SheetPreview } from './SheetPreview';
import type { ScoreReport } from './score-report';
import { ImportScoresDocument } from './scores.documents';
import styles from './scores.module.css';
import type { MemberLeaves } from './use-member-leaves';
import { scoreWords } from './words';
import type { WorkProps } from './work-props';
import type { MemberNow } from './year-now';

interface SheetExchangeProps extends WorkProps {
  readonly member: MemberNow;
  readonly held: MemberLeaves;
}

/** The score sheet of a member out to Excel and in again: looked at first, then entered as a whole or not at all. */
export function SheetExchange(props: SheetExchangeProps) {
  const { bloc, year, tree, member } = props;
  const say = useWords(scoreWords);
  const act = useAct(ImportScoresDocument);
  const [file, setFile] = useState<string | null>(null);
  const [report, setReport] = useState<ScoreReport | null>(null);
  const [done, setDone] = useState<ScoreReport | null>(null);
  const [unreadable, setUnreadable] = useState(false);
  const named = { blocId: bloc.id, year, memberId: member.member.id };
  const look = async (chosen: File) => {
    setReport(null);
    setDone(null);
    setUnreadable(false);
    const bytes = await base64Of(chosen).catch(() => null);
    if (bytes === null) return setUnreadable(true);
    const answer = await act.ask({ ...named, file: bytes, text: null, dryRun: true });
    setFile(bytes);
    setReport(answer?.importScores.report ?? null);
  };
  const apply = async () => {
    const answer = await act.ask({ ...named, file, text: null, dryRun: false });
    if (!answer) return;
    setReport(null);
    setDone(answer.importScores.report);
  };
  return (
    <details className={styles.missing}>
      <summary>{say('sheet')}</summary>
      <p>{say('sheetHint')}</p>
      <div className={styles.acts}>
        <Button onClick={() => void make(props)}>{say('takeSheet')}</Button>
      </div>
      <Field
        type="file"
        accept=".xlsx,.xlsm,.csv"
        label={say('sheetFile')}
        onChange={({ target }) => {
          const [chosen] = target.files ?? [];
          if (chosen) void look(chosen);
          // The same file, saved again, can be chosen again.
          target.value = '';
        }}
      />
      <p role="status">{act.busy ? say('reading') : ''}</p>
      {(unreadable || act.fault) && (
        <Notice kind="bad" alert>
          {unreadable ? say('unreadable') : act.fault}
        </Notice>
      )}
      {report && <SheetPreview report={report} tree={tree} busy={act.busy} onApply={() => void apply()} />}
      {done && (
        <Notice kind="good" alert>
          {say('sheetDone', { added: done.added, corrected: done.corrected })}
        </Notice>
      )}
    </details>
  );
}

/** In Vietnamese whoever asks: the file goes from hand to hand. */
async function make({ year, tree, member, held }: SheetExchangeProps): Promise<void> {
  // Large, and wanted by few.
  const { scoreSheet } = await import('./sheet-of-scores');
  const format = formatIn('vi', 'Asia/Ho_Chi_Minh');
  const say: SayScores = (key, ...[values]) =>
    fill(scoreWords.vi[key], (values ?? {}) as Record<string, string | number>);
  const { code, officialName } = member.member;
  const sheet = scoreSheet({
    ...{ year, tree, member: officialName.vi, leaves: held.leaves ?? new Map() },
    asked: (line) => askedText(say, format, line),
  });
  saveFile(sheet, `phieu-diem-${year}-${code.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.xlsx`);
}
