import { EventEmitter } from 'node:events';
import { main, type Surroundings } from '../../src/cli/main';
import { keysFolder } from './ballot-keys';

/** A terminal that remembers what it showed. */
export interface Terminal extends Surroundings {
  readonly printed: readonly string[];
  readonly said: readonly string[];
  readonly exits: readonly number[];
  /** Runs a command line, as the shell would. */
  giaouoc(...argv: string[]): Promise<number>;
  /** Everything shown until now. */
  shown(): string;
}

export function aTerminal(env: Readonly<Record<string, string>> = {}): Terminal {
  const [printed, said, exits]: [string[], string[], number[]] = [[], [], []];
  const surroundings = {
    env: { BALLOT_KEYS: keysFolder, ...env },
    signals: new EventEmitter(),
    print: (line: string) => void printed.push(line),
    say: (line: string) => void said.push(line),
    exit: (code: number) => void exits.push(code),
  };
  return {
    ...surroundings,
    printed,
    said,
    exits,
    giaouoc: (...argv) => main(argv, surroundings),
    shown: () => [...printed, ...said].join('\n'),
  };
}
