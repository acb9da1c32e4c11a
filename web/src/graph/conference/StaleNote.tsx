import { useContact } from '../../connection/use-connection';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../graph.module.css';
import { conferenceWords } from './words';

/** Until when what is shown is known, where there is no contact; it stays in sight on a long page. */
export function StaleNote() {
  const say = useWords(conferenceWords);
  const format = useFormat();
  const { state, lastContactAt } = useContact();
  if (state !== 'stale' && state !== 'offline') return null;
  return (
    <p className={styles.stale} data-stale>
      {lastContactAt === null ? say('staleNever') : say('stale', { time: format.time(new Date(lastContactAt)) })}
    </p>
  );
}
