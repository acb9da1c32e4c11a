import { useLive } from '../../connection/use-live';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { ActButton } from '../ActButton';
import styles from '../chair.module.css';
import { mayRun, type Role } from '../rights';
import { DeskRehearsalDocument, type DeskRehearsalsQuery, StopRehearsalDocument } from './rehearsal.documents';
import { rehearsalWords } from './words';

export type ListedRehearsal = NonNullable<DeskRehearsalsQuery['conference']>['rehearsals'][number];

interface RehearsalRowProps {
  readonly rehearsal: ListedRehearsal;
  /** Whether its state is followed as it changes. */
  readonly follow: boolean;
  readonly role: Role;
  onStopped(): void;
}

export function RehearsalRow({ rehearsal, follow, role, onStopped }: RehearsalRowProps) {
  const say = useWords(rehearsalWords);
  const format = useFormat();
  const { id, slug, name } = rehearsal;
  const live = useLive(DeskRehearsalDocument, follow ? { conferenceId: id } : null).data;
  const state = live?.conferenceChanged.conference.state ?? rehearsal.state;
  return (
    <li className={styles.row} data-on={state === 'OPEN'}>
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
  );
}
