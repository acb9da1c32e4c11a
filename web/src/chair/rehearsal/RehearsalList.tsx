import { useWords } from '../../words/use-words';
import styles from '../chair.module.css';
import type { Role } from '../rights';
import { type ListedRehearsal, RehearsalRow } from './RehearsalRow';
import { rehearsalWords } from './words';

interface RehearsalListProps {
  readonly rehearsals: readonly ListedRehearsal[];
  readonly role: Role;
  onStopped(): void;
}

/** The rehearsals there are, each with its screen and its end. */
export function RehearsalList({ rehearsals, role, onStopped }: RehearsalListProps) {
  const say = useWords(rehearsalWords);
  // Event streams are few: of those that run only the last is followed, the others are read with the list.
  const followed = rehearsals.findLast(({ state }) => state !== 'CLOSED')?.id;
  return (
    <section>
      <h3>{say('list')}</h3>
      {rehearsals.length === 0 && <p>{say('none')}</p>}
      <ul className={styles.rows}>
        {rehearsals.map((rehearsal) => (
          <RehearsalRow
            key={rehearsal.id}
            rehearsal={rehearsal}
            follow={rehearsal.id === followed}
            role={role}
            onStopped={onStopped}
          />
        ))}
      </ul>
    </section>
  );
}
