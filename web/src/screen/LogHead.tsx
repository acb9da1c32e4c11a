import { useState } from 'react';
import { QrCode } from '../look/QrCode';
import { publicAddress } from '../page/public-address';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import styles from './screen.module.css';
import { useLogHead } from './use-log-head';
import { screenWords } from './words';

/**
 * Place and digest of the last entry of the log. Whoever photographs the code holds the whole digest: a log that is
 * rewritten afterwards no longer has it. Where no phone can reach this server, a code would lead nowhere: there is none.
 */
export function LogHead({ conferenceId, slug }: { readonly conferenceId: string; readonly slug: string }) {
  const say = useWords(screenWords);
  const format = useFormat();
  const [origin] = useState(publicAddress);
  const head = useLogHead(conferenceId);
  if (!head) return null;
  const address = origin && `${origin}/conference/${slug}#log=${head.sequence}-${head.digest}`;
  return (
    <div className={styles.log} data-testid="log-head" data-sequence={head.sequence}>
      <p>
        <span>
          <span className={styles.soft}>{say('log')}</span> {say('logAt', { sequence: format.number(head.sequence) })}
        </span>
        <code>{head.digest.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ')}</code>
        {address && <span className={styles.soft}>{say('scan')}</span>}
      </p>
      {address ? (
        <QrCode className={styles.qr} text={address} label={say('logQr')} />
      ) : (
        <p className={styles.noQr}>{say('noQr')}</p>
      )}
    </div>
  );
}
