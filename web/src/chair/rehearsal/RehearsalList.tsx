import { useWords } from '../../words/use-words';
import styles from '../chair.module.css';
import type { Role } from '../rights';
import { type ListedRehearsal, RehearsalRow } from './RehearsalRow';
import { rehearsalWords } from './words';

interface RehearsalListProps {
  readonly rehearsals: readonly ListedRehearsal[];
  /** The conference of this desk, which may be one of them. */
  readonly ownId: string;
  readonly role: Role;
  onStopped(): void;
}

/** The rehearsals there are, each with its screen and its end. */
export function RehearsalList({ rehearsals, ownId, role, onStopped }: RehearsalListProps) {
  const say = useWords(rehearsalWords);
  return (
    <section>
      <h3>{say('list')}</h3>
      {rehearsals.length === 0 && <p>{say('none')}</p>}
      <ul className={styles.rows}>
        {rehearsals.map((rehearsal) => (
          <RehearsalRow
            key={rehearsal.id}
            rehearsal={rehearsal}
            own={rehearsal.id === ownId}
            role={role}
            onStopped={onStopped}
          />
        ))}
      </ul>
    </section>
  );
}
