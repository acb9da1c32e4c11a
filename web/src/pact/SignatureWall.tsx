import { useEffect } from 'react';
import { useAnnounce } from '../page/Announcer';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import type { PactNow } from './use-pact';
import styles from './wall.module.css';
import { pactWords } from './words';

/**
 * Each party of the pact in the order of the bloc, who signed for it and when. Sizes follow the font size around it;
 * `--wall-number` sets that of the count. A change is read aloud.
 */
export function SignatureWall({ now }: { readonly now: PactNow }) {
  const say = useWords(pactWords);
  const format = useFormat();
  const announce = useAnnounce();
  const { pact, board } = now;
  const { signed, parties, slots } = board;
  const inForce = pact.state === 'IN_FORCE';
  const counted = say('counted', { signed, parties });
  useEffect(() => announce(counted), [announce, counted]);
  return (
    <div className={styles.board} data-testid="wall">
      <p className={styles.count}>
        <strong className={styles.number}>{say('count', { signed, parties })}</strong>
        <span>{say('ofParties')}</span>
        {inForce && <strong className={styles.inForce}>{say('inForce')}</strong>}
      </p>
      <ul className={styles.wall} data-many={slots.length > 10 ? '' : undefined}>
        {slots.map(({ member, signature }) => (
          <li key={member.id} className={signature ? styles.signed : undefined}>
            <strong lang={format.langOf(member.shortName)}>{format.text(member.shortName)}</strong>
            {signature?.signerName && (
              <span lang={format.langOf(signature.signerName)} data-signer>
                {format.text(signature.signerName)}
              </span>
            )}
            <span className={styles.state}>
              {signature ? say(methodWords[signature.method]) : say('no')}
              {signature?.signedAt && <time dateTime={signature.signedAt}>{format.time(signature.signedAt)}</time>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

const methodWords = { SESSION: 'yes', PAPER: 'paper', RECORDED: 'recorded' } as const;
