import { useContact } from '../connection/use-connection';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import styles from './page.module.css';
import { pageWords } from './words';

/** Whether this page is up to date: by word, colour and shape, with the time of the last contact where it is not. */
export function ConnectionMark() {
  const say = useWords(pageWords);
  const format = useFormat();
  const { state, lastContactAt } = useContact();
  const time = lastContactAt === null ? null : format.time(new Date(lastContactAt));
  const text = () => {
    if (state === 'live' || state === 'connecting') return say(state);
    if (state === 'stale') return time ? say('stale', { time }) : say('staleNever');
    return time ? say('offline', { time }) : say('offlineNever');
  };
  return (
    <span className={`${styles.contact} ${styles[state] ?? ''}`} role="status" data-state={state}>
      <span className={styles.dot} aria-hidden="true" />
      <span className={styles.said}>
        <span className={styles.long}>{text()}</span>
        {(state === 'stale' || state === 'offline') && (
          <span className={styles.short} aria-hidden="true">
            {say(`${state}Short`)}
          </span>
        )}
      </span>
    </span>
  );
}
