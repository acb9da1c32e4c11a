import { useEffect } from 'react';
import { Name } from '../look/Name';
import { useAnnounce } from '../page/Announcer';
import { sharedStart } from '../words/shared-start';
import { useFormat } from '../words/use-format';
import { type Say, useWords } from '../words/use-words';
import { useForce } from './use-force';
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
  const { pact } = now;
  const { signed, parties, slots } = pact.board;
  const shared = sharedStart(slots.map(({ member }) => format.text(member.shortName)));
  const { settled, needs } = useForce(pact);
  const counted = [say('counted', { signed, parties }), settled ?? needs.at(-1)].filter(Boolean).join('. ');
  useEffect(() => announce(counted), [announce, counted]);
  return (
    <div className={styles.board} data-testid="wall" data-in-force={settled === null ? undefined : ''}>
      <p className={styles.count}>
        <strong className={styles.number}>{say('count', { signed, parties })}</strong>
        <span>{say('ofParties')}</span>
        {settled !== null && <strong className={styles.inForce}>{settled}</strong>}
      </p>
      {needs.length > 0 && <p className={styles.needs}>{needs.join(' · ')}</p>}
      <ul className={styles.wall}>
        {slots.map(({ member, signature }) => (
          <li
            key={member.id}
            className={signature ? styles.signed : undefined}
            data-signed={signature ? '' : undefined}
          >
            <strong lang={format.langOf(member.shortName)}>
              <Name name={format.text(member.shortName)} shared={shared} />
            </strong>
            {signature?.signerName && (
              <span lang={format.langOf(signature.signerName)} data-signer>
                {format.text(signature.signerName)}
              </span>
            )}
            <span className={styles.state}>
              {signature ? say(methodWords[signature.method]) : say('no')}
              {signature?.confirmation && (
                <span className={styles.byTwo} data-testid="by-two">
                  {say('byTwo', signature.confirmation)}
                </span>
              )}
              {signature?.signedAt && <time dateTime={signature.signedAt}>{format.time(signature.signedAt)}</time>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

const methodWords = { SESSION: 'yes', PAPER: 'paper', RECORDED: 'recorded' } as const;

/** How it was signed; of a signature on paper who entered it and who confirmed, where that is known. */
export function signedText(
  say: Say<typeof pactWords.vi>,
  {
    method,
    confirmation,
  }: Pick<NonNullable<PactNow['pact']['board']['slots'][number]['signature']>, 'method' | 'confirmation'>,
): string {
  return method === 'PAPER' && confirmation
    ? `${say('paper')}; ${say('byTwo', confirmation)}`
    : say(methodWords[method]);
}
