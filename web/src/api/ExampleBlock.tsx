import { useState } from 'react';
import { Button } from '../look/Button';
import { useWords } from '../words/use-words';
import styles from './api.module.css';
import type { Example } from './examples';
import { apiWords } from './words';

/** One program, to read and to copy. */
export function ExampleBlock({ example: { name, text } }: { readonly example: Example }) {
  const say = useWords(apiWords);
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid(say('copied', { name: say(name) }));
    } catch {
      // Plain http, or not allowed: the text is there to be selected.
      setSaid(say('cannotCopy'));
    }
  };
  return (
    <section className={styles.example}>
      <div className={styles.head}>
        <h3>{say(name)}</h3>
        <Button aria-label={say('copyOf', { name: say(name) })} onClick={() => void copy()}>
          {say('copy')}
        </Button>
      </div>
      <p role="status">{said}</p>
      <pre data-example={name} className={styles.code}>
        <code>{text}</code>
      </pre>
    </section>
  );
}
