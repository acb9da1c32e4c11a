import { Table } from '../../look/Table';
import { pageWords } from '../../page/words';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import type { MemberInOfficeFragment } from '../office.documents';
import styles from '../office.module.css';
import { confirms, type Seat } from '../seat';
import { useFresh } from '../use-fresh';
import { officeWords } from '../words';
import type { ReportInOfficeFragment } from '../work/work.documents';
import { ConfirmReport } from './ConfirmReport';
import { Printed } from './Printed';
import { ReturnReport } from './ReturnReport';
import type { Report } from './report';
import { OfficeReportsDocument } from './results.documents';
import { Figure } from './Understood';
import { byIndicator, type KnownResult, useMemberResults } from './use-known';
import { resultsWords } from './words';

interface WaitingReportProps {
  readonly seat: Seat;
  readonly member: MemberInOfficeFragment;
  readonly report: ReportInOfficeFragment;
  readonly version: number;
}

/** A report that waits: each figure beside what was confirmed of it before and last year's, and the two answers. */
export function WaitingReport({ seat, member, report, version }: WaitingReportProps) {
  const { id, year, period, number, reportedAt } = report;
  const say = useWords(resultsWords);
  const sayOffice = useWords(officeWords);
  const sayPage = useWords(pageWords);
  const format = useFormat();
  const { data } = useFresh(OfficeReportsDocument, { id: member.id, year, period }, version);
  const confirmed = byIndicator(useMemberResults(member.id, year, version), period);
  const before = byIndicator(useMemberResults(member.id, year - 1, version), period);
  // What is answered is what is shown: another report may have come.
  const shown = data?.member?.reports?.nodes.find((each) => each.id === id);
  const title = say('reportOf', {
    ...{ member: format.text(member.shortName), period: sayOffice(`of${period}`, { year }) },
  });
  return (
    <article className={styles.panel} data-on="true">
      <h3>{title}</h3>
      <p>{say('cameOn', { number, day: format.date(reportedAt), time: format.time(reportedAt) })}</p>
      {!shown && <p>{sayPage('loading')}</p>}
      {shown && <Figures {...{ title, year, confirmed, before }} figures={shown.figures} />}
      {shown && confirms(seat.role) && (
        <div className={styles.acts}>
          <ConfirmReport reportId={id} title={title} count={shown.figures.length} />
          <ReturnReport reportId={id} title={title} />
        </div>
      )}
      {shown && !confirms(seat.role) && <p className={styles.soft}>{say('officeConfirms')}</p>}
    </article>
  );
}

interface FiguresProps {
  readonly title: string;
  readonly year: number;
  readonly figures: Report['figures'];
  readonly confirmed: ReadonlyMap<string, KnownResult>;
  readonly before: ReadonlyMap<string, KnownResult>;
}

function Figures({ title, year, figures, confirmed, before }: FiguresProps) {
  const say = useWords(resultsWords);
  const format = useFormat();
  const again = figures.some(({ indicator }) => confirmed.has(indicator.id));
  const past = figures.some(({ indicator }) => before.has(indicator.id));
  const heads = {
    before: say('lastYear', { year: year - 1 }),
    confirmed: say('confirmedBefore'),
    reported: say('reported'),
    understood: say('understood'),
  };
  return (
    <Table caption={say('figuresOf', { title })} stacks>
      <thead>
        <tr>
          <th scope="col">{say('indicator')}</th>
          {past && <th scope="col">{heads.before}</th>}
          {again && <th scope="col">{heads.confirmed}</th>}
          <th scope="col">{heads.reported}</th>
          <th scope="col">{heads.understood}</th>
        </tr>
      </thead>
      <tbody>
        {figures.map((figure) => {
          const { indicator, value, unit, flags } = figure;
          const last = before.get(indicator.id) ?? null;
          const known = confirmed.get(indicator.id);
          return (
            <tr key={indicator.id}>
              <th scope="row">{format.text(indicator.name)}</th>
              {past && <td data-label={heads.before}>{last && <Printed figure={last} />}</td>}
              {again && <td data-label={heads.confirmed}>{known && <Printed figure={known} />}</td>}
              <td data-label={heads.reported}>
                <strong>
                  <Printed figure={figure} />
                </strong>
              </td>
              <td data-label={heads.understood}>
                {value !== null && <Figure value={value} unit={unit ?? ''} last={last} />}
                {flags.map(({ code, reason }) => (
                  <span key={code} className={styles.warn}>
                    {format.text(reason)}
                  </span>
                ))}
              </td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
