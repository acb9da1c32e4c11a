import type { ReactNode } from 'react';
import { useConnection } from '../../connection/use-connection';
import { Link } from '../../page/Link';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { dayOf, daysBetween } from '../calendar';
import styles from '../office.module.css';
import { addressOf, confirms, type Seat } from '../seat';
import { useDeadlineTitle } from '../use-deadline-title';
import { officeWords } from '../words';
import { lastDayOf, type WorkItem } from './due-work';
import { workWords } from './words';
import type { DeadlineInOfficeFragment, ReportInOfficeFragment } from './work.documents';

interface WorkRowProps {
  readonly item: WorkItem;
  readonly seat: Seat;
}

/** One thing to do, and the way to where it is done. */
export function WorkRow({ item, seat }: WorkRowProps) {
  const say = useWords(workWords);
  const format = useFormat();
  const ofReport = useReportName();
  const titleOf = useDeadlineTitle();
  if (item.is === 'returned') {
    return (
      <Row title={ofReport(item.report)} href={placeOf(seat, item.report)} act={say('sendAgain')}>
        <p className={styles.bad}>{say('returned', { day: format.date(item.day) })}</p>
        <p>{say('why', { reason: item.report.reason ?? '' })}</p>
      </Row>
    );
  }
  if (item.is === 'waiting') {
    const member = format.text(item.member.shortName);
    return (
      <Row
        title={say('ofMember', { member, what: ofReport(item.report) })}
        href={addressOf(seat, { part: 'results', year: item.report.year })}
        act={say(confirms(seat.role) ? 'confirm' : 'look')}
      >
        <p className={styles.warn}>{say('waits', { day: format.date(item.day) })}</p>
      </Row>
    );
  }
  const { deadline } = item;
  const isOwnReport = item.is === 'due' && deadline.period !== null;
  const href = isOwnReport ? placeOf(seat, deadline) : addressOf(seat, { part: 'deadlines', year: deadline.year });
  return (
    <Row title={titleOf(deadline)} href={href} act={say(isOwnReport ? 'report' : 'look')}>
      <When deadline={deadline} daysOverdue={item.daysOverdue} />
      {item.is === 'behind' && (
        <p>
          {say('missing', {
            ...{ sent: item.all - item.missing.length, all: item.all },
            members: item.missing.map(({ member }) => format.text(member.shortName)).join(', '),
          })}
        </p>
      )}
    </Row>
  );
}

function When({
  deadline,
  daysOverdue,
}: {
  readonly deadline: DeadlineInOfficeFragment;
  readonly daysOverdue: number;
}) {
  const say = useWords(workWords);
  const format = useFormat();
  const { clock } = useConnection();
  const lastDay = lastDayOf(deadline);
  const day = format.date(lastDay);
  if (daysOverdue > 0) return <p className={styles.bad}>{say('overdue', { day, days: daysOverdue })}</p>;
  const left = daysBetween(dayOf(clock.now()), lastDay);
  if (left <= 0) return <p className={styles.warn}>{say('today', { day })}</p>;
  return <p className={left <= 7 ? styles.warn : styles.soft}>{say('left', { day, days: left })}</p>;
}

interface RowProps {
  readonly title: string;
  readonly href: string;
  readonly act: string;
  readonly children: ReactNode;
}

function Row({ title, href, act, children }: RowProps) {
  const say = useWords(workWords);
  return (
    <li className={styles.row}>
      <div>
        <strong>{title}</strong>
        {children}
      </div>
      <Link href={href} aria-label={say('actOn', { act, what: title })}>
        {act}
      </Link>
    </li>
  );
}

/** Where the officer reports that year and period. */
function placeOf(
  seat: Seat,
  { year, period }: Pick<ReportInOfficeFragment, 'year'> & { readonly period: string | null },
) {
  return addressOf(seat, { part: 'results', year, more: (period ?? '').toLowerCase() });
}

function useReportName(): (report: Pick<ReportInOfficeFragment, 'year' | 'period'>) => string {
  const say = useWords(officeWords);
  return ({ year, period }) => say('reportOf', { period: say(`of${period}`, { year }) });
}
