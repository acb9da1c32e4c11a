import { Link } from '../../page/Link';
import { useWords } from '../../words/use-words';
import styles from '../graph.module.css';
import { graphWords } from '../words';

/** In the head of each page of the graph. */
export function SearchLink() {
  const say = useWords(graphWords);
  return (
    <Link href="/search" className={styles.tool}>
      {say('search')}
    </Link>
  );
}
