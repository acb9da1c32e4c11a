import {
  type Document,
  isAlias,
  isCollection,
  isPair,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml';
import { invisible, isDamaged, words } from '../graphql/types/words';
import type { Problem } from './conference-file';
import { faults } from './faults';
import { type Trace, traceOf } from './old-writing';
import { strayAliases, yamlProblems } from './yaml-faults';

/**
 * Largest file taken, in bytes of UTF-8: room for two thousand delegates. The parser takes about a second for a hundred
 * kilobytes of the worst nonsense, and the server does nothing else meanwhile.
 */
export const maxFileBytes = 512 * 1024;

/** Problems of one answer at most; a file with more has one cause for most of them. */
export const problemsAtOnce = 200;

/** How often a file may use one anchor, nested uses multiplied; more is an attack, not a conference. */
const maxAliasCount = 20;

/** Anything a file can hold once it is parsed. */
export type Parsed = string | number | boolean | null | readonly Parsed[] | { readonly [key: string]: Parsed };

/** A text that another program left something in. It is taken all the same, without characters that nobody can see. */
interface TextDoubt {
  readonly path: string;
  readonly code: 'INVISIBLE_CHARACTERS' | Trace;
  /** The text as it now is, or the part of it that is meant. */
  readonly raw: string;
}

/** A file as plain data, and where each piece of it stood. */
export interface ParsedFile {
  /** Null where nothing could be read. */
  readonly data: Parsed;
  readonly problems: readonly Problem[];
  readonly doubts: readonly TextDoubt[];
  /** Line of the piece a JSON pointer names, or of the nearest piece around it; undefined where unknown. */
  readonly lineOf: (path: string) => number | undefined;
  /** The piece as written, for scalars; undefined for anything else. */
  readonly sourceOf: (path: string) => string | undefined;
}

/**
 * Parses YAML 1.2 (core schema) or JSON into plain data, every text in NFC and trimmed. Words such as `no` and days
 * such as `2022-03-19` stay text. Invisible characters are taken out. Refused: tags, double keys, several documents,
 * aliases beyond a few or in a circle, control characters, damaged letters, files over 512 KiB. Never throws; the data is
 * null where problems are fatal.
 */
export function parseFile(given: string): ParsedFile {
  const text = plainLines(given);
  const bytes = Buffer.byteLength(text, 'utf8');
  if (bytes > maxFileBytes) {
    return nothing({ path: '', value: `${bytes} bytes`, ...faults.tooLarge(maxFileBytes) });
  }
  if (isTooDeep(text)) return nothing({ path: '', value: null, ...faults.tooDeep });
  const lines = new LineCounter();
  const lineAt = (offset: number) => (lines.lineStarts.length > 0 ? lines.linePos(offset).line : 1);
  const doc = parseDocument(text, { ...yamlOptions, lineCounter: lines });
  if (doc.errors.length + doc.warnings.length > 0)
    return nothing(...yamlProblems(text, doc, lineAt).slice(0, problemsAtOnce));
  let raw: unknown;
  try {
    raw = doc.toJS({ maxAliasCount });
  } catch (error) {
    const stray = strayAliases(doc, lineAt);
    if (stray.length > 0) return nothing(...stray.slice(0, problemsAtOnce));
    const message = error instanceof Error ? error.message : String(error);
    return nothing({ path: '', value: null, ...faults.notUnfolded(message) });
  }
  const doubled = doubleKeys(doc).map(({ key, offset }) => {
    return { path: '', line: lineAt(offset), value: key, ...faults.keyTwice };
  });
  const found: Found = { problems: [], doubts: [] };
  const data = clean(raw, '', found, new Map(), new Set());
  const lineOf = (path: string) => {
    const { near } = findNode(doc.contents, segments(path));
    return near?.range ? lineAt(near.range[0]) : undefined;
  };
  return {
    data,
    problems: [...doubled, ...found.problems.map((problem) => withLine(problem, lineOf(problem.path)))],
    doubts: found.doubts,
    lineOf,
    sourceOf: (path) => {
      const { node } = findNode(doc.contents, segments(path));
      return isScalar(node) ? (node.source ?? undefined) : undefined;
    },
  };
}

/** A problem, or what else stands in the file, with its line, where the line is known. */
export function withLine<P extends { readonly path: string }>(problem: P, line: number | undefined): P {
  return line === undefined ? problem : { ...problem, line };
}

/** Adds one step to a JSON pointer. Source: RFC 6901 §3 */
export function at(path: string, step: string | number): string {
  return `${path}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

const yamlOptions = {
  version: '1.2',
  schema: 'core',
  // The parser's own check compares each key with all before it; `doubleKeys` is quick and sees past composition.
  uniqueKeys: false,
  strict: true,
  merge: false,
  resolveKnownTags: false,
  prettyErrors: false,
  stringKeys: true,
} as const;

/**
 * The text with line ends as the parser knows them, no byte order mark, and plain spaces before each line: what comes from old
 * programs and from web pages looks the same and is meant the same.
 */
function plainLines(text: string): string {
  return text
    .replace(/^\ufeff+/, '')
    .replace(/\r(?!\n)/g, '\n')
    .replace(/^\p{Zs}+/gmu, (spaces) => ' '.repeat(spaces.length));
}

/**
 * True when brackets or list marks stand too deep in each other. Found before parsing, since the parser takes seconds
 * to fail on a megabyte of `[`, and nobody's ballot is taken meanwhile. Brackets within text are counted too; no text
 * has a hundred more opened than closed.
 */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const { 0: mark } of text.matchAll(/[[\]{}]|^[ \t]*(?:[-?:][ \t]+){100}/gm)) {
    if (mark.length > 1) return true;
    depth = mark === '[' || mark === '{' ? depth + 1 : Math.max(0, depth - 1);
    if (depth > 100) return true;
  }
  return false;
}

/** Keys that stand twice in one map. */
function doubleKeys(doc: Document): readonly { key: string; offset: number }[] {
  const doubled: { key: string; offset: number }[] = [];
  visit(doc, {
    Map(_, map) {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const text = keyText(key.value);
        if (seen.has(text)) doubled.push({ key: text, offset: key.range?.[0] ?? 0 });
        seen.add(text);
      }
    },
  });
  return doubled;
}

function nothing(...problems: Problem[]): ParsedFile {
  return { data: null, problems, doubts: [], lineOf: () => undefined, sourceOf: () => undefined };
}

/** What is noted while a file is copied. */
interface Found {
  readonly problems: Problem[];
  readonly doubts: TextDoubt[];
}

/** A copy in NFC and trimmed. A part used by several aliases is copied once, so that a copy is never larger than the file. */
function clean(value: unknown, path: string, found: Found, done: Map<object, Parsed>, above: Set<object>): Parsed {
  if (typeof value === 'string') return cleanText(value, path, found);
  if (typeof value !== 'object' || value === null) return (value ?? null) as Parsed;
  const before = done.get(value);
  if (before !== undefined) return before;
  if (above.has(value)) {
    found.problems.push({ path, value: null, ...faults.aliasInItself });
    return null;
  }
  above.add(value);
  const copy = Array.isArray(value)
    ? value.map((item, index) => clean(item, at(path, index), found, done, above))
    : Object.fromEntries(
        Object.entries(value).map(([key, item]) => [keyText(key), clean(item, at(path, key), found, done, above)]),
      );
  above.delete(value);
  done.set(value, copy);
  return copy;
}

function cleanText(value: string, path: string, { problems, doubts }: Found): string {
  const text = value.replaceAll('\r\n', '\n');
  if (!value.isWellFormed() || isDamaged(text) || text.includes('\r')) {
    problems.push({ path, value: JSON.stringify(value).slice(0, 80), ...faults.damaged });
  }
  const kept = words(text);
  if (text.search(invisible) >= 0) doubts.push({ path, code: 'INVISIBLE_CHARACTERS', raw: kept.slice(0, 120) });
  const trace = traceOf(kept);
  if (trace) doubts.push({ path, ...trace });
  return kept;
}

function segments(path: string): readonly string[] {
  return path
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The node a path names, if there is one, and the nearest node whose line an author would look at. */
function findNode(root: Node | null, steps: readonly string[]): { node: Node | undefined; near: Node | undefined } {
  let node: Node | undefined = root ?? undefined;
  let near = node;
  for (const step of steps) {
    if (!isCollection(node)) return { node: undefined, near };
    const item: unknown = node.items.some(isPair)
      ? node.items.find((other) => isPair(other) && isScalar(other.key) && keyText(other.key.value) === step)
      : node.items[Number(step)];
    const value = (isPair(item) ? item.value : item) as Node | null | undefined;
    // A key shows where a part begins; of a scalar the value itself does. Behind an alias nothing has a line of its own.
    const shown = (isPair(item) && !isScalar(value) ? item.key : value) as Node | null | undefined;
    near = shown?.range ? shown : near;
    node = isAlias(value) ? undefined : (value ?? undefined);
  }
  return { node, near };
}

/** A key as it is compared: nobody sees an invisible character in it, and none is meant. */
function keyText(value: unknown): string {
  return words(String(value));
}
