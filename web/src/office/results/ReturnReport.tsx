import { ActButton } from '../../act/ActButton';
import { TextArea } from '../../look/TextArea';
import { useFields } from '../../look/use-fields';
import { useWords } from '../../words/use-words';
import { ReturnResultsDocument } from '../acts.documents';
import { resultsWords } from './words';

interface ReturnReportProps {
  readonly reportId: string;
  readonly title: string;
}

/** Gives the report back as a whole, with what is to be mended. */
export function ReturnReport({ reportId, title }: ReturnReportProps) {
  const say = useWords(resultsWords);
  const { field, onOpen } = useFields();
  const [reason, setReason] = field('reason', '');
  return (
    <ActButton
      onOpen={onOpen}
      label={say('return')}
      title={say('returnTitle', { title })}
      confirm={say('returnDo')}
      document={ReturnResultsDocument}
      input={reason.trim().length >= 3 ? { reportId, reason: reason.trim() } : null}
      done={say('returned')}
    >
      <p>{say('returnMeans')}</p>
      <TextArea
        label={say('returnReason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        maxLength={2000}
        required
      />
    </ActButton>
  );
}
