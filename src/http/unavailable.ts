import type { GraphQLFormattedError } from 'graphql';
import { type Code, codes } from '../errors/codes';

/** When to come again, in seconds: a database that is away is back soon, a full disk takes a person. */
const afterSeconds: Partial<Record<Code, number>> = { BUSY: 1, READ_ONLY: 10 };

/** An answer that gave nothing because the database could not: a 503, so that proxies and clients know it passes. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';

  constructor(
    readonly body: Buffer,
    readonly retryAfter: string,
  ) {
    super('nothing could be answered now');
  }
}

/** The value of `Retry-After` for a code that passes by itself, or null. */
export function retryAfter(code: Code): string | null {
  return codes[code].status === 503 ? String(afterSeconds[code] ?? 1) : null;
}

/** The value of `Retry-After` for a result that holds nothing but failures that pass by themselves, or null. */
export function unavailableFor(result: {
  readonly data?: Record<string, unknown> | null | undefined;
  readonly errors?: readonly GraphQLFormattedError[] | undefined;
}): string | null {
  if (Object.values(result.data ?? {}).some((value) => value !== null)) return null;
  const waits = (result.errors ?? []).map(({ extensions }) => retryAfter(extensions?.code as Code));
  return waits.length > 0 ? waits.reduce((longest, wait) => wait && longest && longer(longest, wait)) : null;
}

const longer = (one: string, other: string): string => (Number(one) > Number(other) ? one : other);
