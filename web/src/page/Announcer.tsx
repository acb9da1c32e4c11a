import { createContext, type ReactNode, useCallback, useContext, useEffect, useId, useRef, useState } from 'react';
import unseen from '../look/unseen.module.css';

/** A text is read aloud so often at most, in milliseconds. */
const everyMs = 5_000;

const AnnounceContext = createContext<(text: string, source: string) => void>(() => undefined);

/**
 * `const announce = useAnnounce()`: has a text read aloud by screen readers when they are free. Made for running
 * tallies: while a text waits, a newer one of the same component takes its place; those of others wait their turn.
 */
export function useAnnounce(): (text: string) => void {
  const announce = useContext(AnnounceContext);
  const source = useId();
  return useCallback((text) => announce(text, source), [announce, source]);
}

/** Nothing in it is read aloud: it shows in small what somebody else is to look at. */
export function Silent({ children }: { readonly children: ReactNode }) {
  return <AnnounceContext value={ignore}>{children}</AnnounceContext>;
}

const ignore = () => undefined;

export function Announcer({ children }: { readonly children: ReactNode }) {
  const [said, setSaid] = useState('');
  const waiting = useRef(new Map<string, string>());
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const announce = useCallback((text: string, source: string) => {
    const speakNext = () => {
      timer.current = null;
      const [next] = waiting.current;
      if (!next) return;
      const [from, newest] = next;
      waiting.current.delete(from);
      setSaid(newest);
      timer.current = setTimeout(speakNext, everyMs);
    };
    waiting.current.set(source, text);
    if (!timer.current) speakNext();
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
      <div className={unseen.unseen} aria-live="polite">
        {said}
      </div>
    </AnnounceContext>
  );
}
