import { ActButton } from '../../act/ActButton';
import { useWords } from '../../words/use-words';
import { ConfirmResultsDocument } from '../acts.documents';
import { resultsWords } from './words';

interface ConfirmReportProps {
  readonly reportId: string;
  readonly title: string;
  /** How many figures it has. */
  readonly count: number;
}

/** Confirms the report that is shown, as a whole: from then on everybody sees its figures. */
export function ConfirmReport({ reportId, title, count }: ConfirmReportProps) {
  const say = useWords(resultsWords);
  return (
    <ActButton
      label={say('confirm')}
      rank="main"
      title={say('confirmTitle', { title })}
      confirm={say('confirmDo')}
      document={ConfirmResultsDocument}
      input={{ reportId }}
      done={say('confirmed')}
    >
      <p>{say('confirmMeans', { count })}</p>
    </ActButton>
  );
}
