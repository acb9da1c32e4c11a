import { useLive } from '../connection/use-live';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { HallAgendaDocument } from './screen.documents';
import styles from './screen.module.css';
import { screenWords } from './words';

/** The agenda with where it stands. */
export function AgendaStage({ conferenceId }: { readonly conferenceId: string }) {
  const say = useWords(screenWords);
  const format = useFormat();
  const agenda = useLive(HallAgendaDocument, { conferenceId }).data?.agendaChanged.conference.agenda;
  if (!agenda) return null;
  return (
    <>
      <p className={styles.kicker}>
        <strong>{say('agenda')}</strong>
      </p>
      <ol className={styles.agenda} data-testid="agenda" data-many={agenda.length > 7 ? '' : undefined}>
        {agenda.map(({ id, ordinal, state, title }) => (
          <li key={id} data-state={state} aria-current={state === 'CURRENT' ? 'step' : undefined}>
            <span className={styles.ordinal}>{format.number(ordinal)}</span>
            <span lang={format.langOf(title)}>{format.text(title)}</span>
            {state === 'DONE' && <span className={styles.tick}>{say('itemDone')}</span>}
          </li>
        ))}
      </ol>
    </>
  );
}
