import { type ClipboardEvent, type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { ActButton } from '../../act/ActButton';
import { Button } from '../../look/Button';
import { Notice } from '../../look/Notice';
import { Progress } from '../../look/Progress';
import { useLanguage } from '../../words/language';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { EnterRows } from './EnterRows';
import { isEmpty, typedNumber } from './entry-draft';
import { isColumn, pasted } from './pasted';
import { SheetExchange } from './SheetExchange';
import { SubmitScoresDocument } from './scores.documents';
import styles from './scores.module.css';
import { isLeaf } from './table-tree';
import { type Entering, useEntering } from './use-entering';
import type { MemberLeaves } from './use-member-leaves';
import { scoreWords } from './words';
import type { WorkProps } from './work-props';
import type { MemberNow } from './year-now';

interface EnterTableProps extends WorkProps {
  readonly member: MemberNow;
  readonly held: MemberLeaves;
}

/** The self-score as a table to type into: saved as it is typed, what is empty counted, then handed in. */
export function EnterTable(props: EnterTableProps) {
  const { bloc, year, table, tree, member, held } = props;
  const say = useWords(scoreWords);
  const language = useLanguage();
  const root = useRef<HTMLDivElement>(null);
  const [told, setTold] = useState<{ readonly filled: number; readonly beyond: number } | null>(null);
  const shown = useMemo(() => (number: string) => typedNumber(number, language), [language]);
  const named = { blocId: bloc.id, year, memberId: member.member.id };
  const entering = useEntering({ named, tree, decimals: table.decimals, held, isOpen: true, shown });
  const empty = tree.entered.filter((line) => isLeaf(line) && isEmpty(entering.draft(line.key)));
  const paste = (event: ClipboardEvent) => {
    const { key, cell } = (event.target as HTMLElement).dataset;
    const text = event.clipboardData.getData('text/plain');
    if (!key || (cell !== 'value' && cell !== 'target') || !isColumn(text)) return;
    event.preventDefault();
    const { drafts, beyond } = pasted(text, tree.lines, { key, cell }, entering.draft);
    entering.put(drafts);
    setTold({ filled: drafts.size, beyond });
  };
  return (
    <>
      <SheetExchange {...props} />
      <EnterHead
        {...props}
        entering={entering}
        empty={empty.length}
        onNext={() => toNext(root.current, '[data-empty]')}
      />
      <p className={styles.soft}>{say('enterHint')}</p>
      {told && <Told told={told} entering={entering} onUndo={() => setTold(null)} />}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys and pastes of the fields in it */}
      <div ref={root} onPaste={paste} onKeyDown={(event) => step(root.current, event)}>
        <EnterRows {...props} entering={entering} />
      </div>
    </>
  );
}

interface EnterHeadProps extends EnterTableProps {
  readonly entering: Entering;
  /** Leaves that nothing is entered for. */
  readonly empty: number;
  onNext(): void;
}

/** How much is entered and saved, always in sight, with the way to what is empty. */
function EnterHead({ bloc, year, tree, member, entering, empty, onNext }: EnterHeadProps) {
  const say = useWords(scoreWords);
  const format = useFormat();
  const leaves = tree.entered.filter(isLeaf).length;
  const filled = leaves - empty;
  const values = { scored: format.number(filled), leaves: format.number(leaves) };
  const { unsaved, faults, busy, failure } = entering;
  const saving = failure
    ? say('notSaved', { count: format.number(unsaved) })
    : busy || unsaved > faults.length
      ? say('saving')
      : faults.length > 0
        ? say('toMend', { count: format.number(faults.length) })
        : say('saved');
  return (
    <>
      <div className={styles.sticky}>
        <Progress label={say('entered')} value={filled} max={leaves} text={say('ofLeaves', values)} />
        {empty > 0 && <Button onClick={onNext}>{say('nextEmpty', { count: format.number(empty) })}</Button>}
        <p role="status" className={failure || faults.length > 0 ? styles.bad : styles.soft}>
          {saving}
        </p>
        {failure && (
          <Button rank="main" busy={busy} onClick={() => void entering.save()}>
            {say('saveAgain')}
          </Button>
        )}
        {member.stage === 'OPEN' && (
          <ActButton
            rank="main"
            label={say('submit')}
            title={say('submitTitle')}
            confirm={say('submit')}
            document={SubmitScoresDocument}
            input={unsaved > 0 || filled === 0 ? null : { blocId: bloc.id, year, memberId: member.member.id }}
            done={say('submitted')}
          >
            <p>{say('submitMeans')}</p>
            <p>{empty > 0 ? say('submitEmpty', { count: format.number(empty) }) : say('submitWhole')}</p>
            {unsaved > 0 && <Notice kind="warn">{say('submitUnsaved', { count: format.number(unsaved) })}</Notice>}
          </ActButton>
        )}
      </div>
      {failure && (
        <Notice kind="bad" alert>
          {failure}
        </Notice>
      )}
      {member.stage === 'SUBMITTED' && <Notice kind="good">{say('submittedNow')}</Notice>}
    </>
  );
}

interface ToldProps {
  readonly told: { readonly filled: number; readonly beyond: number };
  readonly entering: Entering;
  onUndo(): void;
}

/** What a paste has filled, and the way back. */
function Told({ told, entering, onUndo }: ToldProps) {
  const say = useWords(scoreWords);
  const format = useFormat();
  const { undo, faults } = entering;
  return (
    <Notice alert kind={told.beyond > 0 || faults.length > 0 ? 'warn' : 'good'}>
      <p>
        {say('pasted', { count: format.number(told.filled) })}
        {told.beyond > 0 && ` ${say('pastedBeyond', { count: format.number(told.beyond) })}`}
        {faults.length > 0 && ` ${say('toMend', { count: format.number(faults.length) })}`}
      </p>
      {undo && (
        <Button
          onClick={() => {
            undo();
            onUndo();
          }}
        >
          {say('undoPaste')}
        </Button>
      )}
    </Notice>
  );
}

/** Goes to the next field of this kind below the one with the focus; from the last to the first. */
function toNext(root: HTMLElement | null, selector: string): void {
  const all = [...(root?.querySelectorAll<HTMLElement>(selector) ?? [])];
  const active = document.activeElement;
  const after =
    active && root?.contains(active)
      ? all.find((each) => active.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING)
      : undefined;
  const next = after ?? all[0];
  next?.scrollIntoView({ block: 'center' });
  next?.focus({ preventScroll: true });
}

/** Enter and the arrows go to the field above or below in the same column, as in a spreadsheet. */
function step(root: HTMLElement | null, event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  const { cell } = target.dataset;
  if (!cell || event.altKey || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
  const isList = target.tagName === 'SELECT';
  const down = event.key === 'Enter' ? !event.shiftKey : event.key === 'ArrowDown';
  const up = event.key === 'Enter' ? event.shiftKey : event.key === 'ArrowUp';
  // The arrows choose within a list.
  if ((!down && !up) || (isList && event.key !== 'Enter')) return;
  event.preventDefault();
  const column = [...(root?.querySelectorAll<HTMLElement>(`[data-cell="${cell}"]:not(:disabled)`) ?? [])];
  const next = column[column.indexOf(target) + (down ? 1 : -1)];
  next?.scrollIntoView({ block: 'nearest' });
  next?.focus();
  if (next instanceof HTMLInputElement) next.select();
}
