import { useId, useState } from 'react';
import { saveFile } from '../../bytes/save-file';
import { Button } from '../../look/Button';
import { Field } from '../../look/Field';
import { Notice } from '../../look/Notice';
import { TextArea } from '../../look/TextArea';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../chair.module.css';
import type { DeskConference } from '../conference';
import { SheetPreview } from './SheetPreview';
import { sheetWords } from './sheet-words';
import { useSheet } from './use-sheet';

interface ImportDelegatesProps {
  readonly conference: DeskConference;
  onClose(): void;
}

/** A list of delegates from Excel: template, file or paste, what it would do, and one button that does it. */
export function ImportDelegates({ conference, onClose }: ImportDelegatesProps) {
  const say = useWords(sheetWords);
  const id = useId();
  const sheet = useSheet(conference.id);
  const [pasted, setPasted] = useState('');
  return (
    <section className={styles.panel} aria-labelledby={id}>
      <h3 id={id}>{say('title')}</h3>
      <p>{say('step1')}</p>
      <Template conference={conference} />
      <p>{say('step2')}</p>
      <Field
        type="file"
        label={say('file')}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) void sheet.readFile(file);
          // The same file, saved again, can be chosen again.
          target.value = '';
        }}
      />
      <TextArea label={say('paste')} value={pasted} onChange={(event) => setPasted(event.target.value)} />
      <div className={styles.acts}>
        <Button busy={sheet.busy} disabled={!pasted.trim()} onClick={() => void sheet.readText(pasted)}>
          {say('preview')}
        </Button>
        <Button rank="quiet" onClick={onClose}>
          {say('close')}
        </Button>
      </div>
      <p role="status">{sheet.busy ? say('reading') : ''}</p>
      {sheet.fault && (
        <Notice kind="bad" alert>
          {sheet.fault}
        </Notice>
      )}
      {sheet.report && <SheetPreview report={sheet.report} busy={sheet.busy} onApply={sheet.apply} />}
      {sheet.done && (
        <Notice kind="good" alert>
          {say('done', { added: sheet.done.added, corrected: sheet.done.corrected })}
        </Notice>
      )}
    </section>
  );
}

function Template({ conference }: Pick<ImportDelegatesProps, 'conference'>) {
  const say = useWords(sheetWords);
  const format = useFormat();
  const make = async () => {
    const all = [...conference.members, ...conference.signingMembers];
    const members = [...new Set(all.map(({ shortName }) => shortName.vi))];
    // Large, and wanted by few.
    const { delegateTemplate } = await import('./sheet-template');
    saveFile(delegateTemplate({ conference: format.text(conference.name), members }), 'mau-danh-sach-dai-bieu.xlsx');
  };
  return (
    <div className={styles.acts}>
      <Button onClick={() => void make()}>{say('template')}</Button>
    </div>
  );
}
