import { ActButton } from '../../act/ActButton';
import { Field } from '../../look/Field';
import { TextArea } from '../../look/TextArea';
import { useFields } from '../../look/use-fields';
import { useWords } from '../../words/use-words';
import { CorrectResultDocument } from '../acts.documents';
import type { KnownResult } from './use-known';
import { resultsWords } from './words';

interface CorrectFigureProps {
  readonly result: KnownResult;
  /** What it is about, in words. */
  readonly subject: string;
}

/** Puts a right figure in the place of a confirmed one; what it said stays as a version. */
export function CorrectFigure({ result, subject }: CorrectFigureProps) {
  const say = useWords(resultsWords);
  const { field, onOpen } = useFields();
  const [raw, setRaw] = field('raw', result.raw);
  const [unit, setUnit] = field('unit', result.unit ?? '');
  const [reason, setReason] = field('reason', '');
  const right = unit.trim() || null;
  const differs = raw.trim() !== result.raw || right !== result.unit;
  const isWhole = raw.trim() !== '' && differs && reason.trim().length >= 3;
  return (
    <ActButton
      onOpen={onOpen}
      label={say('correct')}
      title={say('correctTitle', { subject })}
      confirm={say('correctDo')}
      document={CorrectResultDocument}
      input={
        isWhole
          ? {
              ...{ resultId: result.id, raw: raw.trim(), unit: right, reason: reason.trim() },
              // An empty field says that there is no unit; left out, the one that was there would stay.
              withoutUnit: result.unit !== null && right === null,
            }
          : null
      }
      done={say('corrected')}
    >
      <Field
        label={say('rightFigure')}
        hint={say('figureHint')}
        value={raw}
        onChange={(event) => setRaw(event.target.value)}
        maxLength={200}
        lang="vi"
        required
      />
      <Field
        label={say('unit')}
        value={unit}
        onChange={(event) => setUnit(event.target.value)}
        maxLength={100}
        lang="vi"
      />
      <TextArea
        label={say('correctReason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        maxLength={2000}
        required
      />
    </ActButton>
  );
}
