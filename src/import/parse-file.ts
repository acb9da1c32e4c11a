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
import type { Problem } from './conference-file';

/**
 * Largest file taken, in bytes of UTF-8: room for two thousand delegates. The parser takes about a second for a hundred
 * kilobytes of the worst nonsense, and the server does nothing else meanwhile.
 */
export const maxFileBytes = 512 * 1024;

/** How often a file may use one anchor, nested uses multiplied; more is an attack, not a conference. */
const maxAliasCount = 20;

/** Anything a file can hold once it is parsed. */
type Parsed = string | number | boolean | null | readonly Parsed[] | { readonly [key: string]: Parsed };

/** A file as plain data, and where each piece of it stood. */
export interface ParsedFile {
  readonly data: Parsed;
  readonly problems: readonly Problem[];
  /** Line of the piece a JSON pointer names, or of the nearest piece around it; undefined where unknown. */
  readonly lineOf: (path: string) => number | undefined;
  /** The piece as written, for scalars; undefined for anything else. */
  readonly sourceOf: (path: string) => string | undefined;
}

/**
 * Parses YAML 1.2 (core schema) or JSON into plain data, every text in NFC and trimmed. Words such as `no` and days
 * such as `2022-03-19` stay text. Refused: tags, double keys, several documents, aliases beyond a few or in a circle,
 * control characters, half surrogate pairs, files over 512 KiB. Never throws; the data is null where problems are fatal.
 */
export function parseFile(text: string): ParsedFile {
  const bytes = Buffer.byteLength(text, 'utf8');
  if (bytes > maxFileBytes) {
    return nothing({
      path: '',
      value: `${bytes} bytes`,
      problem: `The file is larger than ${maxFileBytes} bytes.`,
      cure: 'Send one conference per file, without pictures or documents.',
    });
  }
  if (isTooDeep(text)) return nothing({ path: '', value: null, ...yamlFaults.RESOURCE_EXHAUSTION });
  const lines = new LineCounter();
  const lineAt = (offset: number) => (lines.lineStarts.length > 0 ? lines.linePos(offset).line : 1);
  const doc = parseDocument(text, { ...yamlOptions, lineCounter: lines });
  const faults = [...doc.errors, ...doc.warnings];
  if (faults.length > 0) {
    return nothing(
      ...faults.slice(0, 20).map((fault) => {
        const { problem, cure } = (yamlFaults as Readonly<Record<string, typeof otherFault>>)[fault.code] ?? otherFault;
        const value = text.slice(fault.pos[0], fault.pos[1]).split('\n', 1)[0]?.slice(0, 80) ?? '';
        return { path: '', line: lineAt(fault.pos[0]), value, problem: problem ?? `${fault.message}.`, cure };
      }),
    );
  }
  const doubled = doubleKeys(doc).map(({ key, offset }) => ({
    path: '',
    line: lineAt(offset),
    value: key,
    problem: 'The same key stands twice in one place.',
    cure: 'Keep one of them.',
  }));
  if (doubled.length > 0) return nothing(...doubled.slice(0, 20));
  let raw: unknown;
  try {
    raw = doc.toJS({ maxAliasCount });
  } catch (error) {
    return nothing({
      path: '',
      value: null,
      problem: `The file cannot be unfolded: ${error instanceof Error ? error.message : String(error)}.`,
      cure: 'Write repeated parts out instead of using anchors (&) and aliases (*).',
    });
  }
  const problems: Problem[] = [];
  const data = clean(raw, '', problems, new Map(), new Set());
  const lineOf = (path: string) => {
    const { near } = findNode(doc.contents, segments(path));
    return near?.range ? lineAt(near.range[0]) : undefined;
  };
  return {
    data,
    problems: problems.map((problem) => withLine(problem, lineOf(problem.path))),
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

const otherFault: { readonly problem?: string | undefined; readonly cure: string } = {
  cure: 'Write the file as YAML 1.2 or JSON; put text with special signs in quotes.',
};

const yamlFaults = {
  TAG_RESOLVE_FAILED: {
    problem: 'Tags (!) are not taken.',
    cure: 'Remove the tag; quote the text if it starts with !.',
  },
  MULTIPLE_DOCS: { problem: 'The file holds more than one document.', cure: 'Send one file per conference.' },
  RESOURCE_EXHAUSTION: { problem: 'The file is nested too deeply.', cure: 'Check the brackets.' },
  TAB_AS_INDENT: { problem: 'A tab is used to indent.', cure: 'Indent with spaces.' },
  BAD_INDENT: { problem: undefined, cure: 'Indent the keys of one list item or one part equally.' },
};

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

/** Keys that stand twice in one map, in NFC. */
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
  return { data: null, problems, lineOf: () => undefined, sourceOf: () => undefined };
}

/** A copy in NFC and trimmed. A part used by several aliases is copied once, so that a copy is never larger than the file. */
function clean(
  value: unknown,
  path: string,
  problems: Problem[],
  done: Map<object, Parsed>,
  above: Set<object>,
): Parsed {
  if (typeof value === 'string') return cleanText(value, path, problems);
  if (typeof value !== 'object' || value === null) return (value ?? null) as Parsed;
  const before = done.get(value);
  if (before !== undefined) return before;
  if (above.has(value)) {
    problems.push({
      path,
      value: null,
      problem: 'An alias (*) stands inside the part it repeats.',
      cure: 'Write the part out instead of using an alias.',
    });
    return null;
  }
  above.add(value);
  const copy = Array.isArray(value)
    ? value.map((item, index) => clean(item, at(path, index), problems, done, above))
    : Object.fromEntries(
        Object.entries(value).map(([key, item]) => [
          key.normalize('NFC'),
          clean(item, at(path, key), problems, done, above),
        ]),
      );
  above.delete(value);
  done.set(value, copy);
  return copy;
}

function cleanText(value: string, path: string, problems: Problem[]): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
  if (!value.isWellFormed() || /[\u0000-\u0008\u000b-\u001f\u007f]/.test(value.replaceAll('\r\n', '\n'))) {
    problems.push({
      path,
      value: JSON.stringify(value).slice(0, 80),
      problem: 'The text has a control character or half of a surrogate pair.',
      cure: 'Type the text again; it was probably damaged by copying.',
    });
  }
  return value.replaceAll('\r\n', '\n').trim().normalize('NFC');
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

function keyText(value: unknown): string {
  return String(value).normalize('NFC');
}
