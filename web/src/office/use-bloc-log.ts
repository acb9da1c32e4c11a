import { followLog } from 'giaouoc-client';
import { useEffect, useRef, useState } from 'react';
import { followBlocText as query } from '../connection/texts';
import { useConnection } from '../connection/use-connection';

interface Entry {
  readonly sequence: number;
  readonly kind: string;
}

/**
 * Follows the log of a bloc, and counts what has happened since: 0 at first. What was read before is read again when it
 * grows.
 * @param after where the log was when the bloc was read; null before that
 * @param onEntry is told the kind of each entry
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
    return followLog<Entry>(lines, {
      ...{ query, variables: { blocId }, after: from.current ?? 0 },
      onEntry({ sequence, kind }) {
        setVersion(sequence);
        hear.current(kind);
      },
    });
  }, [lines, blocId, isKnown]);
  return version;
}
