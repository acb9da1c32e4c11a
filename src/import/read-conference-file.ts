import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import { projectFolder } from '../config/project-folder';
import { checkConferenceFile } from './check-conference-file';
import type { ConferenceFile, Problem } from './conference-file';
import { at, type ParsedFile, parseFile, withLine } from './parse-file';

/** Problems of one answer at most; a file with more has one cause for most of them. */
export const problemsAtOnce = 200;

/** A file that holds by itself, or all that is wrong with it. */
export type ReadFile =
  | { readonly file: ConferenceFile; readonly lineOf: ParsedFile['lineOf'] }
  | { readonly problems: readonly Problem[] };

/**
 * Reads a conference file and checks all that can be told without the database, in three steps: does it parse, has it
 * the shape of the schema, does it agree with itself. A step that fails reports every problem it finds; the next steps
 * need it and are not taken. At most `problemsAtOnce` are told. Never throws for anything a file can hold.
 */
export function readConferenceFile(text: string): ReadFile {
  const parsed = parseFile(text);
  if (parsed.problems.length > 0) return { problems: parsed.problems };
  const valid = schema();
  if (!valid(parsed.data)) {
    // Cut first: to find a line takes as long as the list is.
    const errors = (valid.errors ?? []).slice(0, problemsAtOnce);
    return {
      problems: withLines(
        errors.map((error) => shapeProblem(error, parsed)),
        parsed.lineOf,
      ),
    };
  }
  // The schema has just proved the shape; `Parsed` cannot say so.
  const file = parsed.data as unknown as ConferenceFile;
  const problems = checkConferenceFile(file);
  if (problems.length > 0) return { problems: withLines(problems, parsed.lineOf) };
  return { file, lineOf: parsed.lineOf };
}

/** The first problems or conflicts, each with its line where that is known. */
export function withLines<P extends { readonly path: string }>(
  problems: readonly P[],
  lineOf: ParsedFile['lineOf'],
): readonly P[] {
  return problems.slice(0, problemsAtOnce).map((problem) => withLine(problem, lineOf(problem.path)));
}

let compiled: ValidateFunction | undefined;

/** The published schema, compiled at first use: it takes a while, and most starts read no file. */
function schema(): ValidateFunction {
  if (!compiled) {
    const path = join(projectFolder, 'schema', 'conference-file.schema.json');
    const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, verbose: true, inlineRefs: false });
    compiled = ajv.compile(JSON.parse(readFileSync(path, 'utf8')) as object);
  }
  return compiled;
}

/** One fault of shape in plain words. */
function shapeProblem(error: ErrorObject, parsed: ParsedFile): Problem {
  const path = error.instancePath;
  const params = error.params as Readonly<Record<string, unknown>>;
  const parent = error.parentSchema as { description?: string } | undefined;
  const value = shown(error.data, parsed.sourceOf(path));
  const say = (problem: string, cure: string, where = path): Problem => ({ path: where, value, problem, cure });
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(params.additionalProperty);
      const known = Object.keys((error.parentSchema as { properties?: object } | undefined)?.properties ?? {});
      // `{ vi: bộ, ngành }` reads as a key `ngành` without a value.
      const severed = (error.data as Readonly<Record<string, unknown>>)[key] === null;
      return {
        path: at(path, key),
        value: key,
        problem: `The key \`${key}\` is not known here.`,
        cure: severed
          ? 'If it is the rest of a text behind a comma, put the text in quotes; otherwise remove it.'
          : `Remove it or correct its spelling; known here are ${known.join(', ')}.`,
      };
    }
    case 'required': {
      const key = String(params.missingProperty);
      return { path, value: null, problem: `The key \`${key}\` is missing.`, cure: `Add \`${key}\`.` };
    }
    case 'type':
      return typeProblem(error, path, value, say);
    case 'const':
      return say(`It is not ${JSON.stringify(params.allowedValue)}.`, `Write ${JSON.stringify(params.allowedValue)}.`);
    case 'enum': {
      const words = (params.allowedValues as readonly unknown[]).join(', ');
      return say('It is not one of the words taken here.', `Write one of ${words}.`);
    }
    case 'pattern':
      return say('It has the wrong form.', parent?.description ?? `It must match ${String(params.pattern)}.`);
    case 'minLength':
      return say('It is empty.', 'Leave the key out when the value is not known.');
    case 'minItems':
      return say('The list is empty.', 'Leave the key out when there is nothing to list.');
    default:
      return say(`It ${error.message ?? 'does not hold'}.`, parent?.description ?? 'See docs/conference-file.md.');
  }
}

function typeProblem(
  error: ErrorObject,
  path: string,
  value: string | null,
  say: (problem: string, cure: string) => Problem,
): Problem {
  const wanted = [error.params.type as string | readonly string[]].flat();
  if (error.data === null) {
    return path === ''
      ? say('The file is empty.', 'Start from data/example.yaml.')
      : say('The key has no value.', 'Leave the key out when the value is not known.');
  }
  if (wanted.includes('string') && (typeof error.data === 'number' || typeof error.data === 'boolean')) {
    return say('It was read as a number or a yes/no, not as text.', `Quote it: "${value ?? ''}".`);
  }
  const words: Readonly<Record<string, string>> = {
    string: 'text',
    integer: 'a whole number without quotes',
    boolean: 'true or false without quotes',
    array: 'a list',
    object: 'keys with values',
  };
  return say('It is of the wrong kind.', `Write ${wanted.map((type) => words[type] ?? type).join(' or ')}.`);
}

/** What stands in the file, shortened for a message. */
function shown(value: unknown, source?: string): string | null {
  if (source !== undefined && source !== '') return source.slice(0, 120);
  if (value === undefined || value === null) return null;
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
