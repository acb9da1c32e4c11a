import { useState } from 'react';

type Chosen = readonly string[] | null;

/**
 * What is chosen on a ballot that was not sent: it stays on this page through a reload, as a phone reloads a page that
 * was left for a while. Kept for this tab alone; gone when the ballot is sent.
 * @returns the codes, null while nothing is decided, and what to call with others; null forgets them
 */
export function useHalfChosen(pollId: string): [Chosen, (chosen: Chosen) => void] {
  const name = `giaouoc.chosen.${pollId}`;
  const [chosen, setChosen] = useState<Chosen>(() => read(name));
  const choose = (next: Chosen) => {
    setChosen(next);
    try {
      if (next) sessionStorage.setItem(name, JSON.stringify(next));
      else sessionStorage.removeItem(name);
    } catch {
      // A browser that keeps nothing: the choice lasts as long as the page.
    }
  };
  return [chosen, choose];
}

function read(name: string): Chosen {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(name) ?? 'null');
    return Array.isArray(kept) && kept.every((code) => typeof code === 'string') ? kept : null;
  } catch {
    return null;
  }
}
