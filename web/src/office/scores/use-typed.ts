import { useCallback, useEffect, useState } from 'react';
import { type Draft, isSame } from './entry-draft';

interface Typed {
  readonly draft: Draft;
  /** What the server has acknowledged last, and where in the log; null while it has nothing of it. */
  readonly sent: { readonly draft: Draft; readonly at: number } | null;
}

export interface TypedDrafts {
  /** What was typed and is not yet shown by the server, by key. */
  readonly drafts: ReadonlyMap<string, Draft>;
  /** Keys of what was typed and differs from what the server has. */
  readonly changed: readonly string[];
  put(drafts: ReadonlyMap<string, Draft>): void;
  /** These drafts are with the server, at this position of the log. */
  acknowledge(drafts: ReadonlyMap<string, Draft>, at: number): void;
}

/**
 * What stands in fields until the server shows the same.
 * @param saved what the server had when it was last read, by key
 * @param readAt position of the log that `saved` is no older than
 */
export function useTyped(saved: ReadonlyMap<string, Draft>, readAt: number): TypedDrafts {
  const [typed, setTyped] = useState<ReadonlyMap<string, Typed>>(new Map());
  // What was acknowledged and has been read since is shown as the server has it.
  useEffect(() => {
    setTyped((now) => {
      const next = [...now].flatMap(([key, { draft, sent }]): [string, Typed][] => {
        if (!sent || sent.at > readAt) return [[key, { draft, sent }]];
        return isSame(draft, sent.draft) ? [] : [[key, { draft, sent: null }]];
      });
      return next.length === now.size ? now : new Map(next);
    });
  }, [readAt]);
  const put = useCallback((drafts: ReadonlyMap<string, Draft>) => {
    setTyped((now) => {
      const next = new Map(now);
      for (const [key, draft] of drafts) next.set(key, { draft, sent: now.get(key)?.sent ?? null });
      return next;
    });
  }, []);
  const acknowledge = useCallback((drafts: ReadonlyMap<string, Draft>, at: number) => {
    setTyped((now) => {
      const next = new Map(now);
      for (const [key, draft] of drafts) {
        const own = next.get(key);
        if (own) next.set(key, { draft: own.draft, sent: { draft, at } });
      }
      return next;
    });
  }, []);
  return {
    drafts: new Map([...typed].map(([key, { draft }]) => [key, draft])),
    changed: [...typed].flatMap(([key, { draft, sent }]) => {
      const known = sent?.draft ?? saved.get(key);
      return known && isSame(draft, known) ? [] : [key];
    }),
    put,
    acknowledge,
  };
}
