import { ActButton } from '../../act/ActButton';
import { Field } from '../../look/Field';
import { TextArea } from '../../look/TextArea';
import { useFields } from '../../look/use-fields';
import { useWords } from '../../words/use-words';
import { CorrectResultDocument } from '../acts.documents';
import { confirmationWords } from '../confirmation/words';
import type { DeskResult } from './use-results';
import { resultsWords } from './words';

interface CorrectResultProps {
  readonly result: DeskResult;
  /** What it is about, in words. */
  readonly subject: string;
  readonly isClosed: boolean;
}

/** Puts a right figure in the place of a wrong one; once the conference is closed somebody else confirms it. */
export function CorrectResult({ result, subject, isClosed }: CorrectResultProps) {
  const say = useWords(resultsWords);
  const sayConfirmation = useWords(confirmationWords);
  const isFigure = result.kind === 'FIGURE';
  const { field, onOpen } = useFields();
  const [raw, setRaw] = field('raw', result.raw);
  const [unit, setUnit] = field('unit', result.unit ?? '');
  const [reason, setReason] = field('reason', '');
  const rightUnit = unit.trim() || null;
  const differs = raw.trim() !== result.raw || rightUnit !== result.unit;
  // An empty field says that there is no unit; left out, the one that was there would stay.
  const right = {
    ...{ resultId: result.id, raw: raw.trim(), unit: rightUnit, reason: reason.trim() },
    withoutUnit: result.unit !== null && rightUnit === null,
  };
  const isWhole = right.raw.length > 0 && differs && right.reason.length >= 3;
  return (
    <ActButton
      onOpen={onOpen}
      label={say('correct')}
      title={say('correctTitle', { subject })}
      confirm={say(isClosed ? 'ask' : 'save')}
      document={CorrectResultDocument}
      input={isWhole ? right : null}
      done={isClosed ? sayConfirmation('nowWaits') : say('corrected')}
    >
      <p>{say('was', { figure: [result.raw, result.unit].filter(Boolean).join(' ') })}</p>
      {isFigure ? (
        <>
          <Field
            label={say('figure')}
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
        </>
      ) : (
        <TextArea
          label={say('words')}
          value={raw}
          onChange={(event) => setRaw(event.target.value)}
          maxLength={2000}
          lang="vi"
          required
        />
      )}
      <TextArea
        label={say('reason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        maxLength={2000}
        required
      />
      {isClosed && <p>{say('keeps')}</p>}
      {isClosed && <p>{sayConfirmation('needsTwo')}</p>}
    </ActButton>
  );
}
