import type { Draft } from './draft';

const place = 'giaouoc.setup';

/** The draft that this device keeps, or null. */
export function readKept(): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(place) ?? 'null') as Draft | null;
  } catch {
    return null;
  }
}

/** Keeps a draft on this device; without room for it, or in a private window, it is on the page alone. */
export function keep(draft: Draft | null): void {
  try {
    if (draft) localStorage.setItem(place, JSON.stringify(draft));
    else localStorage.removeItem(place);
  } catch {
    // It is still on the page.
  }
}
