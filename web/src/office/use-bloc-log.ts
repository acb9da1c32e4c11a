import { followLog } from 'giaouoc-client';
import { useEffect, useRef, useState } from 'react';
import { followBlocText as query } from '../connection/texts';
import { useConnection } from '../connection/use-connection';

interface Entry {
  readonly sequence: number;
  readonly kind: string;
}

/** While entries come one after another, what they changed is read so often at most, in milliseconds. */
const restMs = 1_000;

/**
 * Follows the log of a bloc. What was read before is read again when it grows: at once, then at most every second.
 * @param after where the log was when the bloc was read; null before that
 * @param onEntry is told the kind of each entry
 * @returns another number whenever something is to be read again; 0 at first
 */
export function useBlocLog(blocId: string | null, after: number | null, onEntry: (kind: string) => void): number {
  const { lines } = useConnection();
  const [version, setVersion] = useState(0);
  const hear = useRef(onEntry);
  hear.current = onEntry;
  const from = useRef<number | null>(null);
  from.current ??= after;
  const isKnown = after !== null;
  useEffect(() => {
    if (blocId === null || !isKnown) return;
    let newest = 0;
    let shown = 0;
    let rest: ReturnType<typeof setTimeout> | null = null;
    const show = () => {
      rest = null;
      if (newest === shown) return;
      shown = newest;
      setVersion(newest);
      rest = setTimeout(show, restMs);
    };
    const stop = followLog<Entry>(lines, {
      ...{ query, variables: { blocId }, after: from.current ?? 0 },
      onEntry({ sequence, kind }) {
        newest = sequence;
        hear.current(kind);
        if (rest === null) show();
      },
    });
    return () => {
      stop();
      if (rest) clearTimeout(rest);
    };
  }, [lines, blocId, isKnown]);
  return version;
}
