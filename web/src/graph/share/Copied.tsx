import { useId, useState } from 'react';
import { Button } from '../../look/Button';
import { useWords } from '../../words/use-words';
import styles from '../graph.module.css';
import { shareWords } from './words';

interface CopiedProps {
  readonly label: string;
  readonly text: string;
}

/** A text to take along: shown whole, and copied by a press where the browser allows that. */
export function Copied({ label, text }: CopiedProps) {
  const say = useWords(shareWords);
  const id = useId();
  const [done, setDone] = useState<'copied' | 'notCopied' | null>(null);
  // Over plain http a page has no clipboard.
  const copy = () =>
    Promise.resolve(navigator.clipboard?.writeText(text) ?? Promise.reject()).then(
      () => setDone('copied'),
      () => setDone('notCopied'),
    );
  return (
    <div className={styles.copied}>
      <h3 id={id}>{label}</h3>
      <p>
        <code>{text}</code>
      </p>
      <Button onClick={() => void copy()} aria-describedby={id}>
        {say('copy')}
      </Button>{' '}
      <span role="status">{done && say(done)}</span>
    </div>
  );
}
