import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';
import styles from './page.module.css';

/** A new text is read aloud so often at most, in milliseconds; of those in between only the last. */
const everyMs = 5_000;

const AnnounceContext = createContext<(text: string) => void>(() => undefined);

/**
 * `const announce = useAnnounce()`: has a text read aloud by screen readers when they are free. Made for running
 * tallies: while one text waits, a newer one takes its place.
 */
export function useAnnounce(): (text: string) => void {
  return useContext(AnnounceContext);
}

export function Announcer({ children }: { readonly children: ReactNode }) {
  const [said, setSaid] = useState('');
  const waiting = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const announce = useCallback((text: string) => {
    if (timer.current) {
      waiting.current = text;
      return;
    }
    const rest = () => {
      timer.current = null;
      const next = waiting.current;
      waiting.current = null;
      if (next !== null) speak(next);
    };
    const speak = (next: string) => {
      setSaid(next);
      timer.current = setTimeout(rest, everyMs);
    };
    speak(text);
  }, []);
  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
  return (
    <AnnounceContext value={announce}>
      {children}
      <div className={styles.unseen} aria-live="polite">
        {said}
      </div>
    </AnnounceContext>
  );
}
