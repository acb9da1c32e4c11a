import { useMemo } from 'react';
import type { Catalogue, Places, Words } from './define-words';
import { useLanguage } from './language';

type Values<Text extends string> = Readonly<Record<Places<Text>, string | number>>;

/** Says a text of one part of the pages in the reader's language, with its places filled. */
export type Say<Vi extends Catalogue> = <Key extends keyof Vi & string>(
  key: Key,
  ...values: [Places<Vi[Key]>] extends [never] ? [] : [Values<Vi[Key]>]
) => string;

/** `const say = useWords(liveWords); say('signed', { count })` */
export function useWords<Vi extends Catalogue>(words: Words<Vi>): Say<Vi> {
  const language = useLanguage();
  return useMemo(() => {
    const texts: Catalogue = words[language];
    return (key, ...[values]) => fill(texts[key] ?? key, (values ?? {}) as Readonly<Record<string, string | number>>);
  }, [words, language]);
}

/**
 * A text with its places filled; for texts that are written in both languages at once. `{count|vote is|votes are}` is the
 * first where the count is 1, as English has it, and the second otherwise.
 */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(place, (whole, name: string, one?: string, more?: string) => {
    if (one === undefined || more === undefined) return String(values[name] ?? whole);
    return String(values[name]) === '1' ? one : more;
  });
}

const place = /\{(\w+)(?:\|([^{}|]*)\|([^{}|]*))?\}/g;
