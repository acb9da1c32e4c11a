import type { CombinedError } from '@urql/core';
import { refusalCode, refusalText } from '../connection/refusal-text';
import type { Language } from '../words/language';
import { adviceWords, argumentWords } from './words';

/** What the server refused, where, and what to do about it at the desk; null where it said nothing. */
export function adviceOn(error: CombinedError, language: Language): string | null {
  const text = refusalText(error, language);
  const code = refusalCode(error);
  const cures: Readonly<Record<string, string>> = adviceWords[language];
  return text && [text, argumentAdvice(error, language) ?? (code && cures[code])].filter(Boolean).join(' ');
}

/** What to enter in the field that was refused; null where the server names none that this page has a word for. */
function argumentAdvice(error: CombinedError, language: Language): string | null {
  if (refusalCode(error) !== 'BAD_USER_INPUT') return null;
  const { facts } = (error.graphQLErrors[0]?.extensions ?? {}) as {
    facts?: { argument?: unknown; problems?: unknown };
  };
  const [problem] = Array.isArray(facts?.problems) ? facts.problems : [];
  // A problem begins with the path of its argument: `question.vi: vi must have …`.
  const path = String(facts?.argument ?? problem ?? '').split(':', 1)[0] ?? '';
  const words: Readonly<Record<string, string>> = argumentWords[language];
  const name = path.split('.').findLast((step) => Object.hasOwn(words, step));
  return name === undefined ? null : (words[name] ?? null);
}
