import { useEffect, useRef } from 'react';
import { pageWords } from '../page/words';
import { useWords } from '../words/use-words';
import { liveWords } from './words';

/** How the phone shakes when a vote opens, in milliseconds: on, off, on. */
const shake = [250, 120, 250];

/**
 * Calls the delegate when a vote opens: the title of the tab says so for as long as one is open, and the phone vibrates
 * where it may. A vote that was open already when the page was opened only shows in the title.
 * @param pollIds ids of the votes that are open; null while they are not known
 */
export function useCall(pollIds: readonly string[] | null): void {
  const say = useWords(liveWords);
  const sayPage = useWords(pageWords);
  const known = useRef<ReadonlySet<string> | null>(null);
  const count = pollIds?.length ?? 0;
  useEffect(() => {
    if (pollIds === null) return;
    const before = known.current;
    known.current = new Set(pollIds);
    if (before && pollIds.some((id) => !before.has(id))) navigator.vibrate?.(shake);
  }, [pollIds]);
  const title = count > 0 ? `● ${say('votesOpen', { count })} · ${sayPage('product')}` : null;
  useEffect(() => {
    if (title === null) return;
    const before = document.title;
    document.title = title;
    return () => {
      document.title = before;
    };
  }, [title]);
}
