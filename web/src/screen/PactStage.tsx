import { SignatureWall } from '../pact/SignatureWall';
import { useForce } from '../pact/use-force';
import { type PactNow, usePact } from '../pact/use-pact';
import { pactWords } from '../pact/words';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import styles from './screen.module.css';
import { screenWords } from './words';

/** How long the moment is kept in which a pact gets the last signature it needs, in milliseconds. */
const momentMs = 12_000;

interface PactStageProps {
  readonly pactId: string;
  readonly nowMs: number;
}

/** The signature wall on the big screen; for a moment, that the pact is in force. */
export function PactStage({ pactId, nowMs }: PactStageProps) {
  const say = useWords(pactWords);
  const format = useFormat();
  const now = usePact(pactId);
  if (!now) return null;
  const { title, state, settledAt } = now.pact;
  if (state === 'IN_FORCE' && settledAt && nowMs - new Date(settledAt).getTime() < momentMs)
    return <Moment now={now} />;
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

/** Calm: it fades in once, and stands still where motion is not wanted. */
function Moment({ now }: { readonly now: PactNow }) {
  const say = useWords(pactWords);
  const sayScreen = useWords(screenWords);
  const format = useFormat();
  const { title, settledAt, board } = now.pact;
  const { settled } = useForce(now.pact);
  return (
    <div className={styles.moment} data-testid="in-force">
      <p className={styles.star} aria-hidden="true">
        {sayScreen('star')}
      </p>
      <h2 lang={format.langOf(title)}>{format.text(title)}</h2>
      <p className={styles.momentSaid}>{settled}</p>
      <p>
        {say('counted', { signed: board.signed, parties: board.parties })}
        {settledAt && ` · ${format.time(settledAt)}, ${format.date(settledAt)}`}
      </p>
    </div>
  );
}
