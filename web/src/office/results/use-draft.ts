import { useCallback, useEffect, useState } from 'react';
import type { Row, Rows } from './rows';

interface Kept {
  readonly rows: Rows;
  /** Milliseconds since 1970, by this machine's clock. */
  readonly savedAt: number;
}

export interface Draft {
  /** What was typed on this device and not sent; null where nothing was. */
  readonly kept: Kept | null;
  keep(rows: Rows): void;
  drop(): void;
}

interface DraftOf {
  readonly accountId: string;
  readonly memberId: string;
  readonly year: number;
  readonly period: string;
}

/** A report that is being written, kept in this browser under the account until it is sent; other tabs follow. */
export function useDraft({ accountId, memberId, year, period }: DraftOf): Draft {
  const key = `giaouoc.report.${accountId}.${memberId}.${year}.${period}`;
  const [kept, setKept] = useState<Kept | null>(() => read(key));
  useEffect(() => {
    setKept(read(key));
    const hear = (event: StorageEvent) => event.key === key && setKept(read(key));
    addEventListener('storage', hear);
    return () => removeEventListener('storage', hear);
  }, [key]);
  const keep = useCallback(
    (rows: Rows) => {
      const next = { rows, savedAt: Date.now() };
      setKept(next);
      write(key, JSON.stringify({ rows: [...rows], savedAt: next.savedAt }));
    },
    [key],
  );
  const drop = useCallback(() => {
    setKept(null);
    write(key, null);
  }, [key]);
  return { kept, keep, drop };
}

function read(key: string): Kept | null {
  try {
    const text = localStorage.getItem(key);
    if (!text) return null;
    const { rows, savedAt } = JSON.parse(text) as { readonly rows: [string, Row][]; readonly savedAt: number };
    return { rows: new Map(rows), savedAt };
  } catch {
    return null;
  }
}

function write(key: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // A browser that stores nothing still sends what is on the screen.
  }
}
