import { refusalText } from '../../connection/refusal-text';
import { useConnection } from '../../connection/use-connection';
import { Notice } from '../../look/Notice';
import { Link } from '../../page/Link';
import { pageWords } from '../../page/words';
import { useLanguage } from '../../words/language';
import { useWords } from '../../words/use-words';
import { dayOf } from '../calendar';
import styles from '../office.module.css';
import type { OfficeProps } from '../office-props';
import { addressOf, type OfficeMember } from '../seat';
import { useFresh } from '../use-fresh';
import { officeWords } from '../words';
import { latestOf } from '../work/due-work';
import { periodIn, periods, periodToReport } from './periods';
import { ReportDesk } from './ReportDesk';
import { OfficeOwnPeriodsDocument } from './results.documents';
import { resultsWords } from './words';

/** An officer's reports of a year: how each period stands, and one of them to write. */
export function OwnResults(props: OfficeProps & { readonly member: OfficeMember }) {
  const { seat, member, year, more, version } = props;
  const say = useWords(resultsWords);
  const sayOffice = useWords(officeWords);
  const sayPage = useWords(pageWords);
  const language = useLanguage();
  const { clock } = useConnection();
  const { data, error } = useFresh(OfficeOwnPeriodsDocument, { id: member.id, year }, version);
  if (!data?.member) {
    if (!error) return <p>{sayPage('loading')}</p>;
    return (
      <Notice kind="bad" alert>
        {refusalText(error, language) ?? sayPage('unreachable')}
      </Notice>
    );
  }
  const latest = latestOf(data.member.reports?.nodes ?? []);
  const due = data.member.due.map(({ deadline }) => deadline);
  const chosen = periodIn(more) ?? periodToReport({ year, due, latest, today: dayOf(clock.now()) });
  return (
    <section>
      <h2>{say('titleOwn', { year })}</h2>
      <nav className={styles.periods} aria-label={say('periods')}>
        {periods.map((period) => {
          const report = latest.find((each) => each.period === period);
          const owed = data.member?.due.find(({ deadline }) => deadline.year === year && deadline.period === period);
          return (
            <Link
              key={period}
              href={addressOf(seat, { part: 'results', year, more: period.toLowerCase() })}
              aria-current={period === chosen ? 'page' : undefined}
            >
              <strong>{sayOffice(`period${period}`)}</strong>{' '}
              <span className={report?.state === 'RETURNED' || owed?.daysOverdue ? styles.bad : styles.soft}>
                {report ? sayOffice(report.state) : say(owed?.daysOverdue ? 'overdue' : owed ? 'due' : 'nothing')}
              </span>
            </Link>
          );
        })}
      </nav>
      <ReportDesk key={chosen} {...props} period={chosen} />
    </section>
  );
}
