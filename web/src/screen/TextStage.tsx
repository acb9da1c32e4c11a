import type { ConferenceNow } from '../conference/use-conference';
import { span } from '../poll/span';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import styles from './screen.module.css';
import { screenWords } from './words';

interface TextStageProps {
  readonly hall: ConferenceNow['hall'];
  readonly nowMs: number;
}

/** A text that the desk has written, or a break with how long it still lasts. */
export function TextStage({ hall, nowMs }: TextStageProps) {
  const say = useWords(screenWords);
  const format = useFormat();
  const { scene, text, endsAt } = hall;
  const leftMs = endsAt ? new Date(endsAt).getTime() - nowMs : 0;
  return (
    <div className={styles.solemn}>
      {scene === 'BREAK' && <h2 className={styles.big}>{say('break')}</h2>}
      {text && (
        <p className={styles.written} lang={format.langOf(text)}>
          {format.text(text)}
        </p>
      )}
      {scene === 'BREAK' && endsAt && (
        <p>
          {leftMs > 0 ? say('breakLeft', { time: span(leftMs + 999), until: format.time(endsAt) }) : say('breakOver')}
        </p>
      )}
    </div>
  );
}
