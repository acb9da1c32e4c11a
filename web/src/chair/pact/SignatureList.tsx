import { signedText } from '../../pact/SignatureWall';
import { pactWords } from '../../pact/words';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../chair.module.css';
import type { DeskPact } from '../conference';
import { pactDeskWords } from './words';

/** Each party in the order of the bloc: who has signed, and who is missing. */
export function SignatureList({ board }: Pick<DeskPact, 'board'>) {
  const say = useWords(pactDeskWords);
  const sayPact = useWords(pactWords);
  const format = useFormat();
  const line = ({ member, signature }: DeskPact['board']['slots'][number]) => {
    const name = format.text(member.shortName);
    if (!signature) return say('no', { member: name });
    if (signature.method === 'PAPER') return `${name}: ${signedText(sayPact, signature)}`;
    return signature.signedAt
      ? say('yes', { member: name, time: format.time(signature.signedAt) })
      : say('yesAt', { member: name });
  };
  return (
    <ul className={styles.plain} aria-label={say('who')}>
      {board.slots.map((slot) => (
        <li key={slot.member.id}>
          <span className={`${styles.tick} ${slot.signature ? styles.good : ''}`} aria-hidden="true">
            {slot.signature ? '✓' : '–'}
          </span>
          {line(slot)}
        </li>
      ))}
    </ul>
  );
}
