import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../chair.module.css';
import type { DeskConference } from '../conference';
import { EditItem, type PlaceOnAgenda } from './EditItem';
import { RunItem } from './RunItem';
import { agendaWords } from './words';

interface AgendaRowProps {
  readonly item: DeskConference['agenda'][number];
  readonly state: DeskConference['state'];
  /** Whether it is the one to take up now. */
  readonly next: boolean;
  /** Where it stands while the agenda is edited; null while it is run. */
  readonly edited: PlaceOnAgenda | null;
}

/** One item, how it stands, and what can be done with it now. */
export function AgendaRow({ item, state, next, edited }: AgendaRowProps) {
  const say = useWords(agendaWords);
  const format = useFormat();
  const on = item.state === 'CURRENT';
  const when = () => {
    if (on && item.startedAt) return say('since', { time: format.time(item.startedAt) });
    return item.finishedAt && item.state === 'DONE' ? say('doneAt', { time: format.time(item.finishedAt) }) : '';
  };
  const standing = state === 'CLOSED' && item.state === 'PENDING' ? 'SKIPPED' : item.state;
  const acts = edited ? <EditItem item={item} {...edited} /> : state === 'OPEN' && <RunItem item={item} next={next} />;
  return (
    <li className={styles.row} data-on={on} aria-current={on ? 'step' : undefined}>
      <div>
        <strong lang={format.langOf(item.title)}>{`${item.ordinal}. ${format.text(item.title)}`}</strong>
        <p className={styles.soft}>{[say(standing), when()].filter(Boolean).join(' · ')}</p>
      </div>
      {acts}
    </li>
  );
}
