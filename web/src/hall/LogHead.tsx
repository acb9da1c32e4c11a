import { QrCode } from '../look/QrCode';
import { useWords } from '../words/use-words';
import styles from './hall.module.css';
import { useLogHead } from './use-log-head';
import { hallWords } from './words';

/**
 * Place and digest of the last entry of the log. Whoever photographs the code holds the whole digest: a log that is
 * rewritten afterwards no longer has it.
 */
export function LogHead({ conferenceId, slug }: { readonly conferenceId: string; readonly slug: string }) {
  const say = useWords(hallWords);
  const head = useLogHead(conferenceId);
  if (!head) return null;
  const address = `${location.origin}/conference/${slug}#log=${head.sequence}-${head.digest}`;
  return (
    <div className={styles.log} data-testid="log-head" data-sequence={head.sequence}>
      <p>
        <span className={styles.soft}>{say('log')}</span>
        <span>{say('logAt', { sequence: head.sequence })}</span>
        <code>{head.digest.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <QrCode className={styles.qr} text={address} label={say('logQr')} />
    </div>
  );
}
