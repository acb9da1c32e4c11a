import { useState } from 'react';
import { Button } from '../../look/Button';
import { useWords } from '../../words/use-words';
import styles from '../chair.module.css';
import type { DeskProps } from '../conference';
import { AddItem } from './AddItem';
import { AgendaRow } from './AgendaRow';
import { OpenOrClose } from './OpenOrClose';
import { agendaWords } from './words';

/** The agenda as a running order: one press takes up an item, another finishes it. It is edited apart from being run. */
export function Agenda(props: DeskProps) {
  const say = useWords(agendaWords);
  const [edits, setEdits] = useState(false);
  const { agenda, state } = props.conference;
  const editing = edits && state !== 'CLOSED';
  const next = agenda.some((item) => item.state === 'CURRENT') ? null : agenda.find((item) => item.state === 'PENDING');
  return (
    <section>
      <h2>{say('title')}</h2>
      {state !== 'OPEN' && <OpenOrClose {...props} />}
      {agenda.length === 0 && <p>{say('empty')}</p>}
      <ol className={styles.rows}>
        {agenda.map((item, index) => (
          <AgendaRow
            key={item.id}
            item={item}
            state={state}
            next={item === next}
            edited={editing ? { place: index + 1, of: agenda.length } : null}
          />
        ))}
      </ol>
      {state !== 'CLOSED' && (
        <div className={styles.acts}>
          {editing && <AddItem conference={props.conference} />}
          <Button rank="quiet" aria-pressed={editing} onClick={() => setEdits(!editing)}>
            {say(editing ? 'editDone' : 'edit')}
          </Button>
        </div>
      )}
      {state === 'OPEN' && <OpenOrClose {...props} />}
    </section>
  );
}
