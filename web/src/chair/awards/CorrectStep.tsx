import { ActButton } from '../../act/ActButton';
import { Field } from '../../look/Field';
import { Select } from '../../look/Select';
import { TextArea } from '../../look/TextArea';
import { useFields } from '../../look/use-fields';
import { useWords } from '../../words/use-words';
import { CorrectDecisionDocument } from '../acts.documents';
import type { DeskProposal } from '../conference';
import type { Step } from './steps';
import { awardsWords } from './words';

interface CorrectStepProps {
  /** The last step that stands. */
  readonly decision: DeskProposal['decisions'][number];
  /** The proposal in words. */
  readonly subject: string;
}

const steps: readonly Step[] = ['AGREED', 'APPROVED', 'REFUSED', 'AWARDED', 'REVOKED'];

/** Puts right what was recorded last, or says that it did not happen. */
export function CorrectStep({ decision, subject }: CorrectStepProps) {
  const say = useWords(awardsWords);
  const { field, onOpen } = useFields();
  const [step, setStep] = field<Step | null>('step', steps.find((each) => each === decision.step) ?? null);
  const [number, setNumber] = field('number', decision.number ?? '');
  const [date, setDate] = field('date', decision.decidedOn ?? '');
  const [reason, setReason] = field('reason', '');
  const given = reason.trim();
  const right = {
    step,
    number: (step && number.trim()) || null,
    decidedOn: (step && date) || null,
    note: step ? decision.note : null,
  };
  return (
    <ActButton
      onOpen={onOpen}
      label={say('correct')}
      rank="quiet"
      title={say('correct')}
      confirm={say('record')}
      document={CorrectDecisionDocument}
      input={given.length >= 3 ? { decisionId: decision.id, reason: given, ...right } : null}
      done={say('corrected')}
    >
      <p>
        <strong>{subject}</strong>
      </p>
      <p>{say('correctMeans')}</p>
      <Select
        label={say('correctWhat')}
        value={step ?? ''}
        onChange={(event) => setStep(steps.find((each) => each === event.target.value) ?? null)}
      >
        <option value="">{say('correctNothing')}</option>
        {steps.map((each) => (
          <option key={each} value={each}>
            {say(`done_${each}`)}
          </option>
        ))}
      </Select>
      {step && (
        <>
          <Field label={say('number')} value={number} onChange={(event) => setNumber(event.target.value)} />
          <Field type="date" label={say('date')} value={date} onChange={(event) => setDate(event.target.value)} />
        </>
      )}
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
