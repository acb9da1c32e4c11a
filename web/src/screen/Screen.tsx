import { type HallStage, hallStage } from '../conference/hall-stage';
import type { ConferenceNow } from '../conference/use-conference';
import { useNow } from '../conference/use-now';
import { useContact } from '../connection/use-connection';
import { TimeZone, useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { AgendaStage } from './AgendaStage';
import { Fit } from './Fit';
import { Foot } from './Foot';
import { Head } from './Head';
import { PactStage } from './PactStage';
import { PollStage } from './PollStage';
import { PollsStage } from './PollsStage';
import { RanksStage } from './RanksStage';
import { ResultsStage } from './ResultsStage';
import { SpeakersStage } from './SpeakersStage';
import styles from './screen.module.css';
import { TextStage } from './TextStage';
import { screenWords } from './words';

interface ScreenProps {
  readonly conference: ConferenceNow;
  /** Whether all of it must be seen at once; else it is text to scroll. */
  readonly big: boolean;
}

/** All that the hall sees of one conference: what it is, what is on, who is there. */
export function Screen(props: ScreenProps) {
  return (
    <TimeZone value={props.conference.timeZone}>
      <Seen {...props} />
    </TimeZone>
  );
}

function Seen({ conference, big }: ScreenProps) {
  const nowMs = useNow();
  const { state } = useContact();
  const stale = state === 'stale' || state === 'offline';
  const stage = hallStage(conference, nowMs);
  const staged = 'id' in stage ? `${stage.kind} ${stage.id}` : stage.kind;
  return (
    <div
      className={styles.screen}
      data-big={big ? '' : undefined}
      data-stale={stale ? '' : undefined}
      data-stage={stage.kind}
    >
      <Head conference={conference} stage={stage} />
      <section key={staged} className={styles.stage}>
        <Fit>
          <Stage stage={stage} conference={conference} nowMs={nowMs} />
        </Fit>
      </section>
      <Foot conference={conference} nowMs={nowMs} />
    </div>
  );
}

interface StageProps {
  readonly stage: HallStage;
  readonly conference: ConferenceNow;
  readonly nowMs: number;
}

function Stage({ stage, conference, nowMs }: StageProps) {
  const say = useWords(screenWords);
  const format = useFormat();
  const { currentItem, pact } = conference;
  switch (stage.kind) {
    case 'poll':
      return <PollStage pollId={stage.id} nowMs={nowMs} />;
    case 'polls':
      return <PollsStage conferenceId={conference.id} ids={stage.ids} />;
    case 'pact':
      return <PactStage pactId={stage.id} nowMs={nowMs} />;
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
          {pact && pact.state !== 'DRAFT' && <PactStage pactId={pact.id} nowMs={nowMs} />}
          <p className={styles.hint}>{say('closedHint')}</p>
        </>
      );
    case 'results':
      return <ResultsStage conferenceId={conference.id} />;
    case 'ranks':
      return <RanksStage conference={conference} />;
    case 'agenda':
      return <AgendaStage conferenceId={conference.id} />;
    case 'speakers':
      return <SpeakersStage speakers={conference.speakers} />;
    case 'text':
    case 'break':
      return <TextStage hall={conference.hall} nowMs={nowMs} />;
    default:
      return (
        <div className={styles.middle}>
          <h2 className={styles.big}>{say(stage.kind)}</h2>
        </div>
      );
  }
}
