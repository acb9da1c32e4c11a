import { Table } from '../../look/Table';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../office.module.css';
import { useDeadlineTitle } from '../use-deadline-title';
import { ChangeDeadline } from './ChangeDeadline';
import type { DueFrom, OfficeDeadline } from './office-deadline';
import { ReceiveReport } from './ReceiveReport';
import { WithdrawDeadline } from './WithdrawDeadline';
import { deadlinesWords } from './words';

interface DeadlinePanelProps {
  readonly deadline: OfficeDeadline;
  /** Whether whoever is here sets deadlines. */
  readonly sets: boolean;
  /** Whether only one member is shown: an officer's own. */
  readonly ofOne: boolean;
}

/** One deadline: who has sent, who is late by how much. Folded once all have come. */
export function DeadlinePanel({ deadline, sets, ofOne }: DeadlinePanelProps) {
  const say = useWords(deadlinesWords);
  const format = useFormat();
  const title = useDeadlineTitle()(deadline);
  const { items, dueOn, latestOn } = deadline;
  const came = items.filter(({ receivedOn }) => receivedOn !== null);
  const isOverdue = items.some(({ daysOverdue }) => daysOverdue > 0);
  return (
    <details className={styles.panel} open={came.length < items.length} data-on={isOverdue}>
      <summary>
        <strong>{title}</strong>
        {' · '}
        {latestOn && latestOn !== dueOn
          ? say('dueLatest', { day: format.date(dueOn), latest: format.date(latestOn) })
          : say('due', { day: format.date(dueOn) })}
        {' · '}
        {ofOne ? <State item={items[0]} /> : say('came', { came: came.length, all: items.length })}
      </summary>
      <Table caption={say('caption', { title })} stacks>
        <thead>
          <tr>
            <th scope="col">{say('member')}</th>
            <th scope="col">{say('state')}</th>
            <th scope="col">{say('receivedOn')}</th>
            <th scope="col">{say('by')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.member.id}>
              <th scope="row">{format.text(item.member.shortName)}</th>
              <td data-label={say('state')}>
                <State item={item} />
              </td>
              <td data-label={say('receivedOn')}>{item.receivedOn && format.date(item.receivedOn)}</td>
              <td data-label={say('by')}>{item.receivedBy && say(item.receivedBy)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      {sets && (
        <div className={styles.acts}>
          <ReceiveReport deadline={deadline} title={title} />
          <ChangeDeadline deadline={deadline} title={title} />
          <WithdrawDeadline deadline={deadline} title={title} />
        </div>
      )}
    </details>
  );
}

/** Whether it came, and how late. */
function State({ item }: { readonly item: DueFrom | undefined }) {
  const say = useWords(deadlinesWords);
  if (!item) return null;
  const { receivedOn, daysLate, daysOverdue } = item;
  if (receivedOn === null) {
    if (daysOverdue > 0) return <span className={styles.bad}>{say('overdue', { days: daysOverdue })}</span>;
    return <span>{say('notYet')}</span>;
  }
  if (daysLate) return <span className={styles.warn}>{say('late', { days: daysLate })}</span>;
  return <span className={styles.good}>{say('inTime')}</span>;
}
