import type { GraphQLFormattedError } from 'graphql';
import { type Code, codes } from '../errors/codes';

/** When to come again, in seconds: a database that is away is back soon, a full disk takes a person. */
const afterSeconds: Partial<Record<Code, number>> = { BUSY: 1, READ_ONLY: 10 };

/** The value of `Retry-After` for a code that passes by itself, or null. */
export function retryAfter(code: Code): string | null {
  return codes[code].status === 503 ? String(afterSeconds[code] ?? 1) : null;
}

/** The code of a result that holds nothing but failures that pass by themselves, the one that lasts longest; or null. */
export function unavailableFor(result: {
  readonly data?: Record<string, unknown> | null | undefined;
  readonly errors?: readonly GraphQLFormattedError[] | undefined;
}): Code | null {
  if (Object.values(result.data ?? {}).some((value) => value !== null)) return null;
  const found = (result.errors ?? []).map(({ extensions }) => extensions?.code as Code);
  if (found.length === 0 || found.some((code) => retryAfter(code) === null)) return null;
  return found.includes('READ_ONLY') ? 'READ_ONLY' : (found[0] as Code);
}
