import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { ActButton } from '../ActButton';
import styles from '../chair.module.css';
import { mayRun, type Role } from '../rights';
import { type ListedFragment, StopRehearsalDocument } from './rehearsal.documents';
import { rehearsalWords } from './words';

export type ListedRehearsal = ListedFragment;

interface RehearsalRowProps {
  readonly rehearsal: ListedRehearsal;
  /** Whether it is the one this desk runs. */
  readonly own: boolean;
  readonly role: Role;
  onStopped(): void;
}

export function RehearsalRow({ rehearsal, own, role, onStopped }: RehearsalRowProps) {
  const say = useWords(rehearsalWords);
  const format = useFormat();
  const { id, slug, name, state } = rehearsal;
  return (
    <li className={styles.row} data-on={state === 'OPEN'}>
      <div>
        <strong lang={format.langOf(name)}>{format.text(name)}</strong>
        <p className={styles.soft}>{[slug, say(state), own && say('own')].filter(Boolean).join(' · ')}</p>
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
          {own && <p>{say('stopOwn')}</p>}
        </ActButton>
      )}
    </li>
  );
}
