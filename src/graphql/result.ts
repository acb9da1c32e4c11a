import type { ExecutionResult, GraphQLFormattedError } from 'graphql';
import { type Code, codes } from '../errors/codes';
import { SerializedResult } from './serialized-result';
import { retryAfter, unavailableFor } from './unavailable';

/** What an operation came to, ready to send on any transport. */
export interface Result {
  readonly body: SerializedResult;
  /** As sent; empty when all is well. */
  readonly errors: readonly GraphQLFormattedError[];
  /** `OK`, or the code of the first error. */
  readonly code: Code | 'OK';
  /** For HTTP. */
  readonly status: number;
  /** For HTTP: headers that belong to the status. */
  readonly headers: Readonly<Record<string, string>>;
  /** False when it was refused before any resolver was called: transports tell that apart from a result. */
  readonly isExecuted: boolean;
  /** The logs whose conferences it is about; null when it may depend on any. */
  readonly streams: readonly string[] | null;
  /** Whether it may be given to others who ask the same. */
  readonly isReusable: boolean;
}

/** A result of an execution. Its errors are formatted already. */
export function executed(
  result: Omit<ExecutionResult, 'errors'>,
  errors: readonly GraphQLFormattedError[] = [],
): Result {
  const { data, extensions } = result;
  const shown = errors.length > 0 ? errors : undefined;
  // In the order of Apollo Server.
  const body = new SerializedResult(JSON.stringify({ errors: shown, data, extensions }));
  const away = unavailableFor({ data, errors: shown });
  return {
    body,
    errors,
    code: codeOf(errors),
    status: away ? 503 : 200,
    headers: away ? { 'retry-after': retryAfter(away) ?? '1' } : {},
    isExecuted: true,
    streams: null,
    isReusable: errors.length === 0,
  };
}

/** A refusal before anything was executed. @param headers that the status asks for */
export function refused(
  errors: readonly GraphQLFormattedError[],
  status: number,
  headers: Readonly<Record<string, string>> = {},
): Result {
  const body = new SerializedResult(JSON.stringify({ errors }));
  return { body, errors, code: codeOf(errors), status, headers, isExecuted: false, streams: null, isReusable: false };
}

function codeOf(errors: readonly GraphQLFormattedError[]): Code | 'OK' {
  if (errors.length === 0) return 'OK';
  const code = String(errors[0]?.extensions?.code);
  return Object.hasOwn(codes, code) ? (code as Code) : 'BAD_USER_INPUT';
}
