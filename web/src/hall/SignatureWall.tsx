import { useLive } from '../connection/use-live';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { HallSignaturesDocument } from './hall.documents';
import styles from './hall.module.css';
import { hallWords } from './words';

/** Each party of the pact in the order of the bloc, and whether it has signed. */
export function SignatureWall({ pactId }: { readonly pactId: string }) {
  const say = useWords(hallWords);
  const format = useFormat();
  const board = useLive(HallSignaturesDocument, { pactId }).data?.pactSignatures.board;
  if (!board) return null;
  return (
    <section>
      <h2>{say('signatures')}</h2>
      <p className={styles.count}>{say('signed', { signed: board.signed, parties: board.parties })}</p>
      <ul className={styles.wall}>
        {board.slots.map(({ member, signature }) => (
          <li key={member.id} className={signature ? styles.signed : undefined}>
            <strong lang={format.langOf(member.shortName)}>{format.text(member.shortName)}</strong>
            <span>{signature ? say('yes') : say('no')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
