import { useWords } from '../../words/use-words';
import styles from '../chair.module.css';
import type { DeskProps } from '../conference';
import { AgendaRow } from './AgendaRow';
import { OpenOrClose } from './OpenOrClose';
import { agendaWords } from './words';

/** The agenda as a running order: one press takes up an item, another finishes it. */
export function Agenda(props: DeskProps) {
  const say = useWords(agendaWords);
  const { conference } = props;
  return (
    <section>
      <h2>{say('title')}</h2>
      <OpenOrClose {...props} />
      {conference.agenda.length === 0 && <p>{say('empty')}</p>}
      <ol className={styles.rows}>
        {conference.agenda.map((item) => (
          <AgendaRow key={item.id} item={item} open={conference.state === 'OPEN'} />
        ))}
      </ol>
    </section>
  );
}
