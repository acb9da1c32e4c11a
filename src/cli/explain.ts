import { types } from 'node:util';
import { isAway } from '../database/faults';
import { codes } from '../errors/codes';
import { OperatorError } from '../errors/operator-error';
import { Refusal } from '../errors/refusal';
import type { InBothLanguages } from '../import/conference-file';
import { UsageError } from './command';

/** What to tell the person at the keyboard, and the exit code. */
export interface Explanation {
  readonly lines: readonly string[];
  readonly exitCode: 1 | 2;
}

/** Says why a command did not go on: a "no" without a stack, a fault of the program with one. */
export function explain(error: unknown): Explanation {
  if (error instanceof UsageError) return { lines: [error.message], exitCode: 2 };
  if (error instanceof OperatorError) return { lines: error.message.split('\n'), exitCode: 1 };
  if (error instanceof Refusal) return { lines: refusalLines(error), exitCode: 1 };
  if (isUnreachable(error)) return { lines: unreachableLines(error), exitCode: 1 };
  return {
    lines: [
      types.isNativeError(error) ? (error.stack ?? error.message) : String(error),
      '',
      'This is a fault of the program. Please report it with the lines above and the command that was run.',
    ],
    exitCode: 1,
  };
}

function refusalLines({ code, facts }: Refusal): string[] {
  const { problems, conflicts, ...others } = facts;
  const faults = [problems, conflicts].flatMap((list): readonly Fault[] => (Array.isArray(list) ? list : []));
  return [
    codes[code].vi,
    `${codes[code].en} (${code})`,
    ...Object.entries(others).map(([name, value]) => `  ${name}: ${plain(value)}`),
    ...faults.flatMap(faultLines),
  ];
}

interface Fault {
  readonly path?: string;
  readonly line?: number;
  readonly value?: unknown;
  readonly problem?: InBothLanguages;
  readonly cure?: InBothLanguages;
}

/** One fault of a file: where, what stands there, what is wrong with it and what to write instead; Vietnamese first. */
function faultLines({ path, line, value, problem, cure, ...others }: Fault): string[] {
  const place = line === undefined ? path || 'tệp / the file' : `dòng ${line}${path ? ` (${path})` : ''}`;
  return [
    '',
    `  ${place}${value === null || value === undefined ? '' : `: ${plain(value)}`}`,
    ...Object.entries(others).map(([name, fact]) => `    ${name}: ${plain(fact)}`),
    ...(['vi', 'en'] as const)
      .map((language) => [problem?.[language], cure && `→ ${cure[language]}`].filter(Boolean).join(' '))
      .filter((text) => text !== '')
      .map((text) => `    ${text}`),
  ];
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

// No such user, wrong password, no such database: said by PostgreSQL at the door. And names that lead nowhere.
const turnedAway = /^(28...|3D000|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ECONNREFUSED|ETIMEDOUT)$/;

function isUnreachable(error: unknown): error is Error {
  const { code, syscall } = (error ?? {}) as { code?: unknown; syscall?: unknown };
  // ENOENT is a socket that is not there only where something was to be connected; else it is a missing file.
  const ofFile = typeof syscall === 'string' && syscall !== 'connect' && syscall !== 'getaddrinfo';
  return !ofFile && (isAway(error) || turnedAway.test(String(code)));
}

function unreachableLines(error: Error & { errors?: readonly Error[] }): string[] {
  // Two addresses of one name fail together, and then only the parts have words.
  const said = error.message || (error.errors ?? []).map((part) => part.message).join('; ');
  return [`The database cannot be reached: ${said}`, 'See that it runs, and that DATABASE_URL is right.'];
}
