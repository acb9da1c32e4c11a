import { ActButton } from '../../act/ActButton';
import { Field } from '../../look/Field';
import { useFields } from '../../look/use-fields';
import { useWords } from '../../words/use-words';
import { RecordDecisionDocument } from '../acts.documents';
import type { DeskProposal } from '../conference';
import type { Step } from './steps';
import { awardsWords } from './words';

interface RecordStepProps {
  readonly proposal: DeskProposal;
  readonly step: Step;
  /** The proposal in words. */
  readonly subject: string;
}

export function RecordStep({ proposal, step, subject }: RecordStepProps) {
  const say = useWords(awardsWords);
  const { field, onOpen } = useFields();
  const [number, setNumber] = field('number', '');
  const [date, setDate] = field('date', '');
  const [note, setNote] = field('note', '');
  const label = step === 'AGREED' ? say('AGREED') : say(`step_${step}`);
  return (
    <ActButton
      onOpen={onOpen}
      label={label}
      title={label}
      confirm={say('record')}
      document={RecordDecisionDocument}
      input={{
        proposalId: proposal.id,
        step,
        number: number.trim() || null,
        decidedOn: date || null,
        note: note.trim() ? { vi: note.trim() } : null,
      }}
      done={say('recorded', { subject })}
    >
      <p>
        <strong>{subject}</strong>
      </p>
      <p>{say(`means_${step}`)}</p>
      {step !== 'AGREED' && (
        <>
          <Field label={say('number')} value={number} onChange={(event) => setNumber(event.target.value)} />
          <Field type="date" label={say('date')} value={date} onChange={(event) => setDate(event.target.value)} />
        </>
      )}
      <Field label={say('note')} value={note} onChange={(event) => setNote(event.target.value)} />
    </ActButton>
  );
}
