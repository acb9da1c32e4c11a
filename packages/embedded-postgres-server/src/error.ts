import { types } from 'node:util';

/**
 * A PostgreSQL that cannot be started or found, said to the person at the keyboard.
 * The message names what was found and the cure, and can be shown without a stack.
 */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}

/** What an error says. Errors of the system need not be of our own Error class: programs may run us in a context of their own. */
export function reasonOf(error: unknown): string {
  return types.isNativeError(error) ? error.message : String(error);
}
