import { useSyncExternalStore } from 'react';

export type Language = 'vi' | 'en';

const key = 'giaouoc.language';
const heard = new Set<() => void>();
let chosen: Language = stored();

/** The language of this page; a page opens in Vietnamese unless this browser chose English before. */
export function useLanguage(): Language {
  return useSyncExternalStore(onLanguage, () => chosen);
}

/** Changes the language of this page and remembers it for the next; other tabs follow. */
export function setLanguage(language: Language): void {
  try {
    localStorage.setItem(key, language);
  } catch {
    // A browser that stores nothing still shows this page in the language that was asked for.
  }
  showLanguage(language);
}

/** Marks the document with its language and follows what other tabs choose. Called once, before anything is shown. */
export function startLanguage(): void {
  showLanguage(chosen);
  addEventListener('storage', (event) => {
    if (event.key === key) showLanguage(stored());
  });
}

/** Shows this page in a language without remembering it. */
export function showLanguage(language: Language): void {
  chosen = language;
  document.documentElement.lang = language;
  for (const hear of heard) hear();
}

function onLanguage(hear: () => void): () => void {
  heard.add(hear);
  return () => heard.delete(hear);
}

function stored(): Language {
  try {
    return localStorage.getItem(key) === 'en' ? 'en' : 'vi';
  } catch {
    return 'vi';
  }
}
