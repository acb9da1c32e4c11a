import { useSyncExternalStore } from 'react';

/** From here on a screen is one that nobody scrolls; hall.module.css has the same. */
const big = '(min-width: 60rem) and (min-height: 36rem)';

/** Whether this is a big screen, now. */
export function useIsBig(): boolean {
  return useSyncExternalStore(watch, () => matchMedia(big).matches);
}

function watch(changed: () => void): () => void {
  const query = matchMedia(big);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}
