import { ActButton } from '../../act/ActButton';
import { useWords } from '../../words/use-words';
import styles from '../chair.module.css';
import { mayRun, type Role } from '../rights';
import { numberOf } from './number-of';
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
  const { id, slug, state } = rehearsal;
  const number = numberOf(slug);
  return (
    <li className={styles.row} data-on={state === 'OPEN'}>
      <div>
        <strong>{own ? say('numberedOwn', { number }) : say('numbered', { number })}</strong>
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
          {own && <p>{say('stopOwn')}</p>}
        </ActButton>
      )}
    </li>
  );
}
