import { useWords } from '../../words/use-words';
import styles from '../chair.module.css';
import type { Role } from '../rights';
import { type ListedRehearsal, RehearsalRow } from './RehearsalRow';
import { rehearsalWords } from './words';

interface RehearsalListProps {
  /** In the order they were made. */
  readonly rehearsals: readonly ListedRehearsal[];
  /** The conference of this desk, which may be one of them. */
  readonly ownId: string;
  readonly role: Role;
  onStopped(): void;
}

/** Of those that are over, so many stay in view. */
const recent = 3;

/** The rehearsals there are, the newest first, each with its screen and its end; those long over are folded away. */
export function RehearsalList(props: RehearsalListProps) {
  const say = useWords(rehearsalWords);
  const { rehearsals, ownId } = props;
  const old = rehearsals.slice(0, -recent).filter(({ id, state }) => state === 'CLOSED' && id !== ownId);
  return (
    <section>
      <h3>{say('list')}</h3>
      {rehearsals.length === 0 && <p>{say('none')}</p>}
      <Rows {...props} rehearsals={rehearsals.filter((each) => !old.includes(each))} />
      {old.length > 0 && (
        <details className={styles.older}>
          <summary>{say('older', { count: old.length })}</summary>
          <Rows {...props} rehearsals={old} />
        </details>
      )}
    </section>
  );
}

function Rows({ rehearsals, ownId, role, onStopped }: RehearsalListProps) {
  return (
    <ul className={styles.rows}>
      {[...rehearsals].reverse().map((rehearsal) => (
        <RehearsalRow
          key={rehearsal.id}
          rehearsal={rehearsal}
          own={rehearsal.id === ownId}
          role={role}
          onStopped={onStopped}
        />
      ))}
    </ul>
  );
}
