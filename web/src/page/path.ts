import { useSyncExternalStore } from 'react';

const heard = new Set<() => void>();

/** The path of the address, as it is now; a page that reads its own addresses draws anew when it changes. */
export function usePath(): string {
  return useSyncExternalStore(onPath, () => location.pathname);
}

/** Goes to another address of the same page, as a link does: the back button leads back. */
export function go(path: string): void {
  history.pushState(null, '', path);
  tell();
  scrollTo(0, 0);
  document.querySelector<HTMLElement>('#main')?.focus({ preventScroll: true });
}

function onPath(hear: () => void): () => void {
  if (heard.size === 0) addEventListener('popstate', tell);
  heard.add(hear);
  return () => {
    heard.delete(hear);
    if (heard.size === 0) removeEventListener('popstate', tell);
  };
}

function tell(): void {
  for (const hear of heard) hear();
}
