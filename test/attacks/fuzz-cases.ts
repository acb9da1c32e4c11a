import fc from 'fast-check';
import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import type { Operation } from './transports';

/** Texts people do not type: any bytes, NUL, lone surrogates, long ones, and what looks like an id. */
const text: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.uuid(),
  fc.constantFrom(
    '',
    '\u0000',
    '\ud800',
    '__proto__',
    "'; drop table event; --",
    '2026-02-30',
    '1e400',
    'x'.repeat(5_000),
  ),
);

const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  text,
  fc.constantFrom(2 ** 31, -(2 ** 31) - 1, 1e308, -0, Number.MAX_SAFE_INTEGER, null, [], {}),
);

/** What exists, by the name of the argument or input field that may ask for it. */
export type Known = Readonly<Record<string, readonly unknown[]>>;

/** Of so many values one is not even of its type. Inputs have up to ten of them. */
const oddity = 30;

/** Values that mostly fit a type, and mostly name what exists, so that they get as far as the acts. */
function valuesOf(type: GraphQLInputType, known: Known, asked: string, depth = 0): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return valuesOf(type.ofType, known, asked, depth);
  const fitting = (): fc.Arbitrary<unknown> => {
    if (isListType(type)) return fc.array(valuesOf(type.ofType, known, asked, depth + 1), { maxLength: 3 });
    if (isEnumType(type)) return fc.constantFrom(...type.getValues().map(({ name }) => name));
    if (isInputObjectType(type)) {
      if (depth > 3) return fc.constant({});
      const all = Object.values(type.getFields());
      const fields = all.map((field) => [field.name, valuesOf(field.type, known, field.name, depth + 1)]);
      const needed = all.filter((field) => isNonNullType(field.type));
      return fc.record(Object.fromEntries(fields), { requiredKeys: needed.map(({ name }) => name) } as never);
    }
    const { name } = getNamedType(type);
    const there = known[asked];
    const other = otherOf(name, known);
    return there
      ? fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...there) }, { weight: 1, arbitrary: other })
      : other;
  };
  return fc.oneof({ weight: oddity - 1, arbitrary: fitting() }, { weight: 1, arbitrary: anything });
}

function otherOf(scalar: string, known: Known): fc.Arbitrary<unknown> {
  if (scalar === 'ID') return fc.oneof(fc.constantFrom(...(known.id ?? [''])), text);
  if (scalar === 'Int' || scalar === 'Float') return fc.oneof(fc.integer(), fc.integer({ min: -2, max: 200 }));
  if (scalar === 'Boolean') return fc.boolean();
  return text;
}

interface Root {
  readonly kind: string;
  readonly field: GraphQLField<unknown, unknown>;
}

function rootsOf(schema: GraphQLSchema): readonly Root[] {
  return ['Query', 'Mutation', 'Subscription'].flatMap((kind) => {
    const type = schema.getType(kind) as { getFields(): Record<string, GraphQLField<unknown, unknown>> };
    return Object.values(type.getFields()).map((field) => ({ kind: kind.toLowerCase(), field }));
  });
}

function documentFor({ kind, field }: Root): string {
  const declared = field.args.map((argument) => `$${argument.name}: ${argument.type}`).join(', ');
  const passed = field.args.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
  const selection = selectionOf(field, 2);
  return `${kind} ${declared && `(${declared})`} { ${field.name} ${passed && `(${passed})`} ${selection} }`;
}

/** All of a field that needs no arguments, so many levels deep, but of lists their names only: those cost. */
function selectionOf({ type }: GraphQLField<unknown, unknown>, depth: number): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (depth === 0 || !isObjectType(named)) return '{ __typename }';
  const fields = Object.values(named.getFields()).filter(({ args }) => !args.some(isRequiredArgument));
  const plain = fields.filter((field) => isLeafType(getNamedType(field.type)) || !/\[/.test(String(field.type)));
  return `{ __typename ${plain.map((field) => `${field.name} ${selectionOf(field, depth - 1)}`).join(' ')} }`;
}

/** Not fuzzed: they would end the session, or the conference, of all the others, or play a whole one for each case. */
const spared = new Set(['signOut', 'closeConference', 'startRehearsal']);

/** Every query, mutation and subscription with arguments that mostly fit, asking for much or for little. */
export function shaped(schema: GraphQLSchema, known: Known): fc.Arbitrary<Operation> {
  const cases = rootsOf(schema)
    .filter(({ field }) => !spared.has(field.name))
    .flatMap((root) => {
      const args = root.field.args.map((argument) => [argument.name, valuesOf(argument.type, known, argument.name)]);
      const variables = fc.record(Object.fromEntries(args)) as fc.Arbitrary<unknown>;
      // There are few subscriptions among many mutations, and they hold the most.
      const weight = root.kind === 'subscription' ? 3 : 1;
      return { weight, arbitrary: variables.map((given) => ({ query: documentFor(root), variables: given })) };
    });
  return fc.oneof(...cases);
}

/** Sound documents with a few characters or words taken out, doubled, swapped or put in. */
export function mutated(schema: GraphQLSchema): fc.Arbitrary<Operation> {
  const sound = [
    ...rootsOf(schema)
      .filter(({ kind }) => kind !== 'mutation')
      .map(documentFor),
    '{ blocs(first: 2) { nodes { slug conferences(first: 2) { nodes { slug name { vi en } } } } } }',
    'query A($n: Int = 3) { ...F blocs(first: $n) { totalCount } } fragment F on Query { awards { code } }',
    '{ a: serverTime b: serverTime @skip(if: true) c: __typename }',
  ];
  const change = fc.record({
    at: fc.nat(400),
    length: fc.nat(12),
    put: fc.oneof(
      fc.constantFrom(
        '{',
        '}',
        '(',
        ')',
        '[',
        ']',
        '!',
        '@',
        '...',
        '$',
        ':',
        '"""',
        '"\\u0000"',
        '#',
        '\uFEFF',
        '&',
        '|',
      ),
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.constantFrom('__schema', '__proto__', 'constructor', 'fragment', 'on', 'subscription', 'null', '1e999', '-'),
    ),
    how: fc.constantFrom('cut', 'put', 'double'),
  });
  return fc
    .record({
      query: fc.constantFrom(...sound),
      changes: fc.array(change, { minLength: 1, maxLength: 4 }),
      // What is no object is refused before the document is looked at.
      variables: fc.oneof({ weight: 9, arbitrary: fc.object({ maxDepth: 2 }) }, { weight: 1, arbitrary: anything }),
    })
    .map(({ query, changes, variables }) => ({
      query: changes.reduce((before, { at, length, put, how }) => {
        const place = at % (before.length + 1);
        const part = before.slice(place, place + length);
        const after = before.slice(how === 'cut' ? place + length : place);
        return before.slice(0, place) + (how === 'put' ? put : how === 'double' ? part : '') + after;
      }, query),
      variables,
    }));
}

/** Documents of random words, and of no words. */
export function soup(schema: GraphQLSchema): fc.Arbitrary<Operation> {
  const roots = rootsOf(schema).filter(({ field }) => !spared.has(field.name));
  const names = [...new Set(roots.map(({ field }) => field.name)), 'nodes', 'id', 'slug', '__typename'];
  const word = fc.constantFrom(
    ...names,
    ...'{}()[]:!$@=|&'.split(''),
    '...',
    'query',
    'mutation',
    'fragment',
    'on',
    '"x"',
    '1',
  );
  return fc.oneof(
    fc.array(word, { maxLength: 40 }).map((words) => ({ query: words.join(' ') })),
    fc.string({ unit: 'binary', maxLength: 60 }).map((query) => ({ query })),
    fc.record({ query: anything as fc.Arbitrary<string>, variables: anything, operationName: anything }),
  );
}

/** What a socket may be sent after it has been introduced: messages of the protocol with anything in them, or bytes. */
export function frames(operations: fc.Arbitrary<Operation>): fc.Arbitrary<string | Buffer> {
  const type = fc.constantFrom('subscribe', 'complete', 'ping', 'pong', 'next', 'error', 'connection_init', '', 'x');
  return fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .record({ id: text, type: fc.constant('subscribe'), payload: operations })
        .map((m) => JSON.stringify(m)),
    },
    {
      weight: 3,
      arbitrary: fc
        .record({ id: anything, type: type as fc.Arbitrary<unknown>, payload: anything }, { requiredKeys: [] })
        .map((message) => JSON.stringify(message)),
    },
    { weight: 1, arbitrary: fc.jsonValue().map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: text },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)) },
  );
}
