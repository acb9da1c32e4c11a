import { useNow } from '../conference/use-now';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { span } from './span';
import styles from './tally.module.css';
import { pollWords } from './words';

interface OpensInProps {
  readonly ordinal: number;
  readonly opensAt: string;
}

/** How long until a vote opens by itself, by the server's clock, and when that is. Silent until it is asked, as a timer is. */
export function OpensIn({ ordinal, opensAt }: OpensInProps) {
  const say = useWords(pollWords);
  const format = useFormat();
  const leftMs = new Date(opensAt).getTime() - useNow();
  return (
    <strong role="timer" className={styles.countdown}>
      {leftMs > 0
        ? say('opensIn', { ordinal, time: span(leftMs + 999), at: format.time(opensAt) })
        : say('opensNow', { ordinal })}
    </strong>
  );
}
