import type { CombinedError } from '@urql/core';
import type { Language } from '../words/language';

/** What the server says about an error, in the reader's language; null where the network failed and it said nothing. */
export function refusalText(error: CombinedError, language: Language): string | null {
  const [first] = error.graphQLErrors;
  if (!first) return null;
  const text = first.extensions[language];
  return typeof text === 'string' ? text : first.message;
}

/** The server's code of an error, such as `POLL_CLOSED`; null where the network failed. */
export function refusalCode(error: CombinedError): string | null {
  const code = error.graphQLErrors[0]?.extensions.code;
  return typeof code === 'string' ? code : null;
}
