import type { EventEmitter } from 'node:events';
import type { InBothLanguages } from '../import/conference-file';

/** What a command gets: its arguments, already checked against the table, and the world around it. */
export interface CommandInput {
  /** Options by name: text, or true for a switch. */
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A line of the result, for standard output. */
  print(line: string): void;
  /** A line of progress, for standard error. */
  say(line: string): void;
  /** Where SIGINT and SIGTERM are heard. */
  readonly signals: EventEmitter;
  /** Ends the process at once. */
  exit(code: number): void;
}

/** What the file of a command exports. It throws OperatorError, Refusal or UsageError to say no. */
export interface CommandModule {
  run(input: CommandInput): Promise<void>;
}

interface CommandOption {
  readonly name: string;
  /** What follows the option, such as `SLUG`; a switch has none. */
  readonly value?: string;
  readonly meaning: string;
}

/** One row of the table of commands. */
export interface Command {
  readonly name: string;
  /** Names of what must follow it, in order. */
  readonly takes: readonly string[];
  readonly options: readonly CommandOption[];
  /** One line. */
  readonly summary: InBothLanguages;
  /** What else there is to know, in sentences. */
  readonly details: string;
  readonly example: string;
  /** True for what only people who change the program need. */
  readonly hidden?: boolean;
  load(): CommandModule;
}

/** Arguments that make no sense together; shown with the way to the help, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A text option, or undefined when it was not given. */
export function textOf(input: Pick<CommandInput, 'values'>, name: string): string | undefined {
  const value = input.values[name];
  return typeof value === 'string' ? value : undefined;
}
