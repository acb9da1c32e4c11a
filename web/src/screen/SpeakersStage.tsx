import { SpeakerClock } from '../conference/SpeakerClock';
import type { ConferenceNow } from '../conference/use-conference';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import styles from './screen.module.css';
import { screenWords } from './words';

/** Those who come next are named; of the rest it is said how many. */
const named = 5;

type Speaker = ConferenceNow['speakers'][number];

/** Who speaks, with the clock, and who comes next. */
export function SpeakersStage({ speakers }: Pick<ConferenceNow, 'speakers'>) {
  const say = useWords(screenWords);
  const format = useFormat();
  const speaking = speakers.find(({ state }) => state === 'SPEAKING');
  const waiting = speakers.filter(({ state }) => state === 'WAITING');
  return (
    <div className={styles.speakers}>
      {speaking?.startedAt ? (
        <div className={styles.speaking}>
          <div>
            <p className={styles.kicker}>
              <strong>{say('speaking')}</strong>
            </p>
            <h2 className={styles.big} lang={format.langOf(speaking.delegate.name)}>
              {format.text(speaking.delegate.name)}
            </h2>
            <From speaker={speaking} />
            {speaking.topic && <p data-remark>{speaking.topic}</p>}
          </div>
          <p className={styles.speakerClock}>
            <SpeakerClock startedAt={speaking.startedAt} seconds={speaking.seconds ?? null} />
          </p>
        </div>
      ) : (
        <h2 className={styles.big}>{say('nobodySpeaks')}</h2>
      )}
      {waiting.length > 0 && (
        <div>
          <p className={styles.kicker}>
            <strong>{say('next')}</strong>
            {waiting.length > named && <span>{say('moreSpeakers', { count: waiting.length - named })}</span>}
          </p>
          <ol className={styles.queue}>
            {waiting.slice(0, named).map((speaker) => (
              <li key={speaker.id}>
                <strong lang={format.langOf(speaker.delegate.name)}>{format.text(speaker.delegate.name)}</strong>{' '}
                <From speaker={speaker} />
              </li>
            ))}
          </ol>
        </div>
      )}
    </div>
  );
}

function From({ speaker }: { readonly speaker: Speaker }) {
  const format = useFormat();
  const { member, posts } = speaker.delegate;
  const [post] = posts;
  const said = [post?.title, member?.shortName].filter((text) => text !== undefined && text !== null);
  if (said.length === 0) return null;
  return <span className={styles.soft}>{said.map((text) => format.text(text)).join(', ')}</span>;
}
