import { SignatureWall } from '../pact/SignatureWall';
import { usePact } from '../pact/use-pact';
import { pactWords } from '../pact/words';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import styles from './hall.module.css';

/** The signature wall on the big screen. */
export function PactStage({ pactId }: { readonly pactId: string }) {
  const say = useWords(pactWords);
  const format = useFormat();
  const now = usePact(pactId);
  if (!now) return null;
  const { title, state } = now.pact;
  return (
    <>
      {state === 'OPEN' && (
        <p className={styles.kicker}>
          <strong>{say('signing')}</strong>
        </p>
      )}
      <h2 className={styles.question} lang={format.langOf(title)}>
        {format.text(title)}
      </h2>
      <SignatureWall now={now} />
    </>
  );
}
