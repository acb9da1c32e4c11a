import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { officeWords } from '../words';
import type { Report } from './report';
import { resultsWords } from './words';

/** The reports of a period before the newest, with what became of each. */
export function EarlierReports({ reports }: { readonly reports: readonly Report[] }) {
  const say = useWords(resultsWords);
  const sayOffice = useWords(officeWords);
  const format = useFormat();
  return (
    <details>
      <summary>{say('earlier', { count: reports.length })}</summary>
      <ul>
        {reports.map(({ id, number, state, reportedAt, reason, figures }) => (
          <li key={id}>
            {say('earlierOne', {
              ...{ number, day: format.date(reportedAt), state: sayOffice(state), count: figures.length },
            })}
            {reason && ` ${say('why', { reason })}`}
          </li>
        ))}
      </ul>
    </details>
  );
}
