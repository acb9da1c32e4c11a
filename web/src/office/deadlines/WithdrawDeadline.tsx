import { ActButton } from '../../act/ActButton';
import { TextArea } from '../../look/TextArea';
import { useFields } from '../../look/use-fields';
import { useWords } from '../../words/use-words';
import { WithdrawDeadlineDocument } from '../acts.documents';
import type { OfficeDeadline } from './office-deadline';
import { deadlinesWords } from './words';

interface WithdrawDeadlineProps {
  readonly deadline: OfficeDeadline;
  readonly title: string;
}

/** Nobody owes it any more; why is for everybody to read. */
export function WithdrawDeadline({ deadline, title }: WithdrawDeadlineProps) {
  const say = useWords(deadlinesWords);
  const { field, onOpen } = useFields();
  const [reason, setReason] = field('reason', '');
  const isWhole = reason.trim().length >= 3;
  return (
    <ActButton
      onOpen={onOpen}
      label={say('withdraw')}
      rank="quiet"
      title={say('withdrawTitle', { title })}
      confirm={say('withdrawDo')}
      document={WithdrawDeadlineDocument}
      input={isWhole ? { deadlineId: deadline.id, reason: reason.trim() } : null}
      done={say('withdrawDone')}
    >
      <p>{say('withdrawMeans')}</p>
      <TextArea
        label={say('reason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        maxLength={2000}
        required
      />
    </ActButton>
  );
}
