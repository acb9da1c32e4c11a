import type { CombinedError } from '@urql/core';
import { refusalCode, refusalText } from '../connection/refusal-text';
import type { Language } from '../words/language';
import { adviceWords } from './words';

/** What the server refused, and what to do about it at the desk; null where it said nothing. */
export function adviceOn(error: CombinedError, language: Language): string | null {
  const text = refusalText(error, language);
  const code = refusalCode(error);
  const cures: Readonly<Record<string, string>> = adviceWords[language];
  return text && [text, code && cures[code]].filter(Boolean).join(' ');
}
