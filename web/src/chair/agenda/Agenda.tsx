import { useWords } from '../../words/use-words';
import styles from '../chair.module.css';
import type { DeskProps } from '../conference';
import { AgendaRow } from './AgendaRow';
import { OpenOrClose } from './OpenOrClose';
import { agendaWords } from './words';

/** The agenda as a running order: one press takes up an item, another finishes it. */
export function Agenda(props: DeskProps) {
  const say = useWords(agendaWords);
  const { agenda, state } = props.conference;
  const next = agenda.some((item) => item.state === 'CURRENT') ? null : agenda.find((item) => item.state === 'PENDING');
  return (
    <section>
      <h2>{say('title')}</h2>
      {state !== 'OPEN' && <OpenOrClose {...props} />}
      {agenda.length === 0 && <p>{say('empty')}</p>}
      <ol className={styles.rows}>
        {agenda.map((item) => (
          <AgendaRow key={item.id} item={item} state={state} next={item === next} />
        ))}
      </ol>
      {state === 'OPEN' && <OpenOrClose {...props} />}
    </section>
  );
}
