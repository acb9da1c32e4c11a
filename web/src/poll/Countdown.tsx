import { useNow } from '../conference/use-now';
import { useWords } from '../words/use-words';
import { span } from './span';
import styles from './tally.module.css';
import { pollWords } from './words';

/**
 * How long until the chair closes, or the vote by itself, by the server's clock; that time is up, once it is. Not
 * read aloud each second: a timer is silent until it is asked.
 */
export function Countdown({
  poll,
}: {
  readonly poll: { readonly dueAt: string | null; readonly closesByItself: boolean };
}) {
  return poll.dueAt === null ? null : <Clock dueAt={poll.dueAt} byItself={poll.closesByItself} />;
}

function Clock({ dueAt, byItself }: { readonly dueAt: string; readonly byItself: boolean }) {
  const say = useWords(pollWords);
  const leftMs = new Date(dueAt).getTime() - useNow();
  // Rounded up, so that 00:00 is never shown while there is time left.
  const left = { time: span(leftMs + 999) };
  const text = leftMs > 0 ? say(byItself ? 'timeLeftSelf' : 'timeLeft', left) : say(byItself ? 'timeUpSelf' : 'timeUp');
  return (
    <strong role="timer" className={styles.countdown}>
      {text}
    </strong>
  );
}
