import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Command, type CommandInput, UsageError } from './command';
import { commands } from './commands';
import { commandPage, helpPage, suggestionFor, usageOf } from './help';

/** The world a command line runs in; tests make their own. */
export type Surroundings = Omit<CommandInput, 'values' | 'positionals'>;

/**
 * Runs one command line: `argv` without the program itself.
 * @returns the exit code: 0 done, 1 refused or failed, 2 not understood
 */
export async function main(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const { print, say } = surroundings;
  try {
    const [name, ...rest] = argv;
    if (name === undefined) {
      say(helpPage());
      return 2;
    }
    if (name === '--version' || name === '-v') {
      print(version());
      return 0;
    }
    if (name === '--help' || name === '-h' || name === 'help') {
      print(rest[0] === undefined ? helpPage() : commandPage(commandOf(rest[0])));
      return 0;
    }
    const command = commandOf(name);
    const { values, positionals } = read(command, rest);
    if (values.help) {
      print(commandPage(command));
      return 0;
    }
    requirePositionals(command, positionals);
    await command.load().run({ ...surroundings, values, positionals });
    return 0;
  } catch (error) {
    // Required here only: it knows the tables of codes and faults, which help needs not wait for.
    const { explain } = require('./explain') as typeof import('./explain');
    const { lines, exitCode } = explain(error);
    for (const line of lines) say(line);
    return exitCode;
  }
}

function commandOf(name: string): Command {
  const command = commands.find((each) => each.name === name);
  if (command) return command;
  const meant = suggestionFor(name);
  const cure = meant ? `Did you mean giaouoc ${meant}?` : 'giaouoc --help lists the commands.';
  throw new UsageError(`There is no command ${JSON.stringify(name)}. ${cure}`);
}

function read(command: Command, argv: readonly string[]) {
  const options = command.options.map(({ name, value }) => [name, { type: value ? 'string' : 'boolean' }] as const);
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { ...Object.fromEntries(options), help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code?.startsWith('ERR_PARSE_ARGS'))
      throw misused(command, (error as Error).message.replace(/ To specify .*$/s, ''));
    throw error;
  }
}

function requirePositionals(command: Command, given: readonly string[]): void {
  const missing = command.takes[given.length];
  if (missing !== undefined) throw misused(command, `${missing} is missing.`);
  const extra = given[command.takes.length];
  if (extra !== undefined) throw misused(command, `${JSON.stringify(extra)} is one argument too many.`);
}

function misused(command: Command, problem: string): UsageError {
  return new UsageError(`${problem}\n${usageOf(command)}\ngiaouoc ${command.name} --help tells more.`);
}

function version(): string {
  const project = join(__dirname, '..', '..', __filename.endsWith('.ts') ? '.' : '..');
  return (JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { version: string }).version;
}
