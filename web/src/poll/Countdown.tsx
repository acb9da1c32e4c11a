import { useNow } from '../conference/use-now';
import { useWords } from '../words/use-words';
import { span } from './span';
import styles from './tally.module.css';
import { pollWords } from './words';

/**
 * How long until the chair closes, by the server's clock, where the chair has said so; that time is up, once it is. Not
 * read aloud each second: a timer is silent until it is asked.
 */
export function Countdown({ dueAt }: { readonly dueAt: string }) {
  const say = useWords(pollWords);
  const leftMs = new Date(dueAt).getTime() - useNow();
  // Rounded up, so that 00:00 is never shown while there is time left.
  const text = leftMs > 0 ? say('timeLeft', { time: span(leftMs + 999) }) : say('timeUp');
  return (
    <strong role="timer" className={styles.countdown}>
      {text}
    </strong>
  );
}
