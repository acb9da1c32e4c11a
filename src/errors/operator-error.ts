/**
 * A start, migration or command that cannot go on, said to the person at the keyboard.
 * The message names what was found and the cure; the command line prints it alone, without a stack.
 */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
}
