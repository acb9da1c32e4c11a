import { span } from '../poll/span';
import { useWords } from '../words/use-words';
import styles from './speaker.module.css';
import { useNow } from './use-now';
import { conferenceWords } from './words';

interface SpeakerClockProps {
  readonly startedAt: string;
  /** Seconds given; null for no limit. */
  readonly seconds: number | null;
}

/**
 * How long somebody may still speak, by the server's clock, or how far over they are; without a limit, how long they have
 * spoken. Not read aloud each second: a timer is silent until it is asked.
 */
export function SpeakerClock({ startedAt, seconds }: SpeakerClockProps) {
  const say = useWords(conferenceWords);
  const spokenMs = useNow() - new Date(startedAt).getTime();
  if (seconds === null)
    return (
      <span className={styles.clock} role="timer" aria-label={say('spoken')}>
        {span(spokenMs)}
      </span>
    );
  const leftMs = seconds * 1_000 - spokenMs;
  const over = leftMs <= 0;
  return (
    <span
      className={styles.clock}
      role="timer"
      aria-label={say(over ? 'overBy' : 'left')}
      data-over={over ? '' : undefined}
      data-near={!over && leftMs <= 30_000 ? '' : undefined}
    >
      {/* Rounded up, so that 00:00 is never shown while there is time left. */}
      {over ? `+${span(-leftMs)}` : span(leftMs + 999)}
    </span>
  );
}
