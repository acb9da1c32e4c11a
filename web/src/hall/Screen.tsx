import { type OnStage, onStage } from '../conference/on-stage';
import type { ConferenceNow } from '../conference/use-conference';
import { useNow } from '../conference/use-now';
import { useContact } from '../connection/use-connection';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { Foot } from './Foot';
import styles from './hall.module.css';
import { PactStage } from './PactStage';
import { PollStage } from './PollStage';
import { hallWords } from './words';

/** All that the hall sees of one conference: what it is, what is on, who is there. */
export function Screen({ conference }: { readonly conference: ConferenceNow }) {
  const say = useWords(hallWords);
  const format = useFormat();
  const nowMs = useNow();
  const { state, lastContactAt } = useContact();
  const { name, nature, currentItem } = conference;
  const stale = state === 'stale' || state === 'offline';
  const stage = onStage(conference, nowMs);
  const staged = 'id' in stage ? `${stage.kind} ${stage.id}` : stage.kind;
  return (
    <div className={styles.screen} data-stale={stale ? '' : undefined} data-stage={stage.kind}>
      <div className={styles.head}>
        <h1 lang={format.langOf(name)}>{format.text(name)}</h1>
        {(nature !== 'LIVE' || stale) && (
          <div className={styles.marks}>
            {nature === 'REHEARSAL' && (
              <p className={styles.rehearsal}>
                <strong>{say('rehearsal')}</strong>
                {!stale && <span>{say('rehearsalHint')}</span>}
              </p>
            )}
            {nature === 'RECORD' && <p className={styles.record}>{say('record')}</p>}
            {stale && (
              <p className={styles.staleMark} role="alert">
                {lastContactAt === null
                  ? say('staleNever')
                  : say('staleSince', { time: format.time(new Date(lastContactAt)) })}
              </p>
            )}
          </div>
        )}
        {currentItem && stage.kind !== 'item' && (
          <p className={styles.item} data-item>
            <span className={styles.ordinal}>{say('item', { ordinal: currentItem.ordinal })}</span>
            <span lang={format.langOf(currentItem.title)}>{format.text(currentItem.title)}</span>
          </p>
        )}
      </div>
      <section key={staged} className={styles.stage}>
        <Stage stage={stage} conference={conference} nowMs={nowMs} />
      </section>
      <Foot conference={conference} nowMs={nowMs} />
    </div>
  );
}

interface StageProps {
  readonly stage: OnStage;
  readonly conference: ConferenceNow;
  readonly nowMs: number;
}

function Stage({ stage, conference, nowMs }: StageProps) {
  const say = useWords(hallWords);
  const format = useFormat();
  const { currentItem, pact } = conference;
  switch (stage.kind) {
    case 'poll':
      return <PollStage pollId={stage.id} nowMs={nowMs} />;
    case 'pact':
      return <PactStage pactId={stage.id} />;
    case 'item':
      return (
        <div className={styles.middle}>
          {currentItem && (
            <>
              <p className={styles.ordinal}>{say('item', { ordinal: currentItem.ordinal })}</p>
              <h2 className={styles.big} lang={format.langOf(currentItem.title)}>
                {format.text(currentItem.title)}
              </h2>
            </>
          )}
        </div>
      );
    case 'closed':
      return (
        <>
          <p className={styles.kicker}>
            <strong>{say('closed')}</strong>
          </p>
          {pact && pact.state !== 'DRAFT' && <PactStage pactId={pact.id} />}
          <p className={styles.hint}>{say('closedHint')}</p>
        </>
      );
    default:
      return (
        <div className={styles.middle}>
          <h2 className={styles.big}>{say(stage.kind)}</h2>
        </div>
      );
  }
}
