import { Table } from '../../look/Table';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../office.module.css';
import { officeWords } from '../words';
import { latestOf } from '../work/due-work';
import { periods } from './periods';
import type { OfficeAllPeriodsQuery } from './results.documents';
import { resultsWords } from './words';

interface PeriodTableProps {
  readonly members: NonNullable<OfficeAllPeriodsQuery['bloc']>['members'];
  readonly year: number;
}

const colourOf = { REPORTED: styles.warn, CONFIRMED: styles.good, RETURNED: styles.bad, SUPERSEDED: styles.soft };

/** Members down, periods along: how the newest report of each stands. */
export function PeriodTable({ members, year }: PeriodTableProps) {
  const say = useWords(resultsWords);
  const sayOffice = useWords(officeWords);
  const format = useFormat();
  const used = periods.filter((period) =>
    members.some(({ reports }) => reports?.nodes.some((report) => report.period === period)),
  );
  if (used.length === 0) return null;
  return (
    <section>
      <Table caption={say('byPeriod', { year })} heads stacks>
        <thead>
          <tr>
            <th scope="col">{say('member')}</th>
            {used.map((period) => (
              <th key={period} scope="col">
                {sayOffice(`period${period}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {members.map(({ id, shortName, reports }) => {
            const latest = latestOf(reports?.nodes ?? []);
            return (
              <tr key={id}>
                <th scope="row">{format.text(shortName)}</th>
                {used.map((period) => {
                  const report = latest.find((each) => each.period === period);
                  return (
                    <td key={period} data-label={sayOffice(`period${period}`)}>
                      {report ? (
                        <span className={colourOf[report.state]}>{sayOffice(report.state)}</span>
                      ) : (
                        <span className={styles.soft}>{say('nothing')}</span>
                      )}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </Table>
    </section>
  );
}
