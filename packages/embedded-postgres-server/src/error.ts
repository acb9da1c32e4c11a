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

/** The lines of a PostgreSQL program that tell why it ended, at most three, as one. */
export function tellingLines(text: string): string {
  const lines = text.split('\n').map((line) => line.replace(/^[\d-]+ [\d:.]+ UTC \[\d+\] /, '').trim());
  const telling = lines.filter((line) => /FATAL|PANIC|error:|DETAIL|HINT/.test(line));
  return (telling.length > 0 ? telling : lines.filter((line) => line !== '')).slice(-3).join(' ');
}
