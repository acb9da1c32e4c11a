import type { ReactNode } from 'react';
import { useWords } from '../words/use-words';
import styles from './live.module.css';
import { liveWords } from './words';

interface ForCheckingProps {
  /** Open where something does not match, so that nobody overlooks it. */
  readonly open?: boolean;
  readonly children: ReactNode;
}

/** What nobody needs in order to vote or to sign: positions in the log, digests, exact texts. Folded away. */
export function ForChecking({ open = false, children }: ForCheckingProps) {
  const say = useWords(liveWords);
  return (
    <details className={styles.checking} open={open}>
      <summary>{say('forChecking')}</summary>
      {children}
    </details>
  );
}
