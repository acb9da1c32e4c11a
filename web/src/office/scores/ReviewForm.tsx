import { useId, useState } from 'react';
import { useAct } from '../../act/use-act';
import { Button } from '../../look/Button';
import { CheckBox } from '../../look/CheckBox';
import { Notice } from '../../look/Notice';
import { TextArea } from '../../look/TextArea';
import { useLanguage } from '../../words/language';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { type Draft, type DraftFault, draftOf, emptyDraft, hasOwnTarget, readDraft, typedNumber } from './entry-draft';
import { askedText } from './entry-text';
import { faultText } from './fault-text';
import { ReviewScoresDocument } from './scores.documents';
import styles from './scores.module.css';
import { isExtra, type Line } from './table-tree';
import type { Leaf } from './use-member-leaves';
import { ValueField } from './ValueField';
import { scoreWords } from './words';
import type { WorkProps } from './work-props';
import type { MemberNow } from './year-now';

interface ReviewFormProps extends WorkProps {
  readonly member: MemberNow;
  readonly line: Line;
  readonly leaf: Leaf | undefined;
  onDone(): void;
}

/** Scores one line otherwise than the member did, with why. It begins with what stands. */
export function ReviewForm({ bloc, year, table, member, line, leaf, onDone }: ReviewFormProps) {
  const say = useWords(scoreWords);
  const format = useFormat();
  const language = useLanguage();
  const act = useAct(ReviewScoresDocument);
  const id = useId();
  const [draft, setDraft] = useState<Draft>(() => {
    const shown = (number: string) => typedNumber(number, language);
    return leaf?.review ? draftOf(line, leaf.review, shown) : { ...draftOf(line, leaf?.self, shown), note: '' };
  });
  const [fault, setFault] = useState<DraftFault | null>(null);
  const change = (next: Partial<Draft>) => {
    setDraft({ ...draft, ...next });
    setFault(null);
  };
  const save = async () => {
    const read = readDraft(line, table.decimals, draft);
    if ('fault' in read) return setFault(read.fault);
    const input = { blocId: bloc.id, year, memberId: member.member.id, entries: [read.entry] };
    if (await act.run(input)) onDone();
  };
  const isAside = draft.notAssigned;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p>{askedText(say, format, line)}</p>
      <div className={styles.pair}>
        {hasOwnTarget(line) && (
          <label className={styles.labelled}>
            {say('target')}
            <input
              className={styles.cell}
              inputMode="decimal"
              value={isAside ? '' : draft.target}
              disabled={isAside}
              onChange={(event) => change({ target: event.target.value })}
            />
          </label>
        )}
        <div className={styles.labelled}>
          <label htmlFor={id}>{say(hasOwnTarget(line) ? 'figure' : 'value')}</label>
          <ValueField
            id={id}
            line={line}
            value={isAside ? '' : draft.value}
            disabled={isAside}
            onChange={(value) => change({ value })}
          />
        </div>
      </div>
      {!isExtra(line) && (
        <CheckBox
          label={say('notAssignedBox')}
          checked={isAside}
          onChange={(event) =>
            change(
              event.target.checked ? { ...emptyDraft, note: draft.note, notAssigned: true } : { notAssigned: false },
            )
          }
        />
      )}
      <TextArea
        label={say('why')}
        value={draft.note}
        maxLength={2000}
        rows={2}
        onChange={(event) => change({ note: event.target.value })}
      />
      {(fault || act.fault) && (
        <Notice kind="bad" alert>
          {fault ? faultText(say, format, line, table.decimals, fault) : act.fault}
        </Notice>
      )}
      <div className={styles.acts}>
        <Button type="submit" rank="main" busy={act.busy}>
          {say('saveReview')}
        </Button>
        <Button rank="quiet" onClick={onDone}>
          {say('leave')}
        </Button>
      </div>
    </form>
  );
}
