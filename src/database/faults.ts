import { QueryFailedError } from 'typeorm';

interface Fault {
  readonly code?: unknown;
  readonly constraint?: unknown;
  readonly message?: unknown;
}

function driverError(error: unknown): Fault | undefined {
  if (error instanceof QueryFailedError) return error.driverError as Fault;
  // By shape: an error from another realm, such as a worker's, is no instance of this one's Error.
  return typeof error === 'object' && error !== null ? (error as Fault) : undefined;
}

/** Name of the constraint a statement ran against, or undefined. */
export function constraintOf(error: unknown): string | undefined {
  const constraint = driverError(error)?.constraint;
  return typeof constraint === 'string' ? constraint : undefined;
}

const serialization = new Set(['40001', '40P01']); // serialization_failure, deadlock_detected

/** True when PostgreSQL undid the transaction for the sake of another one, so that trying again is right. */
export function isCollision(error: unknown): boolean {
  return serialization.has(String(driverError(error)?.code));
}

// Connection exceptions, shut down, starting up, too many connections, disk or memory full, read-only, time-outs.
const away = /^(08...|57P0[1-5]|53...|25006|57014|55P03|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT)$/;
const lost =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable|Query read timeout/;

/** True when the database cannot be reached or cannot take work now: the caller may try again later. */
export function isAway(error: unknown): boolean {
  const fault = driverError(error);
  return fault !== undefined && (away.test(String(fault.code)) || lost.test(String(fault.message)));
}
