import { Button } from '../look/Button';
import { useWords } from '../words/use-words';
import styles from './page.module.css';
import { pageWords } from './words';

/** What stands in place of a page that failed. */
export function Crash() {
  const say = useWords(pageWords);
  return (
    <main className={styles.main} role="alert">
      <h1>{say('crashed')}</h1>
      <p>{say('crashedHint')}</p>
      <Button rank="main" onClick={() => location.reload()}>
        {say('reload')}
      </Button>
    </main>
  );
}
