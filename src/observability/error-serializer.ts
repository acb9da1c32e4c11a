import { QueryFailedError } from 'typeorm';

/** What the log keeps of a fault. */
export interface SerializedError {
  readonly type: string;
  readonly message: string;
  readonly stack: string;
  /** Of PostgreSQL or of the system. */
  readonly code?: string | undefined;
  /** Of PostgreSQL: which one was broken. */
  readonly constraint?: string | undefined;
  /** The statement, without its values. */
  readonly statement?: string | undefined;
  readonly cause?: SerializedError | undefined;
}

/** Causes told of one fault. */
const deepest = 4;

/**
 * A fault as the log keeps it: what broke and where, never what it was about. The parameters of a statement and the
 * details PostgreSQL adds to a broken constraint are whole rows, with the choices of ballots and the hashes of sessions.
 */
export function serializeError(error: unknown, depth = 1): SerializedError {
  if (typeof error !== 'object' || error === null) return { type: typeof error, message: String(error), stack: '' };
  const fault = error as Error & { code?: unknown; originalError?: unknown };
  const driver =
    error instanceof QueryFailedError ? (error.driverError as { code?: unknown; constraint?: unknown }) : fault;
  const cause = fault.originalError ?? fault.cause;
  return {
    type: fault.name ?? 'Error',
    message: fault.message,
    stack: fault.stack ?? '',
    code: textOf(driver.code),
    constraint: textOf((driver as { constraint?: unknown }).constraint),
    statement: error instanceof QueryFailedError ? error.query.trim().replace(/\s+/g, ' ') : undefined,
    cause: cause && depth < deepest ? serializeError(cause, depth + 1) : undefined,
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
