import { Notice } from '../look/Notice';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { EntryState } from './EntryState';
import styles from './live.module.css';
import { pendingAt } from './outbox';
import { visitBefore } from './visit';
import { liveWords } from './words';

/**
 * What this machine keeps to send of whoever was here last, while the server cannot say who is here now. Only to be
 * seen: nothing is sent before it is known whose session this is.
 */
export function KeptHere() {
  const say = useWords(liveWords);
  const format = useFormat();
  const visit = visitBefore();
  const entries = visit?.delegateId ? pendingAt(visit.delegateId) : [];
  if (!visit || entries.length === 0) return null;
  return (
    <>
      <Notice kind="warn">{say('keptOf', { name: visit.name })}</Notice>
      {entries.map((entry) => (
        <article key={entry.key} className={styles.card}>
          <p className={styles.kicker}>{say(entry.kind === 'ballot' ? 'ballotOf' : 'signatureOf')}</p>
          <h2 className={styles.question} lang={format.langOf(entry.title)}>
            {format.text(entry.title)}
          </h2>
          <EntryState entry={entry} again={false} onAgain={() => undefined} />
        </article>
      ))}
    </>
  );
}
