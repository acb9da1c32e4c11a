import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { ActButton } from '../ActButton';
import styles from '../chair.module.css';
import { mayRun, type Role } from '../rights';
import type { DeskRehearsalsQuery } from './rehearsal.documents';
import { StopRehearsalDocument } from './rehearsal.documents';
import { rehearsalWords } from './words';

interface RehearsalListProps {
  readonly rehearsals: NonNullable<DeskRehearsalsQuery['conference']>['rehearsals'];
  readonly role: Role;
  onStopped(): void;
}

/** The rehearsals there are, newest first as the server lists them, each with its screen and its end. */
export function RehearsalList({ rehearsals, role, onStopped }: RehearsalListProps) {
  const say = useWords(rehearsalWords);
  const format = useFormat();
  return (
    <section>
      <h3>{say('list')}</h3>
      {rehearsals.length === 0 && <p>{say('none')}</p>}
      <ul className={styles.rows}>
        {rehearsals.map(({ id, slug, state, name }) => (
          <li key={id} className={styles.row} data-on={state === 'OPEN'}>
            <div>
              <strong lang={format.langOf(name)}>{format.text(name)}</strong>
              <p className={styles.soft}>{`${slug} · ${say(state)}`}</p>
            </div>
            <a href={`/hall/${slug}`} target="_blank" rel="noreferrer">
              {say('watch')}
            </a>
            {state !== 'CLOSED' && mayRun(role, 'rehearse') && (
              <ActButton
                label={say('stop')}
                title={say('stopTitle')}
                confirm={say('stopThis')}
                document={StopRehearsalDocument}
                input={{ conferenceId: id }}
                done={say('stopped')}
                onDone={onStopped}
                keyed={false}
              >
                <p>{say('stopMeans', { slug })}</p>
              </ActButton>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
