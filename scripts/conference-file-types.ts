// Writes src/import/conference-file-shape.ts from the JSON Schema of conference files, or with --check compares it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, type JSONSchema } from 'json-schema-to-typescript';
import { AwardFamily, AwardKind } from '../src/award/award';
import { BlocKind } from '../src/bloc/bloc';
import { AppointmentMode, LeadershipRole } from '../src/bloc/leadership-term';
import { Electorate, RuleBase, TieCriterion } from '../src/bloc/rule';
import { AgendaSession } from '../src/conference/agenda-item';
import { ConferenceKind, ConferenceNature, Visibility } from '../src/conference/conference';
import { DirectiveKind } from '../src/conference/directive';
import { DecisionMethod } from '../src/conference/resolution';
import { ResultPeriod } from '../src/indicator/result';

const project = join(__dirname, '..');
const target = join(project, 'src', 'import', 'conference-file-shape.ts');

/** Which enumeration of the source a list of words is, by its place in a file, and where it is declared. */
const enumerations = {
  '/bloc/kind': { BlocKind, from: '../bloc/bloc' },
  '/rules/electorate': { Electorate, from: '../bloc/rule' },
  '/rules/base': { RuleBase, from: '../bloc/rule' },
  '/rules/tieOrder': { TieCriterion, from: '../bloc/rule' },
  '/awards/family': { AwardFamily, from: '../award/award' },
  '/awards/kind': { AwardKind, from: '../award/award' },
  '/conference/kind': { ConferenceKind, from: '../conference/conference' },
  '/conference/nature': { ConferenceNature, from: '../conference/conference' },
  '/conference/visibility': { Visibility, from: '../conference/conference' },
  '/agenda/session': { AgendaSession, from: '../conference/agenda-item' },
  '/results/period': { ResultPeriod, from: '../indicator/result' },
  '/directives/kind': { DirectiveKind, from: '../conference/directive' },
  '/resolutions/method': { DecisionMethod, from: '../conference/resolution' },
  '/proposals/agreed': { DecisionMethod, from: '../conference/resolution' },
  '/leadership/role': { LeadershipRole, from: '../bloc/leadership-term' },
  '/leadership/mode': { AppointmentMode, from: '../bloc/leadership-term' },
} as const satisfies Record<string, { readonly from: string; readonly [name: string]: unknown }>;

/** Parts of a file that have a type of their own, by their place. */
const named: Readonly<Record<string, string>> = {
  '/bloc/members': 'FileMember',
  '/bloc/members/memberships': 'FileSpan',
  '/rules': 'FileRule',
  '/awards': 'FileAward',
  '/results': 'FileResult',
  '/pact': 'FilePact',
};

/** Definitions of the schema that keep a type of their own, by what it is called where they are used. */
const shared: Readonly<Record<string, string>> = { text: 'Text', flags: 'FileFlag[]' };

type Node = JSONSchema & { readonly properties?: Record<string, Node>; readonly items?: Node };

/**
 * A part of the schema as the generator is to read it: references are resolved, what has a name gets it, and lists of
 * words are the enumerations of the source.
 * @throws Error where the schema has a list of words, or a word, that the source does not
 */
function readable(node: Node, place: string, defs: Readonly<Record<string, Node>>): Node {
  if (node.$ref) {
    const name = node.$ref.replace('#/$defs/', '');
    const { description = defs[name]?.description } = node;
    if (shared[name]) return { description, tsType: shared[name] } as Node;
    return readable({ ...defs[name], description } as Node, place, defs);
  }
  if (node.enum) return { description: node.description, tsType: typeOfWords(node.enum as string[], place) } as Node;
  const parts = Object.entries(node.properties ?? {}).map(([key, part]) => [
    key,
    readable(part, `${place}/${key}`, defs),
  ]);
  const titled = node.type === 'object' && named[place] ? { title: named[place] } : {};
  return {
    ...node,
    ...titled,
    ...(node.properties ? { properties: Object.fromEntries(parts) } : {}),
    ...(node.items ? { items: readable(node.items, place, defs) } : {}),
  } as Node;
}

/** The enumeration at this place, or those of its members that the schema takes. */
function typeOfWords(words: readonly string[], place: string): string {
  const found = Object.entries(enumerations[place as keyof typeof enumerations] ?? {}).find(
    ([name]) => name !== 'from',
  );
  if (!found) throw new Error(`${place} has a list of words: name its enumeration in scripts/conference-file-types.ts`);
  const [name, members] = found as unknown as [string, Readonly<Record<string, string>>];
  const keys = words.map((word) => {
    const key = Object.keys(members).find((each) => members[each] === word);
    if (!key) throw new Error(`${place} takes ${word}, which ${name} does not have`);
    return `${name}.${key}`;
  });
  return keys.length === Object.keys(members).length ? name : keys.join(' | ');
}

/** The text of the file of types. */
async function print(): Promise<string> {
  const {
    $defs,
    title: _title,
    $id: _id,
    $schema: _schema,
    ...root
  } = JSON.parse(readFileSync(join(project, 'schema', 'conference-file.schema.json'), 'utf8')) as Node & {
    readonly $defs: { readonly text: Node; readonly flags: Node } & Readonly<Record<string, Node>>;
  };
  const flag = { ...readable($defs.flags.items as Node, '/flags', $defs), title: 'FileFlag' };
  const schema = { ...readable(root as Node, '', $defs), definitions: { Text: $defs.text, FileFlag: flag } };
  const text = await compile(schema as JSONSchema, 'ConferenceFile', {
    additionalProperties: false,
    bannerComment: `${banner}\n${imports()}\n`,
    ignoreMinAndMaxItems: true,
    unreachableDefinitions: true,
    style: { bracketSpacing: true, printWidth: 120, singleQuote: true, trailingComma: 'all' },
  });
  // What the generator says of itself tells a reader nothing.
  return text.replaceAll(/\n \*\n \* This interface was referenced by .*\n \* via .*/g, '');
}

const banner =
  '// Printed from schema/conference-file.schema.json by scripts/conference-file-types.ts; not written by hand.';

function imports(): string {
  const lines = new Map<string, Set<string>>();
  for (const { from, ...rest } of Object.values(enumerations)) {
    const names = lines.get(from) ?? new Set();
    for (const name of Object.keys(rest)) names.add(name);
    lines.set(from, names);
  }
  return [...lines]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([from, names]) => `import type { ${[...names].sort().join(', ')} } from '${from}';`)
    .join('\n');
}

async function main(): Promise<void> {
  const text = await print();
  if (!process.argv.includes('--check')) return writeFileSync(target, text);
  if (readFileSync(target, 'utf8') !== text) throw new Error('src/import/conference-file-shape.ts is not up to date');
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
