import { Notice } from '../../look/Notice';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import type { Report } from './report';
import { resultsWords } from './words';

/** How the newest report of a period stands, and what comes next. */
export function ReportState({ report }: { readonly report: Report | null }) {
  const say = useWords(resultsWords);
  const format = useFormat();
  if (!report) return <Notice>{say('none')}</Notice>;
  const { state, number, reportedAt, settledAt, reason } = report;
  const settled = settledAt ? format.date(settledAt) : '';
  if (state === 'RETURNED') {
    return (
      <Notice kind="bad">
        <p>
          {say('isReturned', { number, day: settled })} <strong>{say('why', { reason: reason ?? '' })}</strong>
        </p>
        <p>{say('sendAgain')}</p>
      </Notice>
    );
  }
  if (state === 'CONFIRMED') return <Notice kind="good">{say('isConfirmed', { number, day: settled })}</Notice>;
  const sent = { number, day: format.date(reportedAt), time: format.time(reportedAt) };
  return <Notice kind="warn">{say('isSent', sent)}</Notice>;
}
