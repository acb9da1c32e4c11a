import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import { projectFolder } from '../config/project-folder';
import type { Problem } from './conference-file';
import { type ParsedFile, parseFile, problemsAtOnce, withLine } from './parse-file';
import { shapeProblem } from './shape-problem';
import { soundPartOf } from './sound-part';
import { readVietnameseValues, type SchemaPart } from './vietnamese-values';

/** What a file holds, and all that is wrong with it by itself. */
export interface ReadFile<File> {
  /** All of a file without problems, else what is left without the parts that have them; null where too little is. */
  readonly file: File | null;
  readonly problems: readonly Problem[];
  readonly doubts: ParsedFile['doubts'];
  readonly lineOf: ParsedFile['lineOf'];
  /** Problems found of `file` later on, told of the whole file; those that follow from others are left out. */
  readonly toldOfFile: (later: readonly Problem[]) => readonly Problem[];
}

/**
 * Reads a file and checks all that can be told without the database: does it parse, has it the shape of its schema, does it
 * agree with itself. What has the wrong shape is taken out, and the rest is checked all the same, so that one answer tells
 * every problem. Never throws for anything a file can hold.
 * @param check what a file of the right shape says against itself
 * @param mainParts keys without which a file that has them cannot be told from another one: without one that has the wrong
 *   shape nothing else is checked
 */
export function readShapedFile<File>(
  text: string,
  schema: CompiledSchema,
  check: (file: File) => readonly Problem[],
  mainParts: readonly string[] = [],
): ReadFile<File> {
  const parsed = parseFile(text);
  const { lineOf, doubts } = parsed;
  if (parsed.data === null && parsed.problems.length > 0)
    return { file: null, problems: parsed.problems, doubts, lineOf, toldOfFile: () => [] };
  const { validate, definition } = schema;
  const data = readVietnameseValues(parsed.data, definition);
  const errorsOf = (value: unknown): readonly ErrorObject[] => (validate(value) ? [] : (validate.errors ?? []));
  // Cut first: to find a line takes as long as the list is.
  const errors = errorsOf(data).slice(0, problemsAtOnce);
  const misshapen = errors.map((error) => shapeProblem(error, parsed));
  const sound = soundPartOf(data, errorsOf);
  const first = [...parsed.problems, ...withLines(misshapen, lineOf)];
  const toldOfFile = (later: readonly Problem[]) =>
    withLines(
      later
        .map((problem) => ({ ...problem, path: sound.pathInFile(problem.path) }))
        .filter(({ path, value }) => !sound.lost.has(value ?? '') && !first.some((other) => touches(path, other.path)))
        // As it is written: nobody finds 2027-02-29 in a file that says 29/02/2027.
        .map((problem) => ({ ...problem, value: parsed.sourceOf(problem.path)?.slice(0, 120) ?? problem.value })),
      lineOf,
    );
  // The schema has just proved the shape; `Parsed` cannot say so.
  const file = keepsAll(mainParts, data, sound.data) ? (sound.data as unknown as File | null) : null;
  const problems = [...first, ...(file ? toldOfFile(check(file)) : [])];
  return { file, problems, doubts, lineOf, toldOfFile };
}

function keepsAll(keys: readonly string[], data: unknown, sound: unknown): boolean {
  const has = (value: unknown, key: string) => typeof value === 'object' && value !== null && key in value;
  return keys.every((key) => !has(data, key) || has(sound, key));
}

/** The first problems or conflicts, each with its line where that is known. */
export function withLines<P extends { readonly path: string }>(
  problems: readonly P[],
  lineOf: ParsedFile['lineOf'],
): readonly P[] {
  return problems.slice(0, problemsAtOnce).map((problem) => withLine(problem, lineOf(problem.path)));
}

/** True when one place is the other, or within it. */
function touches(path: string, other: string): boolean {
  return path === other || path.startsWith(`${other}/`) || other.startsWith(`${path}/`);
}

export interface CompiledSchema {
  readonly validate: ValidateFunction;
  readonly definition: SchemaPart;
}

/** A published schema, by the name of its file. Compile it at first use: it takes a while, and most starts read no file. */
export function compileSchema(name: string): CompiledSchema {
  const definition = JSON.parse(readFileSync(join(projectFolder, 'schema', name), 'utf8')) as SchemaPart;
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, verbose: true, inlineRefs: false });
  return { validate: ajv.compile(definition), definition };
}
