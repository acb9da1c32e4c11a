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

// Disk full; a standby, or a database set to read only.
const readOnly = /^(53100|25006)$/;
// Connection exceptions, shut down, starting up; and what the system says of a connection.
const away = /^(08...|57P0[1-5]|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT|EHOSTUNREACH)$/;
// Too many connections, memory, time-outs.
const busy = /^(53...|57014|55P03|25P03)$/;
// The last is TypeORM's word for a connection that was lost between two statements of a transaction.
const lost =
  /Connection terminated|Client has encountered a connection error|not queryable|query runner (was )?already released|Query read timeout/i;
const late = /timeout exceeded when trying to connect/;

/** What a failure says of the database; undefined for one that says nothing of it. */
export type FaultKind = 'away' | 'readOnly' | 'busy';

/** Whether the database cannot be reached, takes no writes, or cannot take this work now. */
export function faultKind(error: unknown): FaultKind | undefined {
  const fault = driverError(error);
  if (!fault) return undefined;
  const [code, message] = [String(fault.code), String(fault.message)];
  if (readOnly.test(code)) return 'readOnly';
  if (away.test(code) || lost.test(message)) return 'away';
  return busy.test(code) || late.test(message) ? 'busy' : undefined;
}

/** True when the database cannot be reached or cannot take work now: the caller may try again later. */
export function isAway(error: unknown): boolean {
  return faultKind(error) !== undefined;
}
