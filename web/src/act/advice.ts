import type { CombinedError } from '@urql/core';
import { refusalCode, refusalText } from '../connection/refusal-text';
import type { Language } from '../words/language';
import { adviceWords, argumentWords } from './words';

/** What the server refused, where, and what to do about it at the desk; null where it said nothing. */
export function adviceOn(error: CombinedError, language: Language): string | null {
  const text = refusalText(error, language);
  const code = refusalCode(error);
  const cures: Readonly<Record<string, string>> = adviceWords[language];
  const cure = fileAdvice(error, language) ?? argumentAdvice(error, language) ?? (code && cures[code]);
  return text && [text, cure].filter(Boolean).join(' ');
}

/** What is wrong with a file and how to mend it: the first of its problems. */
function fileAdvice(error: CombinedError, language: Language): string | null {
  if (refusalCode(error) !== 'FILE_INVALID') return null;
  const { facts } = (error.graphQLErrors[0]?.extensions ?? {}) as { facts?: { problems?: unknown } };
  const [first] = (Array.isArray(facts?.problems) ? facts.problems : []) as readonly FileProblem[];
  return first ? `${first.path ? `${first.path}: ` : ''}${first.problem[language]} ${first.cure[language]}` : null;
}

interface FileProblem {
  readonly path: string;
  readonly problem: Readonly<Record<Language, string>>;
  readonly cure: Readonly<Record<Language, string>>;
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
